/// A PostgreSQL URL without the two parameters that are ours.
package struct PostgresAddress: Equatable, Sendable {
    /// What libpq gets: the URL, with defaults for what it does not say.
    package let url: String
    /// The only schema that is searched; nil leaves that to the server.
    package let schema: String?
    /// How many connections may be open at once; 16 when the URL does not say.
    package let connections: Int

    private static let defaults = [
        ("application_name", "cchc"), ("client_encoding", "UTF8"), ("connect_timeout", "10"),
        // Without it a cable that was pulled is noticed after a quarter of an hour.
        ("tcp_user_timeout", "30000"),
    ]

    /// Throws ``StorageError/unreachable(reason:)`` when one of our parameters makes no sense.
    package init(_ text: String) throws {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var schema: String?
        var connections = 16
        for parameter in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? pair[1] : ""
            switch pair[0] {
            case "schema":
                guard Self.isName(value) else {
                    throw StorageError.unreachable(reason: "schema=\(value): a schema is named with a-z, 0-9 and _, up to 63 of them")
                }
                schema = String(value)
            case "connections":
                guard let count = Int(value), (1...500).contains(count) else {
                    throw StorageError.unreachable(reason: "connections=\(value): 1 to 500 are possible")
                }
                connections = count
            default:
                kept.append(parameter)
            }
        }
        let said = Set(kept.compactMap { $0.split(separator: "=").first })
        let added = Self.defaults.filter { !said.contains($0.0[...]) }.map { "\($0.0)=\($0.1)" }
        self.schema = schema
        self.connections = connections
        url = "\(parts[0])?\((kept.map(String.init) + added).joined(separator: "&"))"
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 63 else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return (letters.contains(first) || first == UInt8(ascii: "_"))
            && text.utf8.allSatisfy {
                letters.contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
            }
    }
}
