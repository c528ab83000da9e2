/// What a new version changes in a procedure, part by part: shown before it is applied (PR-14).
package struct ProcedureDifference: Hashable, Sendable {
    /// The rows of a part that go and those that come.
    package struct Change: Hashable, Sendable {
        package var field: ProcedureField
        package var removed: [String]
        package var added: [String]
    }

    package var code: String
    package var changes: [Change]

    package var isEmpty: Bool { changes.isEmpty }

    /// Compares two versions of one procedure in the parts that `fields` names: a list says nothing of what it has no column for.
    package init(_ old: Procedure, _ new: Procedure, in fields: some Sequence<ProcedureField> = ProcedureField.allCases) {
        precondition(old.code == new.code, "a difference is between versions of one procedure")
        code = old.code
        changes = fields.compactMap { Self.change(of: $0, old.rows(of: $0), new.rows(of: $0)) }
    }

    private static func change(of field: ProcedureField, _ old: [String], _ new: [String]) -> Change? {
        if old == new { return nil }
        if !field.isUnordered { return Change(field: field, removed: old, added: new) }
        let change = Change(field: field, removed: rest(of: old, without: new), added: rest(of: new, without: old))
        return change.removed.isEmpty && change.added.isEmpty ? nil : change
    }

    /// Rows that the other side does not have, each counted as often as it comes.
    private static func rest(of rows: [String], without others: [String]) -> [String] {
        var left = others.reduce(into: [:]) { counts, row in counts[row, default: 0] += 1 }
        return rows.filter { row in
            guard let count = left[row], count > 0 else { return true }
            left[row] = count - 1
            return false
        }
    }
}
