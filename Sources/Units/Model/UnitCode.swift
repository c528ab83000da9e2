import Kernel

/// A code that some list of the state gives a unit.
///
/// New and old agency codes stand side by side: which belongs to which is a table, never a rule of text (OS-31).
package struct UnitCode: Sendable, Hashable {
    package enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// The list of administrative units: 2 digits a province, 3 a district, 5 a commune.
        case official
        /// The agency code of Decision 20/2020: `H41`, `H41.2.5`.
        case agency
        /// The agency code of Circular 10/2016: `000.00.00.H41`.
        case oldAgency = "agency_old"

        /// Whether a text can be a code of this list.
        package func admits(_ code: String) -> Bool {
            switch self {
            case .official: code.wholeMatch(of: /[0-9]{2}|[0-9]{3}|[0-9]{5}/) != nil
            case .agency:
                code.utf8.count <= 35
                    && code.wholeMatch(of: /([A-Y][0-9A-Z]{2}|Z[0-9]{2})(\.[0-9A-Z]+)*|Z[0-9]{2}[0-9A-Z.]{0,32}|[0-9]{10,14}/) != nil
            case .oldAgency: code.wholeMatch(of: /[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9A-Z]{2}/) != nil
            }
        }

        /// The key of its name.
        package var text: String { "units.scheme.\(rawValue)" }
    }

    package var scheme: Scheme
    package var code: String
    package var from: CalendarDate?
    /// The last day; nil: in use.
    package var to: CalendarDate?
    package var source: String

    package init(_ scheme: Scheme, _ code: String, from: CalendarDate? = nil, to: CalendarDate? = nil, source: String) {
        self.scheme = scheme
        self.code = code
        self.from = from
        self.to = to
        self.source = source
    }
}
