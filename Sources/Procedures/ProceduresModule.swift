import Platform

/// The catalogue of administrative procedures (PR-1…14, OL-1…4): what each asks for, takes and costs, in dated versions.
///
/// Knows no dossiers and no points.
package let proceduresModule = Module(name: "procedures", files: Embedded.files)
