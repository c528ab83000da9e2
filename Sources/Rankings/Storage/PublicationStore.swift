import Assessments
import Foundation
import Kernel
import Platform
import Storage

/// All SQL of publications and of what they correct.
enum PublicationStore {
    static func find(_ code: String, _ db: any Connection) throws -> Publication? {
        try db.row("\(columns) WHERE p.code = \(code)").map(publication)
    }

    static func find(_ id: ID<Publication>, _ db: any Connection) throws -> Publication? {
        try db.row("\(columns) WHERE p.id = \(id)").map(publication)
    }

    /// The first publication of a round.
    static func first(of round: ID<Round>, _ db: any Connection) throws -> Publication? {
        try db.row("\(columns) WHERE p.round_id = \(round) AND p.corrects_id IS NULL").map(publication)
    }

    /// All there are, drafts among them, the latest period first.
    static func all(_ db: any Connection) throws -> [Publication] {
        try db.rows("\(columns) ORDER BY p.period_last DESC, p.prepared_ms DESC, p.id").map(publication)
    }

    static func insert(_ publication: Publication, _ db: any Connection) throws {
        let paper = publication.paper
        try db.run(
            """
            INSERT INTO rankings_publications
                (id, code, round_id, corrects_id, reason, title_vi, title_en, period, period_last, superior, agency, place, grounds,
                proposer, recipients, signer_title, root, bundle_digest, prepared_ms)
            VALUES (\(publication.id), \(publication.code), \(publication.round), \(publication.correction?.of),
                \(publication.correction?.reason), \(publication.title.vi), \(publication.title.en), \(publication.period.description),
                \(publication.period.last), \(paper.superior), \(paper.agency), \(paper.place), \(paper.grounds), \(paper.proposer),
                \(paper.recipients), \(paper.signerTitle), \(publication.root.description), \(publication.bundle), \(publication.prepared))
            """)
    }

    static func set(_ paper: DecisionPaper, of publication: ID<Publication>, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE rankings_publications SET superior = \(paper.superior), agency = \(paper.agency), place = \(paper.place),
                grounds = \(paper.grounds), proposer = \(paper.proposer), recipients = \(paper.recipients),
                signer_title = \(paper.signerTitle)
            WHERE id = \(publication)
            """)
    }

    static func set(_ decision: Publication.Decision, of publication: ID<Publication>, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE rankings_publications SET decision_number = \(decision.number), decision_date = \(decision.date),
                decision_signer = \(decision.signer), released_ms = \(decision.released)
            WHERE id = \(publication)
            """)
    }

    static func delete(_ publication: ID<Publication>, _ db: any Connection) throws {
        try db.run("DELETE FROM rankings_corrections WHERE publication_id = \(publication)")
        try db.run("DELETE FROM rankings_publications WHERE id = \(publication)")
    }

    // MARK: corrections

    static func insert(_ corrections: [LeafCorrection], of publication: ID<Publication>, _ db: any Connection) throws {
        for correction in corrections {
            try db.run(
                """
                INSERT INTO rankings_corrections
                    (publication_id, block_code, unit_code, criterion, before, after, before_micropoints, after_micropoints, reason)
                VALUES (\(publication), \(correction.block), \(correction.unit), \(correction.criterion),
                    \(FlatMap.text(correction.before)), \(FlatMap.text(correction.after)), \(correction.pointsBefore),
                    \(correction.pointsAfter), \(correction.reason))
                """)
        }
    }

    static func corrections(of publication: ID<Publication>, _ db: any Connection) throws -> [LeafCorrection] {
        try db.rows(
            "SELECT * FROM rankings_corrections WHERE publication_id = \(publication) ORDER BY block_code, unit_code, criterion"
        ).map { row in
            try LeafCorrection(
                block: row.string("block_code"), unit: row.string("unit_code"), criterion: row.string("criterion"),
                before: FlatMap.values(row.string("before")), after: FlatMap.values(row.string("after")),
                pointsBefore: row.points("before_micropoints"), pointsAfter: row.points("after_micropoints"), reason: row.string("reason"))
        }
    }

    private static let columns: SQL = """
        SELECT p.*, o.code AS corrects_code, s.code AS successor_code, s.released_ms AS successor_released_ms
        FROM rankings_publications p LEFT JOIN rankings_publications o ON o.id = p.corrects_id
        LEFT JOIN rankings_publications s ON s.corrects_id = p.id
        """

    private static func publication(_ row: Row) throws -> Publication {
        guard let period = Period(try row.string("period")), let root = TreeHash(try row.string("root")),
            let bundle = FileDigest(rawValue: try row.string("bundle_digest"))
        else { preconditionFailure("a stored publication has a sound period, root and file") }
        var correction: Publication.Correction?
        if let of = try row.optionalString("corrects_id") {
            correction = try Publication.Correction(
                of: ID(rawValue: of), code: row.string("corrects_code"), reason: row.string("reason"))
        }
        var decision: Publication.Decision?
        if let released = try row.optionalTimestamp("released_ms") {
            decision = try Publication.Decision(
                number: row.string("decision_number"), date: row.date("decision_date"), signer: row.string("decision_signer"),
                released: released)
        }
        var successor: Publication.Successor?
        if let code = try row.optionalString("successor_code") {
            successor = try Publication.Successor(code: code, released: row.optionalTimestamp("successor_released_ms"))
        }
        return try Publication(
            id: row.id("id"), code: row.string("code"), round: row.id("round_id"),
            title: Bilingual(vi: row.string("title_vi"), en: row.string("title_en")), period: period, correction: correction,
            paper: DecisionPaper(
                superior: row.string("superior"), agency: row.string("agency"), place: row.string("place"), grounds: row.string("grounds"),
                proposer: row.string("proposer"), recipients: row.string("recipients"), signerTitle: row.string("signer_title")),
            root: root, bundle: bundle, prepared: row.timestamp("prepared_ms"), decision: decision, successor: successor)
    }
}

/// One map of texts as canonical JSON, and back.
private enum FlatMap {
    static func text(_ values: [String: String]) -> String { AuditValue.map(values.mapValues { .text($0) }).description }

    static func values(_ text: String) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}
