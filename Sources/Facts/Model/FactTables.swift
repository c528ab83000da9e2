import Kernel
import Office

/// The tables of facts that the binary carries, by their path below `Facts/`; their columns are described in Facts/README.md.
package enum FactTables {
    /// One table; throws its faults, which a test of the shipped tables rules out.
    package static func table(_ path: String) throws -> Table { try CSVReader(file(path)).table() }

    /// A table as the file that a reader of files takes.
    package static func file(_ path: String) -> InputFile {
        guard let text = Embedded.files["Facts/\(path)"] else { preconditionFailure("the binary carries Facts/\(path)") }
        return InputFile(name: path, bytes: Array(text.utf8))
    }
}
