import Kernel
import Platform

/// One unit: its place, what it was and what became of it, its blocks and codes, what stands below it.
struct UnitPage {
    private let profile: UnitProfile
    private let unit: Unit
    private let words: Words
    private let context: Context
    private let today: CalendarDate
    private let more: HTML

    /// `more` is what other rooms add.
    init(_ profile: UnitProfile, _ context: Context, today: CalendarDate, more: HTML) {
        self.profile = profile
        unit = profile.unit
        words = context.words
        self.context = context
        self.today = today
        self.more = more
    }

    var page: Page {
        Page(
            words(unit.name), kicker: words(unit.kindText), lead: lead,
            crumbs: [Crumb(words("units.list"), "/units")] + profile.above.map { Crumb(words($0.name), $0.link) }, room: "units",
            content: """
                \(done)
                \(if: !unit.isOpen(on: today), ended)
                \(if: context.actor.has(.administrator) && unit.closed == nil, actions)
                \(.definitions(facts))
                \(more)
                \(if: !profile.changes.isEmpty, .section(words("units.history"), id: "history", history))
                \(if: !open.isEmpty, .section(words("units.below"), id: "below", below))
                \(if: !profile.memberships.isEmpty, .section(words("units.blocks"), id: "blocks", memberships))
                \(if: !profile.codes.isEmpty, .section(words("units.codes"), id: "codes", codes))
                """)
    }

    private var open: [Unit] { profile.below.filter { $0.isOpen(on: today) } }

    private var lead: String {
        guard let parent = profile.above.last else { return words("units.page.lead", ["code": unit.code]) }
        return words("units.page.lead_below", ["code": unit.code, "parent": words(parent.name)])
    }

    private var done: HTML {
        let known = ["renamed", "closed", "merged", "split"]
        guard let what = context.query["done"], known.contains(what) else { return HTML() }
        return .notice(.success, words("units.done.\(what)"))
    }

    /// Of a unit that is no more: since when, and what came after it.
    private var ended: HTML {
        let after = profile.changes.successors(of: unit.id)
        return .notice(
            .information,
            unit.closed.map { words("units.page.closed", ["date": words.numbers.date($0)]) } ?? words("units.page.not_yet"),
            after.isEmpty ? nil : "<p>\(words("units.successors")): \(sides(after))</p>")
    }

    private var actions: HTML {
        .actions(
            words("units.administer"),
            [
                Crumb(words("units.rename"), "/units/\(unit.code)/rename"), Crumb(words("units.merge"), "/units/\(unit.code)/merge"),
                Crumb(words("units.split"), "/units/\(unit.code)/split"), Crumb(words("units.close"), "/units/\(unit.code)/close"),
            ])
    }

    private var facts: [(term: String, text: HTML)] {
        let before = profile.changes.predecessors(of: unit.id)
        let time = words.time(from: unit.opened, to: unit.closed)
        var facts: [(term: String, text: HTML)] = [(words("units.column.code"), "<code>\(unit.code)</code>")]
        if !time.isEmpty { facts.append((words("units.column.time"), "\(time)")) }
        if !before.isEmpty { facts.append((words("units.predecessors"), sides(before))) }
        if !unit.source.isEmpty { facts.append((words("units.column.source"), "\(unit.source)")) }
        if unit.isGenerated { facts.append((words("units.column.nature"), .tag(words("units.generated")))) }
        return facts
    }

    /// Units of a change under their names of that time, each with the way to what it is now.
    private func sides(_ sides: [UnitChange.Side]) -> HTML {
        HTML(
            joining: sides.map { side in
                profile.others[side.unit].map { "<a href=\"\($0.link)\">\(words(side.name))</a>" } ?? "\(words(side.name))"
            }, separator: "; ")
    }

    private var history: HTML {
        .table(
            id: "history-table", caption: words("units.history.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("units.column.from"), .head) { "\(words.numbers.date($0.effective))" },
                Column(words("units.column.what")) { event($0) },
                Column(words("units.column.ground")) { "\($0.source)" },
            ] as [Column<UnitChange>], rows: profile.changes)
    }

    private func event(_ change: UnitChange) -> HTML {
        func above(_ side: UnitChange.Side?) -> HTML {
            side?.parent.flatMap { profile.others[$0] }.map { .unit($0, words) } ?? "\(words("units.top"))"
        }
        switch change.kind {
        case .renamed: return words.html("units.event.renamed", ["before": sides(change.before), "after": sides(change.after)])
        case .moved:
            return words.html(
                "units.event.moved",
                ["unit": sides(change.before), "before": above(change.before.first), "after": above(change.after.first)])
        case .merged: return words.html("units.event.merged", ["before": sides(change.before), "after": sides(change.after)])
        case .split: return words.html("units.event.split", ["before": sides(change.before), "after": sides(change.after)])
        case .closed: return words.html("units.event.closed", ["unit": sides(change.before)])
        }
    }

    private var below: HTML {
        .table(
            id: "below-table", caption: words("units.below.caption", ["count": words.numbers.count(open.count)]),
            columns: [
                Column(words("units.column.name"), .head) { .unit($0, words) },
                Column(words("units.column.code")) { "\($0.code)" },
                Column(words("units.column.kind")) { "\(words($0.kindText))" },
            ] as [Column<Unit>], rows: open)
    }

    private var memberships: HTML {
        .table(
            id: "blocks-table", caption: words("units.blocks.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("units.column.block"), .head) { "\(profile.blocks[$0.block].map { words($0.title) } ?? $0.block)" },
                Column(words("units.column.ranked")) { "\(words($0.isRanked ? "units.ranked" : "units.unranked"))" },
                Column(words("units.column.time")) { "\(words.time(from: $0.from, to: $0.to))" },
            ] as [Column<Membership>], rows: profile.memberships)
    }

    private var codes: HTML {
        .table(
            id: "codes-table", caption: words("units.codes.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("units.column.scheme"), .head) { "\(words($0.scheme.text))" },
                Column(words("units.column.code")) { "<code>\($0.code)</code>" },
                Column(words("units.column.time")) { "\(words.time(from: $0.from, to: $0.to))" },
                Column(words("units.column.source")) { "\($0.source)" },
            ] as [Column<UnitCode>], rows: profile.codes)
    }
}
