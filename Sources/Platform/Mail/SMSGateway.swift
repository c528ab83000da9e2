import Foundation
import Kernel

/// Who carries short messages to telephones: a folder that another program empties, or a server that is called.
///
/// A telephone company's own way of being called is a case of this.
package enum SMSGateway: Sendable, Hashable {
    /// A file for each message, `ID.txt`: the number on its first line, the text below. It appears whole or not at all.
    case folder(String)
    /// POST of `{"id", "to", "text"}`; any answer of 2xx takes the message.
    case server(address: String, user: String?, password: String?)

    /// Reads `file:FOLDER` or `https://user:password@host/path`, user and password percent-encoded; nil for anything else.
    ///
    /// Without encryption only to this machine.
    package init?(_ text: String) {
        if text.hasPrefix("file:") {
            let path = String(text.dropFirst("file:".count))
            if path.isEmpty { return nil }
            self = .folder(path)
            return
        }
        guard var url = URLComponents(string: text), url.isConfidential else { return nil }
        let (user, password) = (url.user, url.password)
        (url.user, url.password) = (nil, nil)
        guard let address = url.string else { return nil }
        self = .server(address: address, user: user, password: password)
    }

    /// Hands one message over; a second time it may be carried twice.
    ///
    /// `id` is a name that a file may have.
    package func send(_ text: String, to number: String, id: String) async throws(SMSError) {
        switch self {
        case .folder(let path): try Self.drop("\(number)\n\(text)\n", into: path, as: id)
        case .server(let address, let user, let password):
            try await Self.post(text, number, id, HTTPCall(address, user: user, password: password))
        }
    }

    private static func drop(_ text: String, into folder: String, as id: String) throws(SMSError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(id).txt"), options: .atomic)
        } catch {
            throw SMSError(isFinal: false, reason: "writing into the folder of messages: \(error.localizedDescription)")
        }
    }

    private static func post(_ text: String, _ number: String, _ id: String, _ call: HTTPCall) async throws(SMSError) {
        var call = call
        call.headers = ["Content-Type: application/json", "Expect:"]
        call.body = Array(AuditValue.map(["id": .text(id), "to": .text(number), "text": .text(text)]).description.utf8)
        let status: Int
        do { status = try await call().status } catch { throw SMSError(isFinal: false, reason: error.reason) }
        if (200..<300).contains(status) { return }
        // Too many at once and a wrong password are mended; what the gateway does not understand is not.
        throw SMSError(isFinal: [400, 404, 410, 422].contains(status), reason: "the gateway answered \(status)")
    }
}

/// A message that was not taken.
package struct SMSError: Error, Hashable {
    /// Trying again is of no use.
    package var isFinal: Bool
    package var reason: String
}

extension URLComponents {
    /// An address of HTTP that nobody on the way can read: encrypted, or on this machine.
    var isConfidential: Bool {
        guard let host, !host.isEmpty, query == nil, fragment == nil else { return false }
        return scheme == "https" || (scheme == "http" && ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host))
    }
}
