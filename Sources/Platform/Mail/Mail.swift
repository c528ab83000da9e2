import Foundation
import Kernel

/// A letter to one person: plain text, as every program can show it.
package struct Mail: Sendable, Hashable {
    package var to: String
    package var subject: String
    /// Lines of text; no line of it can become a header.
    package var body: String

    package init(to: String, subject: String, body: String) {
        self.to = to
        self.subject = subject
        self.body = body
    }

    /// Whether a text can be an address to write to.
    ///
    /// Lenient on purpose, strict where it matters: one `@`, no spaces, no control characters, nothing that SMTP reads as its own.
    package static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"<>(),;:\""[]"#.utf8.contains($0) } && halves[1].contains(".")
    }

    /// The letter as SMTP carries it (RFC 5322, 2045, 2047): ASCII alone, lines of at most 76.
    func wire(from: String, id: String, at moment: Timestamp) -> [UInt8] {
        let body = Data(body.replacing("\n", with: "\r\n").utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let domain = from.split(separator: "@").last ?? "localhost"
        let head = [
            "Date: \(Self.date(moment))", "From: <\(from)>", "To: <\(to)>", "Message-ID: <\(id)@\(domain)>",
            "Subject: \(Self.words(subject))", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
        ]
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }

    /// Encoded words of at most 75 characters, each whole in UTF-8.
    private static func words(_ subject: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in subject where character.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Sat, 21 Nov 2026 12:45:39 +0000`.
    private static func date(_ moment: Timestamp) -> String {
        let seconds = moment.milliseconds / 1000
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    }
}
