import Kernel
import Office
import Platform

/// The bank of questions: listed, read with all versions, retired, imported, given out (SV-70).
struct BankPages: Sendable {
    /// Bytes of a file of questions.
    private static let limit = 8 << 20

    let bureau: ExamsBureau

    func add(to routes: inout Routes) {
        let organise = ExamsDuty.organise.access
        routes.page("/exams/bank", organise) { try await list($0) }
        routes.file("/exams/bank.csv", organise) { context in
            try await ListQuestions(bureau).sheet(by: context.actor).csv(named: "questions")
        }
        routes.file("/exams/bank.xlsx", organise) { context in
            let sheet = try await ListQuestions(bureau).sheet(by: context.actor)
            return try ResultSheet.workbook([sheet], named: "questions", at: bureau.services.now())
        }
        routes.page("/exams/bank/import", organise) { importing($0, refused: nil) }
        routes.form("/exams/bank/import", organise, limit: Self.limit) { try await take($0, $1) }
        routes.page("/exams/bank/:item", organise) { try await question(Form(), $0, refused: nil) }
        routes.form("/exams/bank/:item/retire", organise) { try await retire($0, $1) }
    }

    // MARK: the list

    private func list(_ context: Context) async throws -> Page {
        let words = context.words
        var filter = QuestionFilter()
        filter.text = context.query["q"] ?? ""
        filter.topic = context.query["topic"] ?? ""
        filter.level = context.query["level"].flatMap { Int($0) }
        filter.isRetired = context.query["retired"] == "1"
        let screen = try await ListQuestions(bureau)(filter, page: context.pageNumber, by: context.actor)
        return Page(
            words("exams.bank"), lead: words("exams.bank.lead", ["count": words.numbers.count(screen.counts.reduce(0) { $0 + $1.count })]),
            crumbs: [.exams(words)], room: "exams", isIndexed: false,
            content: """
                \(context.done)
                <p class="actions"><a class="button" href="\(ExamsLink.bankImport)">\(words("exams.bank.import"))</a></p>
                \(bar(filter, screen, words))
                \(table(screen, words))
                \(.pagination(page: screen.page, of: screen.pages, address: context.address, words))
                \(.section(words("exams.bank.counts"), counts(screen, words)))
                \(.downloads([Download("CSV", "/exams/bank.csv"), Download("XLSX", "/exams/bank.xlsx")], words))
                """)
    }

    private func bar(_ filter: QuestionFilter, _ screen: ListQuestions.Screen, _ words: Words) -> HTML {
        let topics = Set(screen.counts.map(\.topic)).sorted { VietnameseOrder.key($0) < VietnameseOrder.key($1) }
        let all = [Choice("", words("exams.all"))]
        return .form(
            .get, to: ExamsLink.bank,
            [
                Field("q", words("exams.search"), .search(filter.text)),
                Field("topic", words("exams.topic"), .select(all + topics.map { Choice($0, $0) }, chosen: filter.topic)),
                Field(
                    "level", words("exams.level"),
                    .select(all + Question.levels.map { Choice("\($0)", words.level($0)) }, chosen: filter.level.map { "\($0)" })),
                Field("retired", words("exams.bank.retired"), .checkbox(isChecked: filter.isRetired)),
            ], submit: words("exams.search.submit"), isBar: true)
    }

    private func table(_ screen: ListQuestions.Screen, _ words: Words) -> HTML {
        .table(
            id: "questions", caption: words("exams.bank.found", ["count": words.numbers.count(screen.count)]), isStacked: true,
            columns: [
                Column(words("exams.code"), .code) { (entry: BankEntry) in
                    "<a href=\"\(ExamsLink.question(entry.question.code))\">\(entry.question.code)</a>"
                },
                Column(words("exams.question")) { entry in
                    "\(entry.question.content.text)\(if: entry.isSample, " \(.tag(words("exams.sample")))")"
                },
                Column(words("exams.topic")) { "\($0.question.content.topic)" },
                Column(words("exams.level")) { "\(words.level($0.question.content.level))" },
                Column(words("exams.version"), .number) { "\($0.question.version)" },
            ], rows: screen.entries, empty: words("exams.bank.empty"))
    }

    private func counts(_ screen: ListQuestions.Screen, _ words: Words) -> HTML {
        .table(
            id: "counts", caption: words("exams.bank.counts"), isCaptionHidden: true,
            columns: [
                Column(words("exams.topic"), .head) { (line: (topic: String, level: Int, count: Int)) in "\(line.topic)" },
                Column(words("exams.level")) { "\(words.level($0.level))" },
                Column(words("exams.questions"), .number) { "\(words.numbers.count($0.count))" },
            ], rows: screen.counts, empty: words("exams.bank.empty"))
    }

    // MARK: one question

    private func question(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (entry, versions) = try await ListQuestions(bureau).one(try context.path("item"), by: context.actor)
        let reason = [Field("reason", words("exams.retire.reason"), .text(form["reason"]), isRequired: true)].telling(error, words)
        return Page(
            entry.question.code, kicker: entry.isSample ? words("exams.sample.note") : nil, lead: entry.question.content.topic,
            crumbs: [.exams(words), .bank(words)], room: "exams", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(context.done)\(if: entry.retired == nil, .errorSummary(reason, words), else: .refused(error, words))
                \(entry.retired.map { moment in
                    .notice(.information, words("exams.retired", ["moment": words.numbers.moment(moment)]), "<p>\(entry.reason)</p>")
                })
                \(each: versions, { version($0, words) })
                \(if: entry.retired == nil, .section(
                    words("exams.retire"),
                    """
                    <p>\(words("exams.retire.lead"))</p>
                    \(.form(
                        .post, to: ExamsLink.retire(entry.question.code), reason, submit: words("exams.retire.submit"), by: context.actor))
                    """))
                """)
    }

    private func version(_ question: Question, _ words: Words) -> HTML {
        let content = question.content
        let facts: [(term: String, text: HTML)] = [
            (words("exams.topic"), "\(content.topic)"), (words("exams.level"), "\(words.level(content.level))"),
            (words("exams.source"), "\(content.source)"),
        ]
        return .section(
            words("exams.version.of", ["version": "\(question.version)", "moment": words.numbers.moment(question.created)]),
            """
            <p class="said" lang="vi">\(content.text)</p>
            <ol type="A" lang="vi">\(each: content.choices.enumerated(), { index, choice in
                """
                <li>\(choice)\(if: index + 1 == content.correct, " \(.tag(words("exams.correct")))")</li>
                """
            })</ol>
            \(.definitions(facts))
            """)
    }

    private func retire(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("item")
        return try await .trying {
            try await RetireQuestion(bureau)(code, reason: form["reason"], by: context.actor)
            return .go(ExamsLink.question(code).setting("done", to: "retired"))
        } again: { error in
            try await question(form, context, refused: error)
        }
    }

    // MARK: files

    private func importing(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        let faults = (error as? Faults)?.faults ?? []
        var field = Field("file", words("exams.bank.file"), .file(accept: ".csv,.xlsx"), hint: words("exams.bank.file.hint"))
        if let error, faults.isEmpty { field.error = words(error.code, error.details) }
        let notice: HTML? =
            faults.isEmpty ? nil : .notice(.warning, words("input.faults", ["count": "\(faults.count)"]), .faults(faults, words))
        return Page(
            words("exams.bank.import"), lead: words("exams.bank.import.lead"), crumbs: [.exams(words), .bank(words)], room: "exams",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary([field], words))\(notice)
                \(.form(.post, to: ExamsLink.bankImport, [field], submit: words("exams.bank.import.submit"), by: context.actor))
                \(.section(words("exams.bank.columns"), .table(
                    id: "columns", caption: words("exams.bank.columns"), isCaptionHidden: true,
                    columns: [
                        Column(words("exams.bank.column"), .head) { (column: QuestionColumn) in "<code>\(column.rawValue)</code>" },
                        Column(words("exams.bank.meaning")) { "\(words($0.text))" },
                    ], rows: QuestionColumn.allCases)))
                """)
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            guard let file = form.file("file") else { throw ExamsError.noFile }
            let input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
            let outcome = try await ImportQuestions(bureau)(input, by: context.actor)
            return .page(imported(outcome, context.words))
        } again: { error in
            importing(context, refused: error)
        }
    }

    private func imported(_ outcome: ImportQuestions.Outcome, _ words: Words) -> Page {
        let counts = [
            ("exams.bank.added", outcome.added), ("exams.bank.changed", outcome.changed), ("exams.bank.revived", outcome.revived),
            ("exams.bank.unchanged", outcome.unchanged),
        ]
        return Page(
            words("exams.bank.imported"), crumbs: [.exams(words), .bank(words)], room: "exams", isIndexed: false,
            content: .figures(counts.map { Figure(words($0.0), "\(words.numbers.count($0.1))") }))
    }
}
