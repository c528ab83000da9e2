import Kernel
import Office
import Platform

/// Pages on which it is said how the lists of another system are read, and tried on its first rows.
struct MappingPages: Sendable {
    static let list: Link = "/dossiers/mappings"
    /// Rows of a list that are shown with what they would become.
    private static let tried = 10

    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.page("/dossiers/mappings", ImportPages.roles) { try await all($0) }
        routes.page("/dossiers/mappings/:mapping", ImportPages.roles) { try await one($0) }
        routes.form("/dossiers/mappings", ImportPages.roles, limit: ImportFile.limit) { form, context in
            try await FormAnswer.trying(
                { try await take(form, context) }, again: { page(context, Draft(form), refused: $0, sample: HTML()) })
        }
    }

    /// What stands in the form.
    private struct Draft {
        var name = ""
        var columns = ""
        var words = ""
        var monthFirst = false

        init(_ form: Form) {
            (name, columns, words, monthFirst) = (form["name"], form["columns"], form["words"], form["order"] == "month_first")
        }

        init(_ mapping: ImportMapping) {
            (name, monthFirst) = (mapping.name, mapping.monthFirst)
            (columns, words) = mapping.lines
        }

        func mapping() throws -> ImportMapping {
            try ImportMapping(name: name, columns: columns, words: words, monthFirst: monthFirst).checked()
        }
    }

    private func all(_ context: Context) async throws -> Page {
        let words = context.words
        let mappings = try await ShowImports(bureau.services)(by: context.actor).mappings
        return Page(
            words("dossiers.import.mappings"), lead: words("dossiers.import.mappings_lead"),
            crumbs: [Crumb(words("dossiers.import"), "/dossiers/imports")], room: "dossiers", isIndexed: false,
            content: """
                \(.table(
                    id: "mappings", caption: words("dossiers.import.mappings"), isCaptionHidden: true,
                    columns: [
                        Column(words("dossiers.import.mapping_called"), .head) { (mapping: ImportMapping) in
                            "<a href=\"\("/dossiers/mappings/\(mapping.name)" as Link)\">\(mapping.name)</a>"
                        },
                        Column(words("dossiers.import.columns"), .number) { "\(words.numbers.count($0.columns.count))" },
                    ], rows: mappings, empty: words("dossiers.import.mappings_none")))
                \(form(context, Draft(.own), []))
                """)
    }

    private func one(_ context: Context) async throws -> Page {
        let mapping = try await ShowImports(bureau.services).mapping(try context.path("mapping"), by: context.actor)
        return page(context, Draft(mapping), refused: nil, sample: HTML())
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let draft = Draft(form)
        let mapping = try draft.mapping()
        if let file = form.file("sample") {
            let input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
            return .page(page(context, draft, refused: nil, sample: try sample(ImportFile(input, mapping), mapping, context)))
        }
        try await SaveMapping(bureau.services)(mapping, by: context.actor)
        return .go(Self.list)
    }

    private func page(_ context: Context, _ draft: Draft, refused error: (any DomainError)?, sample: HTML) -> Page {
        let words = context.words
        let faults = (error as? Faults)?.faults ?? []
        let notice: HTML =
            faults.isEmpty
            ? HTML() : .notice(.warning, words("input.faults", ["count": words.numbers.count(faults.count)]), .faults(faults, words))
        return Page(
            words("dossiers.import.mapping"), lead: words("dossiers.import.mappings_lead"),
            crumbs: [Crumb(words("dossiers.import"), "/dossiers/imports"), Crumb(words("dossiers.import.mappings"), Self.list)],
            room: "dossiers", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(notice)
                \(sample)
                \(form(context, draft, error.map { faults.isEmpty ? [words($0.code, $0.details)] : [] } ?? []))
                """)
    }

    private func form(_ context: Context, _ draft: Draft, _ told: [String]) -> HTML {
        let words = context.words
        let fields = [
            Field(
                "name", words("dossiers.import.mapping_called"), .text(draft.name), hint: words("dossiers.import.mapping_name_hint"),
                error: told.first),
            Field("columns", words("dossiers.import.columns"), .area(draft.columns, rows: 12), hint: words("dossiers.import.columns_hint")),
            Field("words", words("dossiers.import.words"), .area(draft.words, rows: 8), hint: words("dossiers.import.words_hint")),
            Field(
                "order", words("dossiers.import.order"),
                .radios(
                    WrittenMoment.Order.allCases.map { Choice($0.rawValue, words("dossiers.import.order.\($0.rawValue)")) },
                    chosen: (draft.monthFirst ? WrittenMoment.Order.monthFirst : .dayFirst).rawValue)),
            Field("sample", words("dossiers.import.sample"), .file(accept: ".csv,.xlsx"), hint: words("dossiers.import.sample_hint")),
        ]
        return .form(.post, to: Self.list, fields, submit: words("dossiers.import.mapping_submit"), by: context.actor)
    }

    /// The first rows of a list: each of our columns with what stands there.
    private func sample(_ file: ImportFile, _ mapping: ImportMapping, _ context: Context) throws -> HTML {
        let words = context.words
        let columns = ImportColumn.allCases.filter { file.columns[$0] != nil }
        var cursor = file.reader.rows()
        var rows: [[String]] = []
        while rows.count < Self.tried, try cursor.next() {
            rows.append(
                columns.map { column in
                    let text = file.columns[column].map { cursor.text($0) } ?? ""
                    return mapping.words[column.name]?[text] ?? column.others[text] ?? text
                })
        }
        return .section(
            words("dossiers.import.preview"),
            .table(
                id: "preview", caption: words("dossiers.import.preview"), isCaptionHidden: true,
                columns: columns.enumerated().map { index, column in
                    Column(words(column.text)) { (row: [String]) in "\(row[index])" }
                }, rows: rows, empty: words("dossiers.import.preview_empty")))
    }
}
