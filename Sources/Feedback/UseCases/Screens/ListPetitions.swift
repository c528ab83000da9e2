import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// What lies on the desk of a unit: late, due today, due within two working days, waiting, to be published.
package struct ListPetitions: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        let part: QueueList.Part
        let isOwn: Bool
        let text: String
        let lines: [QueueLine]
        /// How many there are in each part.
        let counts: [QueueList.Part: Int]
        let page: Int
        let now: Timestamp
        let names: [String: String]

        var pages: Int { max(1, ((counts[part] ?? 0) + ListPetitions.pageSize - 1) / ListPetitions.pageSize) }
    }

    package static let pageSize = 50

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `isOwn`: only what the actor handles.
    package func callAsFunction(
        unit code: String, part: String, isOwn: Bool, text: String, page: Int, by actor: Actor
    ) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .read)
            let today = desk.now.vietnamDate
            let soon = try desk.calendar().deadline(.workingDays(2), from: today.start).day
            var list = QueueList(
                unit: unit.id, part: QueueList.Part(rawValue: part) ?? .open, officer: isOwn ? actor.name : nil,
                words: SearchText.words(text, most: 6), now: desk.now, today: today.end,
                soon: soon.end)
            let chosen = list.part
            var counts: [QueueList.Part: Int] = [:]
            for part in QueueList.Part.allCases where part != .all || part == chosen {
                list.part = part
                counts[part] = try QueueStore.count(list, desk.db)
            }
            list.part = chosen
            let lines = try QueueStore.page(list, page: page, size: Self.pageSize, desk.db)
            return Screen(
                unit: unit, part: chosen, isOwn: isOwn, text: text, lines: lines, counts: counts, page: page, now: desk.now,
                names: try StaffStore.names(lines.compactMap(\.petition.officer), desk.db))
        }
    }

    /// The units in which the actor has something to do with petitions.
    package func units(of actor: Actor) async throws -> [Units.Unit] {
        try await bureau.read(by: actor) { desk in
            let own = FeedbackDuty.read.units(of: actor)
            let ids = try own ?? Set(StaffStore.units(with: FeedbackDuty.officers, at: desk.now, desk.db))
            return try UnitStore.find(ids.map { ID(rawValue: $0) }, desk.db).values.inVietnameseOrder
        }
    }
}

/// The units that take petitions, for whoever sends one, and whether the choice may be left to the province (FB-6).
struct ListReceivers: Sendable {
    struct Screen: Sendable {
        let units: [Units.Unit]
        let receiver: Units.Unit?
        let all: [(from: CalendarDate, unit: Units.Unit, source: String)]
    }

    let bureau: FeedbackBureau

    func callAsFunction() async throws -> Screen {
        try await bureau.read(by: .anonymous) { desk in
            let ids = try StaffStore.units(with: FeedbackDuty.officers, at: desk.now, desk.db).map { ID<Units.Unit>(rawValue: $0) }
            let receivers = try PublicationStore.receivers(desk.db)
            let units = try UnitStore.find(ids + receivers.map(\.unit), desk.db)
            let receiver = try PublicationStore.receiver(on: desk.now.vietnamDate, desk.db)
            return Screen(
                units: ids.compactMap { units[$0] }.inVietnameseOrder, receiver: receiver.flatMap { units[$0] },
                all: receivers.compactMap { line in units[line.unit].map { (line.from, $0, line.source) } })
        }
    }
}
