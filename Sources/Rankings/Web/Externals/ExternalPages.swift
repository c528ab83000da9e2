import Kernel
import Office
import Platform

/// External indexes: the public table and files, and the import with its difference.
struct ExternalPages: Sendable {
    /// Bytes of a file; all provinces over twenty years have some 300 kB.
    static let limit = 4 << 20

    private let services: Services

    init(_ services: Services) { self.services = services }

    func add(to routes: inout Routes) {
        let preparing = Access.anyOf(Publishers.preparing)
        routes.page("/rankings/external", .everyone, cache: .publicData(query: "unit")) { try await list($0) }
        for format in [FileFormat.csv, .json, .xlsx] {
            routes.file("/rankings/external/table.\(format.rawValue)", .everyone, cache: .publicData(query: "unit")) {
                try await file(format, $0)
            }
        }
        routes.file("/api/v1/rankings/external", .everyone, cache: .publicData(query: "unit")) { try await file(.json, $0) }
        routes.page("/rankings/external/import", preparing) { ExternalImportPage($0).page() }
        routes.form("/rankings/external/import", preparing, limit: Self.limit) { try await preview($0, $1) }
        routes.form("/rankings/external/import/apply", preparing) { try await apply($0, $1) }
        routes.upload("/api/v1/rankings/external/import", preparing, limit: Self.limit) { try await take($0, $1) }
    }

    private func list(_ context: Context) async throws -> Page {
        let entries = try await ListExternals(services: services)(unit: context.query["unit"])
        return ExternalListPage(entries: entries, unit: context.query["unit"], words: context.words).page()
    }

    private func file(_ format: FileFormat, _ context: Context) async throws -> FileAnswer {
        let table = ExternalColumn.table(try await ListExternals(services: services)(unit: context.query["unit"]))
        let bytes =
            switch format {
            case .csv, .pdf: table.csv
            case .json: try RankingsJSON(tables: [table], texts: services.texts).bytes()
            case .xlsx:
                try DataTable.workbook(
                    context.words("rankings.external"), [table], created: Timestamp(milliseconds: 0), context.words)
            }
        return FileAnswer(name: "external.\(format.rawValue)", mediaType: format.mediaType, bytes: bytes)
    }

    private func preview(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else {
            let fault = Fault("rankings.field_missing", at: Place(file: "form", field: "file"))
            return .page(ExternalImportPage(context).page(refused: Faults([fault])))
        }
        return try await .trying {
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            return .page(ExternalImportPage(context).preview(try await ImportExternals(services).preview(input, by: context.actor), file))
        } again: { error in
            ExternalImportPage(context).page(refused: error)
        }
    }

    private func apply(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let digest = FileDigest(rawValue: form["digest"]) else { throw RankingsError.externalsChanged }
        return try await .trying {
            let input = InputFile(name: FileName.clean(form["name"]), bytes: try await services.files.read(digest))
            try await ImportExternals(services)(input, seen: form["seen"], by: context.actor)
            return .go("/rankings/external/import?done=imported")
        } again: { error in
            ExternalImportPage(context).page(refused: error)
        }
    }

    struct Answer: Encodable {
        struct Line: Encodable {
            let unit, index, value: String
            let year: Int
            /// The value that it takes the place of.
            let old: String?
        }

        let applied: Bool
        /// To be sent back to apply the file.
        let revision: String?
        let added, changed: [Line]
        let unchanged: Int

        init(_ difference: ExternalDifference, revision: String?) {
            applied = revision == nil
            self.revision = revision
            added = difference.added.map { Line($0, old: nil) }
            changed = difference.changed.map { Line($0.new, old: "\($0.old.value)") }
            unchanged = difference.unchanged
        }
    }

    /// Without `revision` in the query the difference is told, with it the file is applied.
    private func take(_ file: Form.File, _ context: Context) async throws -> Answer {
        let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
        let use = ImportExternals(services)
        guard let seen = context.query["revision"] else {
            let preview = try await use.preview(input, by: context.actor)
            return Answer(preview.difference, revision: preview.seen)
        }
        return Answer(try await use(input, seen: seen, by: context.actor), revision: nil)
    }
}

extension ExternalPages.Answer.Line {
    fileprivate init(_ index: ExternalIndex, old: String?) {
        self.init(
            unit: index.key.unit, index: index.key.name.rawValue, value: "\(index.value)", year: index.key.year, old: old)
    }
}
