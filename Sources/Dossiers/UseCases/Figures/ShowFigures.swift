import Kernel
import Platform
import Storage
import Units

/// Figures of dossiers for whoever may read dossiers of those units (OS-59…63).
struct ShowFigures: Sendable {
    /// What somebody asked for.
    struct Question: Sendable {
        var period: Period
        var cut: Slice.Dimension = .unit
        /// The code of one unit; nil: all that may be seen.
        var unit: String?
    }

    /// The book with what its reader may see of it.
    struct View: Sendable {
        let book: FigureBook
        let period: Period
        /// Nil: all.
        let units: Set<Int>?
        /// The end of the period, or today within it: open dossiers are judged by it.
        let asOf: CalendarDate
        let unit: (code: String, name: Bilingual)?

        func slice(by groups: [Slice.Dimension]) -> Slice {
            var slice = Slice(period, by: groups, asOf: asOf)
            if let units { slice.filters[.unit] = units }
            return slice
        }

        /// Whether dossiers of generated units are among what is seen.
        var isGenerated: Bool {
            book.units.codes.enumerated().contains { number, code in book.generated.contains(code) && units?.contains(number) != false }
        }

        var filters: [Slice.Dimension: Set<Int>] { units.map { [.unit: $0] } ?? [:] }

        /// Whether what is counted of a unit, by its code, is among what is seen.
        func shows(_ code: String) -> Bool {
            if let unit { return unit.code == code }
            guard let units else { return true }
            return book.units.number(code).map(units.contains) == true
        }
    }

    let bureau: Bureau
    let memory: FigureMemory

    func callAsFunction(_ question: Question, by actor: Actor) async throws -> View {
        let book = try await memory.book(bureau.services)
        var units = Self.visible(to: actor, book)
        var unit: (code: String, name: Bilingual)?
        if let code = question.unit {
            guard let known = book.unitNames.first(where: { $0.value.code == code }) else { throw DossiersError.noSuchUnit(code) }
            guard DossierDuty.read.isHeld(by: actor, for: ID<Units.Unit>(rawValue: known.key)) else {
                throw DossiersError.notYourUnit(unit: code)
            }
            units = Set([book.units.number(code)].compactMap(\.self))
            unit = known.value
        }
        return View(
            book: book, period: question.period, units: units, asOf: min(question.period.last, bureau.services.now().vietnamDate),
            unit: unit)
    }

    /// What stands beside the dossiers in the period: parcels (SD-29), and guidance that was given (OS-18).
    func beside(_ view: View) async throws -> (transport: [TransportCount], guidances: Int) {
        let units = view.units.map { numbers in
            view.book.unitNames.filter { view.book.units.number($0.value.code).map(numbers.contains) == true }.map(\.key).sorted()
        }
        let (first, end) = (view.period.first.start, view.period.last.end)
        return try await bureau.services.database.read { db in
            (
                try FolderStore.transport(in: units, from: first, before: end, db),
                try GuidanceStore.count(in: units, from: first, before: end, db)
            )
        }
    }

    /// What looks odd about deadlines in the period (PE-N12).
    func gaming(_ question: Question, by actor: Actor) async throws -> (view: View, report: GamingReport) {
        let view = try await self(question, by: actor)
        let events = try await bureau.services.database.read { [view] db in try ColumnStore.events(of: view.book, in: view.period, db) }
        return (view, GamingReport(view.book.columns, view.period, events: events))
    }

    /// The units whose dossiers the actor may read; nil: all.
    private static func visible(to actor: Actor, _ book: FigureBook) -> Set<Int>? {
        guard let ids = DossierDuty.read.units(of: actor) else { return nil }
        return Set(ids.compactMap { id in book.unitNames[id].flatMap { book.units.number($0.code) } })
    }
}
