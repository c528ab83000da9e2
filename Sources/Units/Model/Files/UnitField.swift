import Kernel
import Office

/// A column of the units file: its name is a promise, for what was exported must come back.
///
/// `blocks` and `unranked_in` hold codes joined by `;`.
package enum UnitField: String, Sendable, Hashable, CaseIterable {
    case code
    case nameVI = "name_vi"
    case nameEN = "name_en"
    case kind
    /// The code of the unit above.
    case parent
    case blocks
    case unrankedIn = "unranked_in"
    case opened, closed
    case official = "official_code"
    case agency = "agency_code"
    case oldAgency = "agency_code_old"
    case source

    /// A file must have these.
    static let required: [UnitField] = [.code, .nameVI, .kind]

    /// The scheme whose code stands in the column.
    package var scheme: UnitCode.Scheme? {
        switch self {
        case .official: .official
        case .agency: .agency
        case .oldAgency: .oldAgency
        default: nil
        }
    }

    /// The key of its name.
    package var text: String { "units.column.\(rawValue)" }
}

/// One unit as the file writes it: each value in one form only, so that equal units are equal text; an empty value is left out.
package struct UnitRecord: Sendable, Hashable {
    package private(set) var values: [UnitField: String] = [:]

    package init() {}

    /// A unit as it stands, with the code of its parent, the memberships that hold and the codes it has.
    init(_ unit: Unit, parent: String?, memberships: [Membership], codes: [UnitCode]) {
        self[.code] = unit.code
        self[.nameVI] = unit.name.vi
        self[.nameEN] = unit.name.en
        self[.kind] = unit.kind.rawValue
        self[.parent] = parent ?? ""
        self[.blocks] = Self.list(memberships.map(\.block))
        self[.unrankedIn] = Self.list(memberships.filter { !$0.isRanked }.map(\.block))
        self[.opened] = unit.opened?.description ?? ""
        self[.closed] = unit.closed?.description ?? ""
        for field in UnitField.allCases {
            guard let scheme = field.scheme else { continue }
            self[field] = codes.first { $0.scheme == scheme }?.code ?? ""
        }
        self[.source] = unit.source
    }

    package subscript(field: UnitField) -> String {
        get { values[field] ?? "" }
        set { values[field] = newValue.isEmpty ? nil : newValue }
    }

    package var code: String { self[.code] }
    package var name: Bilingual { Bilingual(vi: self[.nameVI], en: self[.nameEN]) }
    var kind: Unit.Kind {
        guard let kind = Unit.Kind(rawValue: self[.kind]) else { preconditionFailure("a record that was read has a kind of unit") }
        return kind
    }
    package var parent: String? { values[.parent] }
    var opened: CalendarDate? { CalendarDate(self[.opened]) }
    var closed: CalendarDate? { CalendarDate(self[.closed]) }
    var blocks: Set<String> { Set(self[.blocks].split(separator: ";").map(String.init)) }
    var unranked: Set<String> { Set(self[.unrankedIn].split(separator: ";").map(String.init)) }

    static func list(_ codes: some Sequence<String>) -> String { Set(codes).sorted().joined(separator: ";") }
}
