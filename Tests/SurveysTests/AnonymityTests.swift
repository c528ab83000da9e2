import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// No stored link between a person and an answer (SV-50): in the columns, in their values, in the order of rows.
@Suite struct `Answers and people` {
    /// Tables that know who was drawn or who has answered, and tables that know what was answered.
    private static let participation: Set = [
        "surveys_persons", "surveys_askings", "surveys_contacts", "surveys_links", "surveys_frame_rows",
    ]
    private static let answers: Set = ["surveys_waiting", "surveys_answers", "surveys_remarks"]

    private func columns(_ table: String, _ db: any Connection) throws -> Set<String> {
        switch db.dialect {
        case .sqlite: Set(try db.rows(SQL(file: "PRAGMA table_info(\(table))")).map { try $0.string("name") })
        case .postgres:
            Set(
                try db.rows(
                    SQL(
                        file:
                            "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '\(table)'"
                    )
                ).map { try $0.string("name") })
        }
    }

    @Test func `share no column but those that many share`() async throws {
        try await SurveysHouse.open { house in
            try await house.services.database.read { db in
                // What a campaign, a group, a unit and a cell have in common; the channel; and of an enumerator the own login (SV-56).
                let shared: Set = ["campaign", "respondents", "unit_id", "cell", "channel", "enumerator"]
                for answer in Self.answers {
                    let own = try columns(answer, db)
                    #expect(!own.isEmpty)
                    for column in own { #expect(!column.hasSuffix("_ms"), "\(answer).\(column) is finer than a day") }
                    for table in Self.participation {
                        let both = own.intersection(try columns(table, db)).subtracting(["id", "login"])
                        #expect(both.isSubset(of: shared), "\(answer) and \(table): \(both)")
                    }
                }
                // The day stands on one side only.
                #expect(try !columns("surveys_waiting", db).contains("received_date"))
                for table in ["surveys_askings", "surveys_links", "surveys_contacts"] {
                    for column in try columns(table, db) { #expect(!column.hasSuffix("_ms"), "\(table).\(column)") }
                }
            }
        }
    }

    @Test func `have no value in common in a dump, and answers of drawn people no day`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, design: SampleDesign(formula: .given, givenSize: 12)) }
            for letter in try await house.links(1...100) { try await house.submit(letter) }
            try await CloseCampaign(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(try await house.count("surveys_answers") == 12)
            let contents = try await DatabaseContents(house.services.database)
            try await house.services.database.read { db in
                for row in try db.rows("SELECT id, cell, received_date FROM surveys_answers") {
                    let id = try row.string("id")
                    #expect(try row.optionalString("received_date") == nil)
                    #expect(try row.optionalInteger("cell") != nil)
                    for (table, rows) in contents.tables where table != "surveys_answers" {
                        #expect(!rows.contains { $0.contains(id) }, "\(table) knows an answer")
                    }
                }
                for row in try db.rows("SELECT id FROM surveys_persons") {
                    let id = try row.string("id")
                    for table in Self.answers { #expect(contents.tables[table]?.contains { $0.contains(id) } != true, "\(table)") }
                }
                // The audit knows that a campaign was opened and closed, and nothing of who answered.
                let acts = try db.rows("SELECT action, subject FROM platform_audit").map {
                    "\(try $0.string("action")) \(try $0.string("subject"))"
                }
                #expect(acts.allSatisfy { !$0.contains("answered") && !$0.contains("/people/") })
            }
        }
    }

    @Test func `are put away by several, in an order that is not the one of answering`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, design: SampleDesign(formula: .given, givenSize: 20, reservePercent: 0)) }
            let letters = try await house.links(1...100)
            for letter in letters.prefix(PutAway.least - 1) { try await house.submit(letter) }
            try await PutAway(house.bureau)()
            #expect(try await house.count("surveys_answers") == 0, "few wait")
            for (index, letter) in letters.dropFirst(PutAway.least - 1).enumerated() {
                try await house.submit(letter, SurveysHouse.answers(remark: "số \(index + 1)"))
            }
            try await PutAway(house.bureau)()
            #expect(try await house.count("surveys_waiting") == 0)
            let order = try await house.services.database.read { db in
                try db.rows(
                    db.dialect == .sqlite
                        ? "SELECT record FROM surveys_answers ORDER BY rowid" : "SELECT record FROM surveys_answers ORDER BY ctid"
                )
                .map { try $0.string("record") }
            }
            #expect(order.count == 20)
            let remarks = order.filter { $0.contains("số") }
            // Eleven in the order in which they came: one of 39,916,800 shuffles.
            #expect(remarks != (1...11).map { "yes\t4\t5\t\tsố \($0)" })
            #expect(Set(remarks).count == 11, "nothing is lost")
        }
    }
}
