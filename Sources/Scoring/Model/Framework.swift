import Kernel

/// One issue of a set of criteria (GL-4, GL-5): the tree with its maxima and rules, and how totals become ranks and bands.
///
/// Immutable once published (PI-13); made from text by ``FrameworkReader``, which has checked all that the text can tell.
package struct Framework: Sendable {
    package var code: String
    package var version: String
    package var title: Bilingual
    package var status: Status
    package var note: Bilingual?
    package var issued: Issue
    package var valid: Validity
    package var block: Block
    /// The sum of the fields' maxima; not always 100 (PI-39).
    package var total: Points
    /// Its text is an excerpt: children and rules may be missing, so no round and no rank is made of it.
    package var isPartial: Bool
    package var settings: FrameworkSettings
    package var bands: [Band]
    package var laws: [Law]
    package var reasons: [Reason]
    package var fields: [Criterion]
    package var bonus: Extras
    package var penalty: Extras
    package var comparableWith: [String]
    package var examples: [UnitExample]

    /// `code@version`, as results cite it.
    package var identity: String { "\(code)@\(version)" }

    package enum Status: String, Sendable, CaseIterable {
        /// As issued, with its source.
        case real
        /// Composed from verified pieces; never official (PI-1).
        case sample
    }

    /// The decision that issued the set; parts that are not at hand are nil.
    package struct Issue: Sendable, Hashable {
        package var number: String?
        package var date: CalendarDate?
        package var body: String?
        package var source: String
    }

    /// The days, both included, on which a text is in force; an open end is nil.
    package struct Validity: Sendable, Hashable {
        package var from: CalendarDate
        package var to: CalendarDate?

        package init(from: CalendarDate, to: CalendarDate?) {
            self.from = from
            self.to = to
        }

        package func overlaps(_ other: Validity) -> Bool {
            from <= (other.to ?? .distantFuture) && other.from <= (to ?? .distantFuture)
        }

        package func covers(_ period: Period) -> Bool { covers(Validity(from: period.first, to: period.last)) }

        package func covers(_ other: Validity) -> Bool {
            from <= other.from && (other.to ?? .distantFuture) <= (to ?? .distantFuture)
        }
    }

    /// The units that are ranked together (GL-12).
    package struct Block: Sendable, Hashable {
        package var code: String
        package var title: Bilingual
    }

    /// A legal text that criteria cite (PI-12).
    package struct Law: Sendable, Hashable {
        package var key: String
        package var title: Bilingual
        package var valid: Validity
        package var source: String?
    }

    /// Why a leaf has no data or leaves the denominator (PI-43, PI-45).
    package struct Reason: Sendable, Hashable {
        package var code: String
        /// Nil for the built-in ones, whose names live in Locales.
        package var title: Bilingual?
        /// What it may be stated for; nil for both, as a framework's own reasons are.
        var kind: Statement.Absence.Kind?

        /// Whether it may be stated for this.
        package func fits(_ kind: Statement.Absence.Kind) -> Bool { self.kind == nil || self.kind == kind }
    }

    /// Bonus or penalty leaves (PI-30, PI-31, PI-44); the cap is negative for penalties and nil where there is none.
    package struct Extras: Sendable {
        package var cap: Points?
        package var criteria: [Criterion] = []
    }
}

extension CalendarDate {
    fileprivate static let distantFuture: CalendarDate = {
        guard let day = CalendarDate(year: 2999, month: 12, day: 31) else { preconditionFailure("the last day exists") }
        return day
    }()
}
