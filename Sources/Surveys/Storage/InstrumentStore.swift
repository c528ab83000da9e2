import Forms
import Kernel
import Storage
import Synchronization

/// All SQL of `surveys_instruments`.
enum InstrumentStore {
    struct Head: Sendable, Hashable {
        let id: ID<Instrument>
        let code: String
        let edition: String
        let digest: String
        let kept: Timestamp
        let login: String
    }

    static func insert(_ id: ID<Instrument>, _ definition: InstrumentDefinition, by login: String, at now: Timestamp, _ db: any Connection)
        throws
    {
        let questionnaire = definition.content.questionnaire
        try db.run(
            """
            INSERT INTO surveys_instruments (id, code, edition, notation, definition, digest, kept_ms, login)
            VALUES (\(id), \(questionnaire.code), \(questionnaire.version), \(definition.notation.rawValue), \(definition.text),
                \(definition.digest), \(now), \(login))
            """)
    }

    /// The latest first, of each code.
    static func all(_ db: any Connection) throws -> [Head] {
        try db.rows("\(heads) ORDER BY code, kept_ms DESC, edition DESC").map(head)
    }

    static func head(_ code: String, edition: String, _ db: any Connection) throws -> Head? {
        try db.row("\(heads) WHERE code = \(code) AND edition = \(edition)").map(head)
    }

    private static let heads: SQL = "SELECT id, code, edition, digest, kept_ms, login FROM surveys_instruments"

    private static func head(_ row: Row) throws -> Head {
        try Head(
            id: row.id("id"), code: row.string("code"), edition: row.string("edition"), digest: row.string("digest"),
            kept: row.timestamp("kept_ms"), login: row.string("login"))
    }

    static func find(_ id: ID<Instrument>, _ memory: InstrumentMemory, _ db: any Connection) throws -> Instrument? {
        if let known = memory[id] { return known }
        guard let row = try db.row("SELECT code, notation, definition, digest FROM surveys_instruments WHERE id = \(id)") else {
            return nil
        }
        let content = try InstrumentDefinition(row.word("notation"), row.string("definition"), named: row.string("code")).content
        let instrument = Instrument(id: id, content: content, digest: try row.string("digest"))
        memory[id] = instrument
        return instrument
    }

    /// The text as it was written, and its notation.
    static func text(_ id: ID<Instrument>, _ db: any Connection) throws -> (notation: InstrumentDefinition.Notation, text: String)? {
        try db.row("SELECT notation, definition FROM surveys_instruments WHERE id = \(id)").map {
            (try $0.word("notation"), try $0.string("definition"))
        }
    }
}

/// Instruments that were read; an edition never changes, and reading one costs more than filling it in.
package final class InstrumentMemory: Sendable {
    private let kept = Mutex<[ID<Instrument>: Instrument]>([:])

    package init() {}

    subscript(id: ID<Instrument>) -> Instrument? {
        get { kept.withLock { $0[id] } }
        set {
            kept.withLock { kept in
                if kept.count >= 200 { kept = [:] }
                kept[id] = newValue
            }
        }
    }
}
