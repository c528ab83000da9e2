import Foundation
import Synchronization

/// A real provider of OpenID Connect on loopback, and whoever agrees there; see `Fixtures/provider.py`.
final class Provider: Sendable {
    static let python: String? = ProcessInfo.processInfo.environment["CCHC_PYTHON"].flatMap {
        FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
    }

    enum Failure: Error { case ended }

    private struct State {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        var unread = Data()

        /// The next line that the provider prints.
        mutating func line() throws -> String {
            while true {
                if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { unread.removeSubrange(...end) }
                    return String(decoding: unread[..<end], as: UTF8.self)
                }
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { throw Failure.ended }
                unread.append(more)
            }
        }
    }

    private let state: Mutex<State>
    let issuer: String

    init(python: String) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/provider.py").path
        var state = State()
        state.process.executableURL = URL(fileURLWithPath: python)
        state.process.arguments = [script]
        state.process.standardInput = state.input
        state.process.standardOutput = state.output
        try state.process.run()
        issuer = "http://127.0.0.1:\(try state.line())"
        self.state = Mutex(state)
    }

    deinit {
        state.withLock { state in
            try? state.input.fileHandleForWriting.close()
            state.process.waitUntilExit()
        }
    }

    /// Somebody agrees at the provider's page; the path and query to which it sends them back.
    func agree(at address: String, as subject: String) throws -> String {
        try state.withLock { state in
            try state.input.fileHandleForWriting.write(contentsOf: Data("\(address) \(subject)\n".utf8))
            let back = try state.line()
            guard let url = URLComponents(string: back), let query = url.percentEncodedQuery else { throw Failure.ended }
            return "\(url.path)?\(query)"
        }
    }
}
