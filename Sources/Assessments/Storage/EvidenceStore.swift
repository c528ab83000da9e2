import Kernel
import Platform
import Storage
import Units

/// All SQL of evidence and of what cites it.
enum EvidenceStore {
    static func insert(_ evidence: Evidence, _ db: any Connection) throws {
        var file: (StoredFile, name: String, type: String)?
        var link: String?
        switch evidence.source {
        case .file(let stored, let name, let type): file = (stored, name, type)
        case .link(let address): link = address
        }
        try db.run(
            """
            INSERT INTO assessments_evidence
                (id, chain_id, version, unit_id, title, number, issued_date, file_digest, file_name, file_type, file_size, link, person,
                person_name, added_ms)
            VALUES (\(evidence.id), \(evidence.chain), \(evidence.version), \(evidence.unit), \(evidence.title), \(evidence.number),
                \(evidence.issued), \(file?.0.digest), \(file?.name), \(file?.type), \(file?.0.size), \(link), \(evidence.by.person),
                \(evidence.by.name), \(evidence.added))
            """)
    }

    static func find(_ id: ID<Evidence>, _ db: any Connection) throws -> Evidence? {
        try db.row("\(columns) FROM assessments_evidence e WHERE e.id = \(id)").map(evidence)
    }

    /// All evidence of a unit, the latest first; versions that were replaced only when asked for.
    static func evidence(of unit: ID<Unit>, withReplaced: Bool = false, _ db: any Connection) throws -> [Evidence] {
        let latest: SQL =
            withReplaced ? "" : "AND e.version = (SELECT MAX(v.version) FROM assessments_evidence v WHERE v.chain_id = e.chain_id)"
        return try db.rows("\(columns) FROM assessments_evidence e WHERE e.unit_id = \(unit) \(latest) ORDER BY e.id DESC").map(evidence)
    }

    /// The highest version of a chain.
    static func lastVersion(of chain: ID<Evidence>, _ db: any Connection) throws -> Int {
        try db.rows("SELECT COALESCE(MAX(version), 0) AS n FROM assessments_evidence WHERE chain_id = \(chain)")[0].integer("n")
    }

    static func setRemoved(_ moment: Timestamp?, _ id: ID<Evidence>, _ db: any Connection) throws {
        try db.run("UPDATE assessments_evidence SET removed_ms = \(moment) WHERE id = \(id)")
    }

    // MARK: citations

    static func insert(_ citation: Citation, of item: LeafCase, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_citations
                (id, round_id, unit_id, criterion, stage, evidence_id, section, page, person, person_name, cited_ms)
            VALUES (\(citation.id), \(item.of.round.id), \(item.of.unit.id), \(item.leaf.code), \(citation.kind.rawValue),
                \(citation.evidence.id), \(citation.section), \(citation.page), \(citation.by.person), \(citation.by.name),
                \(citation.cited))
            """)
    }

    static func remove(_ citation: ID<Citation>, _ db: any Connection) throws {
        try db.run("DELETE FROM assessments_citations WHERE id = \(citation)")
    }

    static func move(_ citation: ID<Citation>, to evidence: ID<Evidence>, _ db: any Connection) throws {
        try db.run("UPDATE assessments_citations SET evidence_id = \(evidence) WHERE id = \(citation)")
    }

    /// The citations of a unit in a round, in the order in which they were made; of one leaf, if named.
    static func citations(of unit: ID<Unit>, in round: ID<Round>, criterion: String? = nil, _ db: any Connection) throws -> [Citation] {
        let leaf: SQL = criterion.map { "AND c.criterion = \($0)" } ?? ""
        return try db.rows("\(citationColumns) WHERE c.round_id = \(round) AND c.unit_id = \(unit) \(leaf) ORDER BY c.id").map(citation)
    }

    /// The citations of one field over all units of a round, by leaf.
    static func citations(ofCriteria criteria: [String], in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: [Citation]] {
        let rows = try db.rows(
            "\(citationColumns) WHERE c.round_id = \(round) AND c.criterion IN \(list: criteria) ORDER BY c.id")
        return Dictionary(
            grouping: try rows.map { row in
                (key: LeafKey(unit: try row.id("cited_unit_id"), criterion: try row.string("criterion")), citation: try citation(row))
            }, by: \.key
        ).mapValues { $0.map(\.citation) }
    }

    /// Where evidence is cited, in whatever version: the round's code, the unit's code and the citation.
    static func uses(ofChain chain: ID<Evidence>, _ db: any Connection) throws -> [(round: String, unit: String, citation: Citation)] {
        try db.rows(
            """
            \(evidenceColumns), \(citationOwn), r.code AS round_code, u.code AS unit_code FROM assessments_citations c
            JOIN assessments_evidence e ON e.id = c.evidence_id JOIN assessments_rounds r ON r.id = c.round_id
            JOIN units_units u ON u.id = c.unit_id WHERE e.chain_id = \(chain) ORDER BY c.id
            """
        ).map { try ($0.string("round_code"), $0.string("unit_code"), citation($0)) }
    }

    private static let evidenceColumns: SQL = """
        SELECT e.id, e.chain_id, e.version, e.unit_id, e.title, e.number, e.issued_date, e.file_digest, e.file_name, e.file_type,
            e.file_size, e.link, e.person, e.person_name, e.added_ms, e.removed_ms
        """
    private static let columns: SQL = evidenceColumns
    private static let citationOwn: SQL = """
        c.id AS citation_id, c.unit_id AS cited_unit_id, c.criterion, c.stage, c.section, c.page, c.person AS cited_person,
            c.person_name AS cited_name, c.cited_ms
        """
    private static let citationColumns: SQL = """
        \(evidenceColumns), \(citationOwn) FROM assessments_citations c JOIN assessments_evidence e ON e.id = c.evidence_id
        """

    private static func evidence(_ row: Row) throws -> Evidence {
        let source: Evidence.Source
        if let link = try row.optionalString("link") {
            source = .link(link)
        } else {
            source = try .file(
                StoredFile(digest: row.word("file_digest"), size: row.integer("file_size")), name: row.string("file_name"),
                type: row.string("file_type"))
        }
        return try Evidence(
            id: row.id("id"), chain: row.id("chain_id"), version: row.integer("version"), unit: row.id("unit_id"),
            title: row.string("title"), number: row.optionalString("number"), issued: row.optionalDate("issued_date"), source: source,
            by: row.signature, added: row.timestamp("added_ms"), removed: row.optionalTimestamp("removed_ms"))
    }

    private static func citation(_ row: Row) throws -> Citation {
        try Citation(
            id: row.id("citation_id"), criterion: row.string("criterion"), kind: row.word("stage"), evidence: evidence(row),
            section: row.string("section"), page: row.string("page"),
            by: Signature(person: row.string("cited_person"), name: row.string("cited_name")), cited: row.timestamp("cited_ms"))
    }
}
