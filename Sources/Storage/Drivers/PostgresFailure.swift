/// What the server, or libpq for it, says of a statement that failed.
struct PostgresFailure: Error, Sendable {
    /// Five characters, see PostgreSQL's appendix A; empty when libpq speaks for itself.
    var state: String
    var message: String
    var statement: String
    var constraint: Constraint
    /// True when there is no connection any more.
    var isLost: Bool
    /// True when the statement was put off and travelled with another, maybe another writer's.
    var isDebt = false

    init(_ result: PostgresResult, message fallback: String, statement: String, isConnected: Bool) {
        state = result.field("C") ?? ""
        message = result.field("M") ?? fallback
        self.statement = statement
        isLost = !isConnected || state.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(state)
        constraint = Constraint(.other, table: result.field("t"), name: result.field("n"))
        switch state {
        case "23505":
            constraint.kind = .unique
            constraint.columns = Self.columns(ofDetail: result.field("D") ?? "")
        case "23502":
            constraint.kind = .notNull
            constraint.columns = result.field("c").map { [$0] } ?? []
        case "23503": constraint.kind = .foreignKey
        case "23514": constraint.kind = .check
        default: break
        }
    }

    init(lost message: String) {
        self.init(state: "", message: message)
        isLost = true
    }

    init(state: String, message: String) {
        self.state = state
        self.message = message
        statement = ""
        constraint = Constraint(.other)
        isLost = false
    }

    /// True when the whole transaction may simply run again: it lost a race, or a cached plan no longer fits the schema.
    var isConflict: Bool { state == "40001" || state == "40P01" || isOutdatedStatement }

    /// True when a lock of another transaction lasted longer than this one may wait.
    var isHeldUp: Bool { state == "55P03" }

    var isOutdatedStatement: Bool { state == "26000" || state == "0A000" && message.contains("cached plan") }

    func storageError(isReading: Bool) -> StorageError {
        if isLost { return .unreachable(reason: message) }
        switch state {
        case _ where state.hasPrefix("23"): return .constraint(constraint, statement: statement)
        case "53100": return .unwritable(.full, reason: message)
        case "25006" where isReading: return .statement(message: "a read may not change anything", statement: statement)
        case "25006": return .unwritable(.readOnly, reason: message)
        case "58030", "XX001", "XX002": return .unwritable(.failing, reason: message)
        case "40001", "40P01", "55P03", "53300": return .contention(reason: message)
        default: return .statement(message: message, statement: statement)
        }
    }

    /// `Key (code, block)=(SNV, 1) already exists.` in whatever language the server speaks.
    private static func columns(ofDetail detail: String) -> [String] {
        let pieces = detail.split(separator: ")=(", maxSplits: 1)
        guard pieces.count == 2, let open = pieces[0].firstIndex(of: "(") else { return [] }
        return pieces[0][pieces[0].index(after: open)...].split(separator: ", ").map(String.init)
    }
}
