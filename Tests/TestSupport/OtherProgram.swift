import Foundation
import Testing

/// Programs of others, which read back what the house makes; nil where they are not there.
package enum OtherProgram {
    package static let python = executable(ProcessInfo.processInfo.environment["CCHC_PYTHON"])
    /// Told by its own variable, or beside the Python above.
    package static let weasyprint =
        executable(ProcessInfo.processInfo.environment["CCHC_WEASYPRINT"])
        ?? python.flatMap { executable(URL(filePath: $0).deletingLastPathComponent().appending(path: "weasyprint").path) }
    package static let pdftotext = executable("/usr/bin/pdftotext")
    package static let pdftoppm = executable("/usr/bin/pdftoppm")
    /// Reads codes in pictures.
    package static let zbarimg = executable("/usr/bin/zbarimg")

    private static func executable(_ path: String?) -> String? {
        path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }

    /// What the program prints; its failure fails the test.
    package static func run(_ program: String?, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: try #require(program))
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    /// What the program prints about a file with these bytes.
    package static func read(_ bytes: [UInt8], _ program: String?, _ arguments: (String) -> [String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "cchc-paper-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(filePath: path))
        return try run(program, arguments(path))
    }

    /// What poppler reads in a paper, laid out, a form feed after each page.
    package static func text(ofPDF bytes: [UInt8]) throws -> String { try read(bytes, pdftotext) { ["-layout", $0, "-"] } }
}
