import Kernel
import Platform

/// The public pages of the room: the tree and what a search finds, and one unit whole.
struct UnitsPages: Sendable {
    private let services: Services
    private let find: FindUnits

    init(_ services: Services) {
        self.services = services
        find = FindUnits(services)
    }

    func list(_ context: Context) async throws -> Page {
        let choice = UnitChoice(context.query, today: find.today)
        let blocks = try await find.blocks()
        if choice.filter.isEmpty && !choice.showsClosed {
            return UnitListPage(context, choice, blocks).tree(try await find.tree())
        }
        return UnitListPage(context, choice, blocks).found(try await find(choice.filter, page: choice.page))
    }

    func unit(_ context: Context) async throws -> Page {
        let profile = try await ShowUnit(services)(try context.path("unit"))
        var more = HTML()
        for section in services.site.unitSections { more += try await section.content(profile.unit.id.rawValue, context, services) }
        return UnitPage(profile, context, today: find.today, more: more).page
    }
}

/// What the query of the list asks for.
struct UnitChoice {
    let text: String
    let kind: Unit.Kind?
    let block: String?
    let showsClosed: Bool
    let page: Int
    let filter: UnitFilter

    init(_ query: [String: String], today: CalendarDate) {
        text = query["q"] ?? ""
        kind = query["kind"].flatMap(Unit.Kind.init)
        block = query["block"].flatMap { $0.isEmpty ? nil : $0 }
        showsClosed = query["closed"] == "1"
        page = max(1, query["page"].flatMap { Int($0) } ?? 1)
        filter = UnitFilter(text, kind: kind, block: block, openOn: showsClosed ? nil : today)
    }
}

extension Unit {
    /// Where everybody sees it.
    package var link: Link { "/units/\(code)" }

    /// The key of what sort of body it is.
    package var kindText: String { "units.kind.\(kind.rawValue)" }
}

extension Words {
    /// The time of a unit, a membership or a code; empty when no bound is known.
    func time(from: CalendarDate?, to: CalendarDate?) -> String {
        var details: [String: String] = [:]
        details["from"] = from.map { numbers.date($0) }
        details["to"] = to.map { numbers.date($0) }
        return period(details)
    }

    private func period(_ details: [String: String]) -> String {
        switch (details["from"], details["to"]) {
        case (nil, nil): ""
        case (.some, nil): self("units.period.from", details)
        case (nil, .some): self("units.period.to", details)
        case (.some, .some): self("units.period.between", details)
        }
    }
}

extension HTML {
    /// A unit's name as the way to its page.
    static func unit(_ unit: Unit, _ words: Words) -> HTML { "<a href=\"\(unit.link)\">\(words(unit.name))</a>" }

    /// What an administrator can do here.
    static func actions(_ label: String, _ links: [Crumb]) -> HTML {
        """
        <p class="downloads"><span>\(label)</span>\(each: links, { "<a href=\"\($0.link)\">\($0.text)</a>" })</p>
        """
    }
}
