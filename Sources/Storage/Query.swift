/// A question to the database, and how its rows become an answer.
///
/// A store hands it out unasked where a caller has several at once: `try db.ask(one, other)`.
package struct Query<Value>: Sendable {
    /// Nil where nothing is asked.
    fileprivate let sql: SQL?
    fileprivate let read: @Sendable ([Row]) throws -> Value

    package init(_ sql: SQL, _ read: @escaping @Sendable ([Row]) throws -> Value) {
        self.sql = sql
        self.read = read
    }
}

extension Query<Void> {
    /// Asks nothing.
    package static var nothing: Self { Self(sql: nil) { _ in } }
}

extension Connection {
    /// Asks one question.
    package func ask<Value>(_ query: Query<Value>) throws -> Value {
        try query.read(query.sql.map { try rows($0) } ?? [])
    }

    /// Asks a few questions that need nothing of each other; see ``answers(_:)``.
    package func ask<each Value>(_ queries: repeat Query<each Value>) throws -> (repeat each Value) {
        var asked: [SQL] = []
        repeat (each queries).add(to: &asked)
        var answers = try answers(asked)[...]
        return (repeat try (each queries).take(from: &answers))
    }
}

extension Query {
    private init(sql: SQL?, read: @escaping @Sendable ([Row]) throws -> Value) {
        self.sql = sql
        self.read = read
    }

    fileprivate func add(to asked: inout [SQL]) {
        if let sql { asked.append(sql) }
    }

    fileprivate func take(from answers: inout ArraySlice<[Row]>) throws -> Value {
        try read(sql == nil ? [] : answers.removeFirst())
    }
}
