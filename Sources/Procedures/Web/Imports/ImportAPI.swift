import Kernel
import Office
import Platform

/// A list of procedures sent by a program: without `revision` the difference is told, with it the list is applied.
struct ImportAPI: Sendable {
    struct Answer: Encodable, Sendable {
        struct Change: Encodable, Sendable {
            var procedure: String
            var field: String
            var removed: [String]
            var added: [String]
        }
        var applied: Bool
        /// To be sent back to apply the list.
        var revision: Int?
        var added: [String]
        var changed: [Change]
        var abolished: [String]
        var unchanged: Int
        var unnamed: Int
        /// How many parts could not be understood and are kept as text; told before applying.
        var unread: Int?

        init(_ difference: CatalogueDifference, revision: Int?, unread: Int?) {
            applied = revision == nil
            self.revision = revision
            added = difference.added.map(\.code)
            changed = difference.changed.flatMap { procedure in
                procedure.changes.map {
                    Change(procedure: procedure.code, field: $0.field.rawValue, removed: $0.removed, added: $0.added)
                }
            }
            abolished = difference.abolished
            unchanged = difference.unchanged
            unnamed = difference.unnamed
            self.unread = unread
        }
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    /// The query gives `name` of the file, `revision`, `decision`, `decided`, `from`, and `scope=whole` where the list is all there is.
    func callAsFunction(_ file: Form.File, _ context: Context) async throws -> Answer {
        let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
        func value(_ name: String) -> String { context.query[name] ?? "" }
        let order = try ImportOrder(
            decision: value("decision"), decided: value("decided"), from: value("from"), isWhole: value("scope") == "whole")
        let use = ImportProcedures(services)
        guard let seen = context.query["revision"].flatMap({ Int($0) }) else {
            let preview = try await use.preview(input, order, by: context.actor)
            return Answer(preview.difference, revision: preview.revision, unread: preview.unread.count)
        }
        return Answer(try await use(input, order, seen: seen, by: context.actor), revision: nil, unread: nil)
    }
}
