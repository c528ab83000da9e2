import Foundation
import Office
import Testing

/// Files beside the tests.
enum Fixture {
    static func file(_ name: String) throws -> InputFile {
        try InputFile(path: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path)
    }
}

/// A folder that is gone when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }
}

/// Programs of others, against which the house checks what it writes.
enum Peer {
    /// Python with openpyxl.
    ///
    /// `./test` sets it; without it the tests that need it are shown as skipped.
    static let python = executable(ProcessInfo.processInfo.environment["CCHC_PYTHON"])
    /// WeasyPrint: told by its own variable, or beside the Python above.
    static let weasyprint =
        executable(ProcessInfo.processInfo.environment["CCHC_WEASYPRINT"])
        ?? python.flatMap { executable(URL(filePath: $0).deletingLastPathComponent().appending(path: "weasyprint").path) }
    static let pdftotext = executable("/usr/bin/pdftotext")

    private static func executable(_ path: String?) -> String? {
        path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }

    /// What the program prints; its failure fails the test.
    static func run(_ program: String?, _ arguments: [String]) throws -> String {
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
}
