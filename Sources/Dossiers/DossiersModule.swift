import Platform

/// The one-stop shop (GL-43): dossiers from reception to the returned result, their legal clock and what is counted of them.
///
/// Rules lie in `Model`, one verb a file in `UseCases`; pages, programs and commands call the same verbs. Knows no points.
package let dossiersModule = Module(name: "dossiers", files: Embedded.files)
