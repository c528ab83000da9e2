import Kernel
import Platform
import Storage
import Units

/// What a link, a public address or an enumerator's list leads to; reading it changes nothing and is written down nowhere.
package struct ShowAsking: Sendable {
    package struct Screen: Sendable {
        let asked: AskedPerson
        let units: [ID<Units.Unit>: Units.Unit]
        let today: CalendarDate

        /// The askings with their units, those to be answered first.
        var lines: [(unit: Units.Unit, asking: Asking)] {
            asked.askings.compactMap { asking in units[asking.unit].map { ($0, asking) } }
                .sorted {
                    ($0.1.outcome == .open ? 0 : 1, VietnameseOrder.key($0.0.name.vi)) < (
                        $1.1.outcome == .open ? 0 : 1, VietnameseOrder.key($1.0.name.vi)
                    )
                }
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func link(_ token: String) async throws -> Screen {
        try await bureau.read(by: .anonymous) { desk in
            let screen = try Self.screen(desk.asked(token), desk)
            try screen.asked.campaign.requireOpen(on: desk.today)
            return screen
        }
    }

    /// The codes of the units about which the holder of a link is still asked.
    package func units(of token: String) async throws -> [String] {
        try await link(token).lines.filter { $0.asking.outcome == .open }.map(\.unit.code)
    }

    package func open(_ campaign: String, _ group: String, _ unit: String) async throws -> OpenAsking {
        try await bureau.read(by: .anonymous) { desk in
            let open = try desk.open(campaign, group, unit)
            try open.campaign.requireOpen(on: desk.today)
            return open
        }
    }

    package func assigned(_ number: Int, group: String, campaign: String, by actor: Actor) async throws -> (
        screen: Screen, contacts: [Contact]
    ) {
        try await bureau.read(by: actor) { desk in
            let asked = try desk.assigned(number, group, campaign)
            return (try Self.screen(asked, desk), try AskingStore.contacts(of: asked.person.id, desk.db))
        }
    }

    /// Whom an enumerator was given, campaign by campaign.
    package func assignments(by actor: Actor) async throws -> [(campaign: Campaign, people: [(person: DrawnPerson, isOpen: Bool)])] {
        try await bureau.read(by: actor) { desk in
            try PersonStore.campaigns(of: actor.name, desk.db).compactMap { number in
                guard let campaign = try CampaignStore.find(number, desk.db) else { return nil }
                let people = try PersonStore.assigned(to: actor.name, of: number, desk.db)
                let open = Dictionary(
                    try Set(people.map(\.respondents)).map { ($0, try AskingStore.open(of: number, $0, desk.db)) },
                    uniquingKeysWith: { first, _ in first })
                return (campaign, people.filter(\.isAsked).map { ($0, open[$0.respondents]?.contains($0.id) == true) })
            }
        }
    }

    private static func screen(_ asked: AskedPerson, _ desk: SurveysBureau.Desk) throws -> Screen {
        Screen(asked: asked, units: try UnitStore.find(asked.askings.map(\.unit), desk.db), today: desk.today)
    }
}
