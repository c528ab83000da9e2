import Foundation
import Testing

/// Programs of others, which read back what the house makes; nil where they are not there.
package enum OtherProgram {
    package static let python = executable(ProcessInfo.processInfo.environment["CCHC_PYTHON"])
    package static let weasyprint = executable(ProcessInfo.processInfo.environment["CCHC_WEASYPRINT"])
    package static let pdftotext = executable("/usr/bin/pdftotext")

    private static func executable(_ path: String?) -> String? {
        path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }

    /// What the program prints about a file with these bytes.
    package static func read(_ bytes: [UInt8], _ program: String?, _ arguments: (String) -> [String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "cchc-paper-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(filePath: path))
        let process = Process()
        process.executableURL = URL(filePath: try #require(program))
        process.arguments = arguments(path)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    /// What poppler reads in a paper, laid out, a form feed after each page.
    package static func text(ofPDF bytes: [UInt8]) throws -> String { try read(bytes, pdftotext) { ["-layout", $0, "-"] } }
}
