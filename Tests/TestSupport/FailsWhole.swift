import Platform
import Storage
import Synchronization
import Testing

/// Fails each statement of a verb's writes in turn, COMMIT included, and holds it to "all or nothing" (HOUSE 5, 4.10).
///
/// ```swift
/// @Test func `LoadFacts`() async throws { try await failsWhole(LoadFacts.self) { try await LoadFacts($0)(by: .operating) } }
/// ```
/// After each failure every table is as it was, the audit and the rows of files among them, no row names a file that is not
/// there, and no cache was told of a change. When nothing fails any more, the database holds exactly what the verb leaves in
/// a house where nothing ever failed. `prepare` fills the house before; the verb makes one transaction.
package func failsWhole<Verb>(
    _ verb: Verb.Type, given prepare: (Services) async throws -> Void = { _ in }, sourceLocation: SourceLocation = #_sourceLocation,
    _ run: (Services) async throws -> Void
) async throws {
    var whole: DatabaseContents?
    try await withHouse { services in
        try await prepare(services.counting("given"))
        try await run(services.counting("done"))
        whole = try await DatabaseContents(services.database)
    }
    try await withHouse { services in
        try await prepare(services.counting("given"))
        let before = try await DatabaseContents(services.database)
        let version = services.publicData.version
        var statement = 1
        while true {
            let failing = FailingDatabase(wrapping: services.database, failStatement: statement, with: injected)
            var attempt = services.counting("done")
            attempt.database = failing
            do {
                try await run(attempt)
                #expect(failing.statements < statement, "\(verb) hides that statement \(statement) failed", sourceLocation: sourceLocation)
                break
            } catch let error as StorageError where error == injected {
                let after = try await DatabaseContents(services.database)
                #expect(
                    after.differences(from: before) == [], "\(verb) is half-done after statement \(statement)",
                    sourceLocation: sourceLocation)
                #expect(services.publicData.version == version, "\(verb) tells of a change that failed", sourceLocation: sourceLocation)
            }
            let orphans = try await FileVerifier.verify(services.files, services.database).findings
            #expect(orphans.isEmpty, "\(verb) leaves rows without their files", sourceLocation: sourceLocation)
            statement += 1
        }
        let after = try await DatabaseContents(services.database)
        #expect(after != before, "\(verb) changes nothing", sourceLocation: sourceLocation)
        #expect(after.differences(from: try #require(whole)) == [], "\(verb) is not all there", sourceLocation: sourceLocation)
        let isSilent = after.tables["platform_audit"] == before.tables["platform_audit"]
        #expect(!isSilent, "\(verb) leaves no mark in the audit", sourceLocation: sourceLocation)
    }
}

private let injected = StorageError.unwritable(.full, reason: "a test made this statement fail")

extension Services {
    /// Ids that count up, so that a verb makes the same rows whenever it runs.
    fileprivate func counting(_ word: String) -> Services {
        let count = Mutex(0)
        var services = self
        services.newIDText = {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return "\(word)-\(100_000 + number)"
        }
        return services
    }
}
