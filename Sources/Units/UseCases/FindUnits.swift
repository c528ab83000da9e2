import Kernel
import Platform
import Storage

/// What everybody may see of the units: the tree, what a search finds, one unit with all that belongs to it.
package struct FindUnits: Sendable {
    /// Units below units; closed ones and those below them are left out.
    package struct Branch: Sendable {
        package var unit: Unit
        package var branches: [Branch]

        /// All units of the branch.
        package var count: Int { branches.reduce(1) { $0 + $1.count } }
    }

    package struct Found: Sendable {
        package var units: [Unit]
        /// How many there are on all pages.
        package var count: Int
        /// The units right above them.
        package var parents: [ID<Unit>: Unit]
    }

    package static let pageSize = 50

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package var today: CalendarDate { services.now().vietnamDate }

    /// The whole tree, in the order of names.
    package func tree() async throws -> [Branch] {
        let today = today
        return try await services.database.read { db in
            let below = Dictionary(grouping: try UnitStore.all(db).filter { $0.isOpen(on: today) }, by: \.parent)
            func branches(_ parent: ID<Unit>?) -> [Branch] { (below[parent] ?? []).map { Branch(unit: $0, branches: branches($0.id)) } }
            return branches(nil)
        }
    }

    package func callAsFunction(_ filter: UnitFilter, page: Int) async throws -> Found {
        try await services.database.read { db in
            let (units, count) = try UnitStore.search(filter, page: min(max(page, 1), 10_000), size: Self.pageSize, db)
            return Found(units: units, count: count, parents: try UnitStore.find(Set(units.compactMap(\.parent)), db))
        }
    }

    package func blocks() async throws -> [(block: Block, count: Int)] {
        let today = today
        return try await services.database.read { db in
            let counts = try BlockStore.counts(on: today, db)
            return try BlockStore.all(db).map { ($0, counts[$0.code] ?? 0) }
        }
    }
}

/// One unit with its place, its history, its blocks and codes.
package struct UnitProfile: Sendable {
    package var unit: Unit
    /// From the top down to the one right above.
    package var above: [Unit]
    /// Right below it, closed ones too.
    package var below: [Unit]
    package var changes: [UnitChange]
    package var memberships: [Membership]
    package var blocks: [String: Block]
    package var codes: [UnitCode]
    /// The units that the changes name, as they are now.
    package var others: [ID<Unit>: Unit]
}

/// Shows one unit by its code.
package struct ShowUnit: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ code: String) async throws -> UnitProfile {
        try await services.database.read { db in
            guard let unit = try UnitStore.find(code: code, db) else { throw UnitsError.notFound(code) }
            let changes = try ChangeStore.changes(of: unit.id, db)
            let sides = changes.flatMap { $0.before + $0.after }
            return UnitProfile(
                unit: unit, above: try UnitStore.above(unit, db), below: try UnitStore.children(of: unit.id, db), changes: changes,
                memberships: try BlockStore.memberships(of: unit.id, db),
                blocks: Dictionary(uniqueKeysWithValues: try BlockStore.all(db).map { ($0.code, $0) }),
                codes: try db.ask(CodeStore.codes(of: unit.code)),
                others: try UnitStore.find(Set(sides.map(\.unit) + sides.compactMap(\.parent)), db))
        }
    }
}
