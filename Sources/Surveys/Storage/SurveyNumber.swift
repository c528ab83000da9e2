import Kernel
import Storage

/// Numbers that are given once and never again, by kind and year: `KS-2026-0001`.
enum SurveyNumber {
    static func next(_ kind: String, year: Int, prefix: String, digits: Int, _ db: any Connection) throws -> String {
        let figures = "\(try take(1, kind, year: year, db))"
        return "\(prefix)-\(year)-\(String(repeating: "0", count: max(0, digits - figures.count)))\(figures)"
    }

    /// Takes several at once and tells the last.
    static func take(_ count: Int, _ kind: String, year: Int, _ db: any Connection) throws -> Int {
        let row = try db.row(
            """
            INSERT INTO surveys_sequences (kind, year, last) VALUES (\(kind), \(year), \(count))
            ON CONFLICT (kind, year) DO UPDATE SET last = surveys_sequences.last + \(count) RETURNING last
            """)
        guard let row else { preconditionFailure("an upsert returns its row") }
        return try row.integer("last")
    }
}
