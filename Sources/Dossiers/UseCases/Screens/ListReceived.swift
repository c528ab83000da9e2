import Kernel
import Platform
import Storage
import Units

/// What a unit received in a year or on a day, in the order of receipt: its books (OS-36) and the lists of hand-overs (OS-37).
package struct ListReceived: Sendable {
    package struct Screen: Sendable {
        package let unit: Units.Unit
        package let volume: Volume
        package let lines: [DeskLine]
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `volume` counts from 1; one that was not begun does not exist, but for the first.
    package func callAsFunction(
        from first: CalendarDate, through last: CalendarDate, volume number: Int, unit code: String, by actor: Actor
    ) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .read)
            let count = try DeskStore.countReceived(by: unit.id, from: first.start, before: last.end, desk.db)
            guard let volume = Volume(number, of: count) else { throw RouteError.noSuchPage }
            let lines = try DeskStore.received(by: unit.id, from: first.start, before: last.end, volume: volume, desk.db)
            return Screen(unit: unit, volume: volume, lines: lines)
        }
    }

    /// How many volumes there are, without what stands in them.
    package func volumes(
        from first: CalendarDate, through last: CalendarDate, unit code: String, by actor: Actor
    ) async throws -> (unit: Units.Unit, volumes: [Volume]) {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .read)
            let count = try DeskStore.countReceived(by: unit.id, from: first.start, before: last.end, desk.db)
            return (unit, Volume.all(of: count))
        }
    }
}

/// A book of so many rows that it can be bound; numbers run on through the volumes of a year (OS-36).
package struct Volume: Hashable, Sendable {
    /// Rows of a full one.
    package static let size = 1000

    /// From 1.
    package let number: Int
    /// How many rows all volumes have.
    package let count: Int

    /// The number of its first row and of its last one.
    package var first: Int { (number - 1) * Self.size + 1 }
    package var last: Int { min(number * Self.size, count) }

    /// Nil for a volume that is not there; the first one always is.
    package init?(_ number: Int, of count: Int) {
        guard number == 1 || (number > 1 && number <= 1_000_000 && (number - 1) * Self.size < count) else { return nil }
        self.number = number
        self.count = count
    }

    package static func all(of count: Int) -> [Volume] {
        (1...max(1, (count + size - 1) / size)).compactMap { Volume($0, of: count) }
    }
}
