import Platform
import Storage
import Synchronization
import Testing

/// Fails each statement of a verb's writes in turn, COMMIT included, and holds it to "all or nothing" (HOUSE 5, 4.10).
///
/// ```swift
/// try await failsWhole(LoadFacts.self) { services in try await LoadFacts(services)(by: .operating) }
/// ```
/// `prepare` fills the house before. After each failure every table is as it was, or as one of the verb's transactions left it
/// in a house where nothing fails; no row names a file that is not there, and no cache was told of a change that was not kept.
/// When nothing fails any more, the database holds exactly what it holds in that other house. `transactions` is how many of the
/// verb change anything; a verb that leaves nothing in the audit says so by `isAudited`.
package func failsWhole<Verb>(
    _ verb: Verb.Type, transactions: Int = 1, isAudited: Bool = true, isSealed: Bool = true,
    given prepare: (Services) async throws -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation, _ run: (Services) async throws -> Void
) async throws {
    func fill(_ services: Services) async throws {
        try await prepare(services.counting("given"))
        if isSealed { try await services.audit.seal(services.database) }
    }
    let steps = try await steps(fill, run)
    #expect(steps.count == transactions + 1, "\(verb) makes \(steps.count - 1) transactions", sourceLocation: sourceLocation)
    let audits = [steps.first, steps.last].map { $0?.tables["platform_audit"] }
    #expect((audits[0] != audits[1]) == isAudited, "\(verb) and its mark in the audit", sourceLocation: sourceLocation)
    guard steps.count == transactions + 1 else { return }

    var statement = 1
    var isDone = false
    while !isDone {
        // A house serves until one of several transactions has gone through in it.
        try await withHouse { services in
            try await fill(services)
            let version = services.publicData.version
            let before = try await DatabaseContents(services.database)
            var now = before
            while !isDone, now == before {
                let failing = FailingDatabase(wrapping: services.database, failStatement: statement, with: injected)
                var attempt = services.counting("done")
                attempt.database = failing
                do {
                    try await run(attempt)
                    isDone = true
                    #expect(
                        failing.statements < statement, "\(verb) hides that statement \(statement) failed", sourceLocation: sourceLocation)
                } catch let error as StorageError where error == injected {
                    statement += 1
                }
                now = try await DatabaseContents(services.database)
                let place: Comment = "\(verb) after \(isDone ? "the last statement" : "statement \(statement - 1)") failed"
                // Within a house nothing may differ, secrets included; with the other house they cannot agree.
                let step = try now == before ? 0 : steps.indices.dropFirst().last { try steps[$0].isLike(now) }
                guard let step, !isDone || step == transactions else {
                    let tables = try now.differences(from: isDone ? steps[transactions] : steps[0])
                    Issue.record("\(verb) is half-done after statement \(statement - 1): \(tables)", sourceLocation: sourceLocation)
                    return isDone = true
                }
                #expect(step > 0 || services.publicData.version == version, "\(place): a change is told", sourceLocation: sourceLocation)
                let orphans = try await FileVerifier.verify(services.files, services.database).findings
                #expect(orphans.isEmpty, "\(place): rows without files", sourceLocation: sourceLocation)
            }
        }
    }
}

/// What the database holds before the verb and after each of its transactions that changed anything, where nothing fails.
private func steps(
    _ fill: (Services) async throws -> Void, _ run: (Services) async throws -> Void
) async throws -> [DatabaseContents] {
    var steps: [DatabaseContents] = []
    try await withHouse { services in
        try await fill(services)
        let watching = WatchedDatabase(services.database, before: try await DatabaseContents(services.database))
        var services = services.counting("done")
        services.database = watching
        try await run(services)
        steps = watching.steps.withLock { $0 }
    }
    return steps
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

/// Looks at the whole database after each write.
private final class WatchedDatabase: Database {
    private let database: any Database
    let steps: Mutex<[DatabaseContents]>

    init(_ database: any Database, before: DatabaseContents) {
        self.database = database
        steps = Mutex([before])
    }

    var dialect: Dialect { database.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let value = try await database.write(body)
        try await look()
        return value
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let value = try await database.writeAlone(body)
        try await look()
        return value
    }

    func close() async { await database.close() }

    private func look() async throws {
        let now = try await DatabaseContents(database)
        steps.withLock { if $0.last != now { $0.append(now) } }
    }
}
