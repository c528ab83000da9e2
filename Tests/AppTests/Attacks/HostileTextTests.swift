import Accounts
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import TestSupport
import Testing

/// Markup in whatever people fill in, however it came into the database: on every page it is text (stored XSS).
@Suite struct `Hostile text in the database` {
    /// Columns of prose, in whichever table; codes and figures have a shape of their own and are refused at the door.
    private static let prose: Set<String> = [
        "address", "agency", "agent", "body", "business", "client", "comment", "decision_signer", "difficulties", "doubt",
        "email", "file_name", "grounds", "name", "name_en", "name_vi", "note_en", "note_vi", "page", "person_name", "phone",
        "place", "proposals", "proposer", "public_text", "reason",
        "refusal", "recipients", "relation", "section", "signer_title", "source", "superior",
        "text_en", "text_vi", "title", "title_en", "title_vi", "answer", "asker_group", "chair", "conclusion", "evidence",
        "reports", "secretary", "text", "topic", "note", "received_from",
    ]

    /// Columns of the same name that are none: a framework as it is read.
    private static let others: Set = ["criteria_frameworks.body", "criteria_drafts.body"]

    /// Appends markup that names its column to all prose, and returns the names.
    private func spoil(_ database: any Database) async throws -> Set<String> {
        let tables = try await DatabaseContents(database).tables.keys.sorted()
        return try await database.write { db in
            var spoilt: Set<String> = []
            // What is sealed and what makes it known is not changed even by a test; the reasons of figures are codes.
            for table in tables where !table.hasPrefix("platform_") && !["schema_migrations", "rankings_figures"].contains(table) {
                for column in try db.row(SQL(file: "SELECT * FROM \(table) LIMIT 1"))?.columns ?? [] where Self.prose.contains(column) {
                    if Self.others.contains("\(table).\(column)") { continue }
                    let (name, value) = ("\(table).\(column)", SQL(file: column))
                    let markup = "\"'><hostile \(name)>"
                    let changed = try db.run("UPDATE \(SQL(file: table)) SET \(value) = \(value) || \(markup) WHERE \(value) <> ''")
                    if changed > 0 { spoilt.insert(name) }
                }
            }
            return spoilt
        }
    }

    /// The columns whose markup a page shows as text.
    private func shown(_ answer: TestResponse, at address: String) -> Set<String> {
        #expect(answer.status.code < 500, "\(address)")
        guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { return [] }
        let page = String(buffer: answer.body)
        #expect(texts(in: page, after: "<hostile", upTo: ">") == [], "\(address)")
        return Set(texts(in: page, after: "&lt;hostile ", upTo: "&"))
    }

    /// What stands between two marks, wherever it does; regular expressions take seconds for the largest pages.
    private func texts(in page: String, after mark: String, upTo end: Character) -> [String] {
        page.components(separatedBy: mark).dropFirst().map { String($0.prefix { $0 != end }) }
    }

    @Test func `is text on every page`() async throws {
        try await AccessHouse.open(rehearsing: false) { house in
            let columns = try await spoil(house.services.database)
            let pages = makeRoutes(house.services).lines.filter { $0.kind == .page }
            #expect(pages.count > 60)
            let logins = ["administrator", "auditor", "officer", "clerk", "appraiser", "secretary", AccessHouse.citizen]
            var seen: Set<String> = []
            for line in pages {
                // Two who may see the same see it in either language.
                for (turn, login) in logins.enumerated() {
                    let language: Language = turn.isMultiple(of: 2) ? .vi : .en
                    let answer = try await house.call(line, house.address(line), by: login, in: language, .json(""))
                    seen.formUnion(shown(answer, at: line.path))
                }
            }
            #expect(seen.count > 15)
            // Each column stands on some page, but for what the report alone prints, who cited, and what numbers are given by.
            let elsewhere: Set = [
                "assessments_submissions.difficulties", "assessments_submissions.proposals", "assessments_citations.person_name",
                "dossiers_sequences.agency", "surveys_frame_rows.address", "surveys_frame_rows.name",
            ]
            #expect(columns.subtracting(seen) == elsewhere)
        }
    }

    @Test func `is text wherever the people of the demonstration walk`() async throws {
        try await withHouse { services in
            try await DemoLoader(services).load()
            let columns = try await spoil(services.database)
            var cookies: [String] = []
            for login in ["quan.tri", "can.bo", "tham.dinh", "thu.ky", "chu.tich"] {
                let person = try await FindPeople(services).sheet(login, by: .operating).person
                cookies.append("cchc_session=\(try await OpenSession(services)(for: person).text)")
            }
            let kinds = PageKinds(makeRoutes(services).lines)
            let sent = cookies
            try await withClient(services) { client in
                var seen: Set<String> = []
                for cookie in sent { seen.formUnion(try await walk(client, cookie, kinds)) }
                #expect(seen.intersection(columns).count > 20)
            }
        }
    }

    /// Follows the links of pages from the first one on, to one of each kind of page.
    private func walk(_ client: any TestClientProtocol, _ cookie: String, _ kinds: PageKinds) async throws -> Set<String> {
        var (seen, visited, queue): (Set<String>, Set<String>, [String]) = ([], [], ["/", "/assessments"])
        while let address = queue.popLast() {
            guard let kind = kinds.kind(of: address), visited.insert(kind).inserted else { continue }
            let answer = try await client.executeRequest(uri: address, method: .get, headers: [.cookie: cookie], body: nil)
            seen.formUnion(shown(answer, at: address))
            queue += Set(
                texts(in: String(buffer: answer.body), after: "href=\"/", upTo: "\"").map { "/" + $0.prefix { !"?#".contains($0) } })
        }
        #expect(visited.count > 20)
        return seen
    }
}

/// Tells which addresses lead to the same kind of page.
private struct PageKinds {
    private let kinds: [Int: [(line: Routes.Line, parts: [Substring])]]

    init(_ routes: [Routes.Line]) {
        // An address of words comes before one that takes any word in their place.
        let lines = routes.filter { $0.method == "GET" }.sorted { $0.path.count { $0 == ":" } < $1.path.count { $0 == ":" } }
        kinds = Dictionary(grouping: lines.map { (line: $0, parts: $0.path.split(separator: "/")) }) { $0.parts.count }
    }

    /// Nil for what is no page: files, and other places.
    func kind(of address: String) -> String? {
        let parts = address.split(separator: "/")
        let line = kinds[parts.count]?.first { zip($0.parts, parts).allSatisfy { $0 == $1 || $0.hasPrefix(":") } }?.line
        return line.flatMap { $0.kind == .page ? $0.path : nil }
    }
}
