import Kernel
import Office

/// A column of the file of people: its name is a promise.
package enum PeopleColumn: String, Sendable, Hashable, CaseIterable {
    case login, name, unit, email, phone, language, role
    /// The unit for which the role is given, by code or name.
    case roleUnit = "role_unit"
    /// The field of the criteria for which it is given.
    case field
    case from, until

    static let required: [PeopleColumn] = [.login, .name]

    /// The key of its meaning.
    package var text: String { "accounts.column.\(rawValue)" }
}

/// A file of people as it was read: in each line a person, and one role or none; more lines with the same login are more roles.
struct PeopleTable {
    struct Line {
        let person: PersonDraft
        let grant: GrantDraft?
        fileprivate let row: Table.Row
    }

    let lines: [Line]
    private let table: Table
    private let columns: [String: Int]

    /// Throws when the header is wrong, or nothing is below it.
    init(_ file: InputFile) throws {
        let table = try file.table()
        let log = FaultLog()
        let optional = PeopleColumn.allCases.filter { !PeopleColumn.required.contains($0) }
        let columns = table.columns(required: PeopleColumn.required.map(\.rawValue), optional: optional.map(\.rawValue), log: log)
        if table.rows.isEmpty { log.add("accounts.list_empty", at: table.place) }
        try log.check()
        lines = table.rows.map { row in
            func text(_ column: PeopleColumn) -> String { columns[column.rawValue].map { Self.text(row[$0]) } ?? "" }
            let person = PersonDraft(
                login: text(.login), name: text(.name), email: text(.email), phone: text(.phone), unit: text(.unit),
                language: Language(rawValue: text(.language)) ?? .vi)
            let grant = GrantDraft(
                role: text(.role), unit: text(.roleUnit), field: text(.field), from: text(.from), until: text(.until))
            return Line(person: person, grant: grant == GrantDraft(role: "") ? nil : grant, row: row)
        }
        self.table = table
        self.columns = columns
    }

    /// A day is written as such, and a number as whoever typed it sees it: a telephone, a field `2`.
    private static func text(_ cell: Cell) -> String {
        (cell.moment?.date.map(\.description) ?? cell.numberAsTyped ?? cell.text).composedLine
    }

    /// The fault of a form at the cell of the file.
    func placed(_ fault: Fault, _ line: Line) -> Fault {
        var column = fault.place.field ?? ""
        if fault.place.file == "grant", column == "unit" { column = PeopleColumn.roleUnit.rawValue }
        var fault = fault
        fault.place = table.place(line.row, columns[column] ?? columns[PeopleColumn.login.rawValue] ?? 0)
        return fault
    }
}
