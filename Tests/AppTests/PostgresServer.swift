import Foundation

/// A PostgreSQL server of a test's own, to be stopped in the middle.
final class PostgresServer: Sendable {
    /// As the setting has it.
    let address: String
    private let process = Process()
    private let input = Pipe()

    enum Failure: Error { case silent }

    init() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let output = Pipe()
        process.executableURL = root.appending(path: "scripts/with-postgres")
        // Tells the address and stays until its input ends.
        process.arguments = ["sh", "-c", "echo \"$CCHC_TEST_POSTGRES\"; exec cat"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            // Not `read(upToCount:)`, which waits for as much as it may take.
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Failure.silent }
            line += more
        }
        let server = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
        address = "\(server)&connections=4"
    }

    /// Returns when nobody listens any more.
    func stop() async throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
