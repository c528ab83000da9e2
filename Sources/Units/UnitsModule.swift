import Platform

/// The bodies that are scored, and lists of them as files (GL-13, PI-5).
///
/// Knows no people and no points.
package let unitsModule = Module(name: "units", files: Embedded.files)
