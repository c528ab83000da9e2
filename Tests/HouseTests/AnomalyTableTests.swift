import Foundation
import Testing

/// Whoever writes is held to "all or nothing" by a test (HOUSE 5): the table of verbs against the table of `failsWhole`.
@Suite struct AnomalyTableTests {
    /// Writers that are no verbs of the house, and what holds them instead.
    private static let others = [
        "Bureau": "opens the transaction of the verb that calls it",
        "CalendarEditor": "writes within the transaction of the verb that calls it",
        "DossierCase": "writes within the transaction of the verb that calls it",
        "FeedbackBureau": "opens the transaction of the verb that calls it",
        "ExamsBureau": "opens the transaction of the verb that calls it",
        "HandOverIndicators": "opens the transaction of the verb that calls it",
        "FailingDatabase": "hands on what a test writes",
        "Migrator": "Tests/StorageTests/MigratorTests.swift fails each statement of each migration",
        "PetitionCase": "writes within the transaction of the verb that calls it",
        "PublicationDesk": "writes within the transaction of the verb that calls it",
        "SurveysBureau": "opens the transaction of the verb that calls it",
        "UnitRecorder": "writes within the transaction of the verb that calls it",
        "IdentifyCitizen": "notes when a session was last used, and goes on without where nothing can be stored",
        "IdentifyActor": "notes when a session was last used, and goes on without where nothing can be stored (SessionTests)",
        "BenchCommand": "writes a table of its own, which it drops",
        "Workplace": "opens the transaction of the verb that calls it",
    ]

    /// The types that open a transaction or record a change, by the files that they are named after.
    private func writers() throws -> [String] {
        try House.files("Sources", "swift").filter { _, text in
            text.split(separator: "\n").contains { line in
                (line.contains(".write") || line.contains("audit.record(")) && !line.contains("//")
                    && (line.contains("audit.record(") || line.contains(/(database|workplace|bureau)\.write(Alone)?[ (]/))
            }
        }.map { path, _ in URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
    }

    @Test func `every verb that writes is failed statement by statement`() throws {
        let tests = try House.files("Tests", "swift").map(\.text).joined()
        let tested = Set(tests.matches(of: /failsWhole\(\s*(\w+)\.self/).map { String($0.1) })
        let writers = try writers()
        #expect(writers.count > 5)
        for writer in writers where Self.others[writer] == nil {
            #expect(tested.contains(writer), "\(writer) writes: add failsWhole(\(writer).self) { … } to the tests of its room")
        }
        for name in Self.others.keys { #expect(writers.contains(name), "\(name) does not write any more") }
    }
}
