import Kernel
import Platform

/// Pages by which lists of other systems come in: a list is sent, worked on while one may leave, and told of when one comes back.
struct ImportPages: Sendable {
    static let roles = Access.anyOf([.procedureController, .administrator])
    private static let list: Link = "/dossiers/imports"

    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.page("/dossiers/imports", Self.roles) { try await page($0, Form(), refused: nil) }
        routes.form("/dossiers/imports", Self.roles, limit: ImportFile.limit) { form, context in
            try await FormAnswer.trying({ try await take(form, context) }, again: { try await page(context, form, refused: $0) })
        }
        routes.page("/dossiers/imports/:import", Self.roles) { try await job($0) }
        routes.file("/dossiers/imports/:import/faults", Self.roles) { try await faults($0) }
        MappingPages(bureau: bureau).add(to: &routes)
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else { throw ExchangeError.fileMissing }
        let order = ImportDossiers.Order(
            scheme: form["scheme"].isEmpty ? "code" : form["scheme"], mapping: form["mapping"], keepsGood: form["rows"] == "good")
        let id = try await OrderImport(bureau.services)(file.name, file.stored, order, by: context.actor)
        return .go("/dossiers/imports/\(id)")
    }

    private static func link(_ job: ImportJob) -> Link { "/dossiers/imports/\(job.id)" }

    private func page(_ context: Context, _ form: Form, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (jobs, mappings) = try await ShowImports(bureau.services)(by: context.actor)
        let fields = [
            Field(
                "file", words("dossiers.import.file"), .file(accept: ".csv,.gz,.xlsx"), hint: words("dossiers.import.file_hint"),
                error: error.map { words($0.code, $0.details) }, isRequired: true),
            Field(
                "mapping", words("dossiers.import.mapping"),
                .select(
                    [Choice("", words("dossiers.import.mapping_own"))] + mappings.map { Choice($0.name, $0.name) },
                    chosen: form["mapping"])),
            Field(
                "scheme", words("dossiers.import.scheme"),
                .select(
                    ForeignCatalogue.Scheme.allCases.map { Choice($0.rawValue, words("dossiers.import.scheme.\($0.rawValue)")) },
                    chosen: form["scheme"].isEmpty ? "code" : form["scheme"])),
            Field(
                "rows", words("dossiers.import.rows"),
                .radios(
                    ["all", "good"].map { Choice($0, words("dossiers.import.rows.\($0)")) },
                    chosen: form["rows"].isEmpty ? "all" : form["rows"])),
        ]
        return Page(
            words("dossiers.import"), lead: words("dossiers.import.lead"), room: "dossiers", status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(.form(.post, to: Self.list, fields, submit: words("dossiers.import.submit"), by: context.actor))
                <p><a href="\(MappingPages.list)">\(words("dossiers.import.mappings"))</a></p>
                \(.section(words("dossiers.import.latest"), table(jobs, context)))
                """)
    }

    private func table(_ jobs: [ImportJob], _ context: Context) -> HTML {
        let words = context.words
        return .table(
            id: "imports", caption: words("dossiers.import.latest"), isCaptionHidden: true,
            columns: [
                Column(words("dossiers.import.file"), .head) { (job: ImportJob) in
                    "<a href=\"\(Self.link(job))\">\(job.file)</a><span class=\"why\">\(job.by)</span>"
                },
                Column(words("dossiers.import.ordered")) { "\(words.numbers.date($0.at.vietnamDate)) \($0.at.vietnamClock)" },
                Column(words("dossiers.import.status")) { "\(words("dossiers.import.status.\($0.status.rawValue)"))" },
                Column(words("dossiers.import.added"), .number) { "\(words.numbers.count($0.added))" },
                Column(words("dossiers.import.faulty"), .number) { "\(words.numbers.count($0.faulty))" },
            ], rows: jobs, empty: words("dossiers.import.none"))
    }

    private func find(_ context: Context) async throws -> ImportJob {
        try await ShowImports(bureau.services).job(try context.path("import"), by: context.actor)
    }

    private func job(_ context: Context) async throws -> Page {
        let words = context.words
        let job = try await find(context)
        var page = Page(
            job.file, kicker: words("dossiers.import"), lead: words("dossiers.import.status.\(job.status.rawValue).lead"),
            crumbs: [Crumb(words("dossiers.import"), Self.list)], room: "dossiers", isIndexed: false,
            content: """
                \(if: job.status == .waiting, waiting(job, words))
                \(job.reason.map { reason($0, words) })
                \(if: job.status != .waiting && job.reason == nil, counts(job, words))
                """)
        if job.status == .waiting { page.refreshSeconds = 3 }
        return page
    }

    private func waiting(_ job: ImportJob, _ words: Words) -> HTML {
        guard let state = bureau.services.progress[job.id] else { return "<p>\(words("dossiers.import.queued"))</p>" }
        return """
            <p><label for="progress">\(words("dossiers.import.phase.\(state.phase)"))</label></p>
            <p><progress id="progress" max="100" value="\(state.percent)">\(state.percent) %</progress> \(state.percent) %</p>
            """
    }

    private func reason(_ reason: ImportJob.Reason, _ words: Words) -> HTML {
        .notice(.warning, words("dossiers.import.unreadable"), "<p>\(reason.place) \(words(reason.code, reason.details))</p>")
    }

    private func counts(_ job: ImportJob, _ words: Words) -> HTML {
        """
        \(.figures([
            Figure(words("dossiers.import.added"), "\(words.numbers.count(job.added))"),
            Figure(words("dossiers.import.changed"), "\(words.numbers.count(job.changed))"),
            Figure(words("dossiers.import.unchanged"), "\(words.numbers.count(job.unchanged))"),
            Figure(words("dossiers.import.faulty"), "\(words.numbers.count(job.faulty))"),
        ]))
        \(if: job.faults != nil, .downloads([Download(words("dossiers.import.faulty_rows"), "/dossiers/imports/\(job.id)/faults")], words))
        """
    }

    private func faults(_ context: Context) async throws -> FileAnswer {
        guard let digest = try await find(context).faults else { throw ExchangeError.noSuchImport }
        return FileAnswer(
            name: "\(context.words("dossiers.import.faulty_file")).csv", mediaType: "text/csv; charset=utf-8",
            bytes: try await bureau.services.files.read(digest))
    }
}
