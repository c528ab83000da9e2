import Kernel
import Office
import Platform
import Storage
import Units

/// Takes a file of indexes that others published: first shown as a difference, then applied whole or not at all.
package struct ImportExternals: Sendable {
    package struct Preview: Sendable {
        package var difference: ExternalDifference
        /// Names what was kept when the difference was made.
        package var seen: String
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func preview(_ file: InputFile, by actor: Actor) async throws -> Preview {
        try actor.require(anyOf: Publishers.preparing)
        return try await services.database.read { db in
            let kept = try ExternalStore.all(db)
            let units = Set(try UnitStore.all(db).map(\.code))
            return Preview(
                difference: ExternalDifference(try ExternalFile(file, units: units).indexes, over: kept), seen: Self.mark(kept))
        }
    }

    /// Applies a file; `seen` is the mark of its preview, and what changed since is a conflict.
    @discardableResult
    package func callAsFunction(_ file: InputFile, seen: String, by actor: Actor) async throws -> ExternalDifference {
        try actor.require(anyOf: Publishers.preparing)
        let audit = services.audit
        let difference = try await services.database.write { db in
            let kept = try ExternalStore.all(db)
            if seen != Self.mark(kept) { throw RankingsError.externalsChanged }
            let units = Dictionary(uniqueKeysWithValues: try UnitStore.all(db).map { ($0.code, $0.id) })
            let difference = ExternalDifference(try ExternalFile(file, units: Set(units.keys)).indexes, over: kept)
            for index in difference.added + difference.changed.map(\.new) {
                guard let unit = units[index.key.unit] else { throw UnitsError.notFound(index.key.unit) }
                try ExternalStore.save(index, of: unit, db)
            }
            try audit.record(
                "rankings.externals_imported", by: actor, subject: "rankings/external",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue),
                    "added": .whole(Int64(difference.added.count)), "changed": .list(difference.changed.map(AuditValue.init)),
                ], in: db)
            return difference
        }
        services.publicData.changed()
        return difference
    }

    /// A digest over everything kept: another one tells that somebody changed something.
    private static func mark(_ kept: [ExternalIndex]) -> String {
        let lines = kept.map {
            "\($0.key.unit)\t\($0.key.name.rawValue)\t\($0.key.year)\t\($0.value.micro)\t\($0.rank ?? 0)\t\($0.ranked ?? 0)\t\($0.source)"
        }
        return FileDigest(of: Array(lines.joined(separator: "\n").utf8)).rawValue
    }
}

extension AuditValue {
    fileprivate init(_ changed: ExternalDifference.Changed) {
        self = [
            "unit": .text(changed.old.key.unit), "index": .text(changed.old.key.name.rawValue), "year": .whole(Int64(changed.old.key.year)),
            "before": AuditValue(changed.old.value), "after": AuditValue(changed.new.value),
        ]
    }
}
