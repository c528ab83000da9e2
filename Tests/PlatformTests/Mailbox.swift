import Foundation

/// A real mail server on loopback that takes letters by STARTTLS alone; see `Fixtures/mailbox.py`.
final class Mailbox {
    static let python: String? = {
        guard let path = ProcessInfo.processInfo.environment["CCHC_PYTHON"], FileManager.default.isExecutableFile(atPath: path) else {
            return nil
        }
        return path
    }()

    /// A letter as the server got it.
    struct Letter: Decodable, Equatable {
        var to: [String]
        var subject: String
        var body: String
        /// It came through TLS.
        var secret: Bool
    }

    enum Failure: Error { case ended }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let folder: URL
    private var unread = Data()
    private(set) var port = ""

    var authority: String { folder.appending(path: "authority.pem").path }

    init(python: String, refuses: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cchc-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/mailbox.py").path
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script, folder.path] + (refuses ? ["refuse"] : [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        port = try line()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    func letter() throws -> Letter { try JSONDecoder().decode(Letter.self, from: Data(try line().utf8)) }

    /// The next line that the server prints.
    private func line() throws -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Failure.ended }
            unread += more
        }
    }
}
