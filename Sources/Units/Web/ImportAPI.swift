import Kernel
import Office
import Platform

/// A file of units sent by a program: without `revision` the difference is told, with it the file is applied.
struct ImportAPI: Sendable {
    struct Answer: Encodable, Sendable {
        struct Change: Encodable, Sendable {
            var unit: String
            var field: String
            var old: String
            var new: String
        }
        var applied: Bool
        /// To be sent back to apply the file.
        var revision: Int?
        var added: [String]
        var changed: [Change]
        var unchanged: Int
        var unnamed: Int

        init(_ difference: UnitDifference, revision: Int?) {
            applied = revision == nil
            self.revision = revision
            added = difference.added.map(\.code)
            changed = difference.changed.flatMap { unit in
                unit.changes.map { Change(unit: unit.code, field: $0.field.rawValue, old: $0.old, new: $0.new) }
            }
            unchanged = difference.unchanged
            unnamed = difference.unnamed
        }
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    /// The query gives `name` of the file, `revision`, and for a change `from` and `source`.
    func callAsFunction(_ file: Form.File, _ context: Context) async throws -> Answer {
        let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
        let use = ImportUnits(services)
        guard let seen = context.query["revision"].flatMap({ Int($0) }) else {
            let preview = try await use.preview(input, by: context.actor)
            return Answer(preview.difference, revision: preview.revision)
        }
        let ground = LegalGround(from: context.query["from"] ?? "", source: context.query["source"] ?? "")
        let meaning: ImportUnits.Meaning = ground.from.isEmpty && ground.source.isEmpty ? .correction : .change(ground)
        return Answer(try await use(input, meaning, seen: seen, by: context.actor), revision: nil)
    }
}
