import CCurl
import Dispatch
import Foundation
import Kernel

/// The server that takes the house's letters, spoken to through libcurl.
package struct SMTPServer: Sendable, Hashable {
    /// How a connection that begins in the clear goes on.
    package enum Encryption: String, Sendable, Hashable {
        /// STARTTLS or nothing.
        case required
        /// For a relay on the same machine.
        case none
    }

    /// `smtp://host:587` or `smtps://host`, without a name and a password.
    package var address: String
    package var user: String?
    package var password: String?
    package var encryption: Encryption
    /// A file of certificates to trust instead of the system's; nil for the system's.
    package var authority: String?
    /// The address that letters come from.
    package var from: String

    private static let queue = DispatchQueue(label: "cchc.mail")

    /// Reads `smtp://name:password@host:port`, name and password percent-encoded; nil for anything else.
    package init?(_ text: String, encryption: Encryption, authority: String? = nil, from: String) {
        guard let url = URLComponents(string: text), let scheme = url.scheme, ["smtp", "smtps"].contains(scheme), let host = url.host,
            !host.isEmpty, url.path.isEmpty || url.path == "/", url.query == nil, Mail.isAddress(from)
        else { return nil }
        address = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
        user = url.user
        password = url.password
        self.encryption = encryption
        self.authority = authority
        self.from = from
    }

    /// Hands one letter over and returns when the server has taken it.
    func send(_ mail: Mail, id: String, at moment: Timestamp) async throws(MailError) {
        let bytes = mail.wire(from: from, id: id, at: moment)
        let result: Result<Void, MailError> = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: deliver(bytes, to: mail.to)) }
        }
        try result.get()
    }

    private func deliver(_ bytes: [UInt8], to: String) -> Result<Void, MailError> {
        var failure = [CChar](repeating: 0, count: 512)
        var answer = 0
        let code = bytes.withUnsafeBytes { letter in
            ccurl_mail(
                address, user, password, encryption == .required ? 1 : 0, authority, "<\(from)>", "<\(to)>",
                letter.baseAddress?.assumingMemoryBound(to: CChar.self), letter.count, &failure, failure.count, &answer)
        }
        if code == 0 { return .success(()) }
        let said = String(decoding: failure.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // A refused sign-in is mended by the operator; every other 5xx is the server's last word (RFC 5321, 4.2.1).
        return .failure(MailError(isFinal: (550..<560).contains(answer), reason: "\(said) (\(answer))"))
    }
}

/// A letter that was not taken.
struct MailError: Error, Hashable, CustomStringConvertible {
    /// Trying again is of no use.
    var isFinal: Bool
    var reason: String

    var description: String { reason }
}
