import Expressions
import Forms
import Kernel
import Office
import Platform

/// Instruments: the editions that are kept, one as it reads, and the form by which another is kept (SV-11).
struct InstrumentPages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        routes.page("/surveys/instruments", SurveyDuty.read.access) { try await list(Form(), $0, refused: nil) }
        routes.form("/surveys/instruments", SurveyDuty.plan.access, limit: InstrumentDefinition.limit) { try await keep($0, $1) }
        routes.page("/surveys/instruments/:instrument", SurveyDuty.read.access) { try await page($0) }
        routes.file("/surveys/instruments/:instrument/text", SurveyDuty.read.access) { try await text($0) }
    }

    private func list(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let heads = try await bureau.read(by: context.actor) { desk in
            try InstrumentStore.all(desk.db).map { ($0, try desk.instrument($0.id).title) }
        }
        let fields = [
            Field(
                "file", words("surveys.instrument.file"), .file(accept: ".yaml,.yml,.xlsx"), hint: words("surveys.instrument.file.hint"),
                isRequired: true)
        ].telling(error, words)
        return Page(
            words("surveys.instruments"), lead: words("surveys.instruments.lead"),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front)],
            room: "surveys", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\(context.done)
                \(.table(
                    id: "instruments", caption: words("surveys.instruments"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("surveys.instrument.title"), .head) { (line: (InstrumentStore.Head, Bilingual)) in
                            "<a href=\"\(SurveysLink.instrument(line.0.id.rawValue))\">\(words(line.1))</a>"
                        },
                        Column(words("surveys.instrument.code")) { "\($0.0.code)" },
                        Column(words("surveys.instrument.edition")) { "\($0.0.edition)" },
                        Column(words("surveys.instrument.kept")) { "\(words.numbers.date($0.0.kept.vietnamDate))" },
                    ], rows: heads, empty: words("surveys.instruments.none")))
                \(if: SurveyDuty.plan.isHeld(by: context.actor), .section(words("surveys.instrument.keep"), .form(
                    .post, to: SurveysLink.instruments, fields, submit: words("surveys.instrument.keep.submit"), by: context.actor)))
                """)
    }

    private func keep(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            guard let file = form.file("file") else { throw Faults([Fault("surveys.file_missing", at: Place(field: "file"))]) }
            let input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
            let id = try await KeepInstrument(bureau)(input, by: context.actor)
            return .go(SurveysLink.instrument(id.rawValue).setting("done", to: "instrument"))
        } again: { error in
            try await list(form, context, refused: error)
        }
    }

    private func instrument(_ context: Context) async throws -> Instrument {
        let id = ID<Instrument>(rawValue: try context.path("instrument"))
        return try await bureau.read(by: context.actor) { desk in try desk.instrument(id) }
    }

    private func page(_ context: Context) async throws -> Page {
        let instrument = try await instrument(context)
        let words = context.words
        let content = instrument.content
        return Page(
            words(instrument.title), kicker: words("surveys.instrument.kicker", ["code": instrument.code, "edition": instrument.edition]),
            lead: instrument.questionnaire.isSample ? words("surveys.instrument.sample") : nil,
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front), Crumb(words("surveys.instruments"), SurveysLink.instruments)],
            room: "surveys", isIndexed: false,
            content: """
                \(context.done)
                \(.definitions(definitions(instrument, words)))
                \(.section(words("surveys.instrument.index"), "<ul>\(node(content.index, weight: nil, words))</ul>"))
                \(.section(words("surveys.instrument.questions"), questions(content, words)))
                \(.downloads([
                    Download(words("surveys.instrument.text"), "/surveys/instruments/\(instrument.id)/text"),
                ] + ExportInstrument.Kind.allCases.map { kind in
                    Download(words("surveys.exchange.instrument.\(kind)"), SurveysLink.instrument(instrument.id.rawValue, kind.rawValue))
                }, words))
                """)
    }

    private func definitions(_ instrument: Instrument, _ words: Words) -> [(term: String, text: HTML)] {
        let content = instrument.content
        return [
            (words("surveys.instrument.group"), "\(content.group)"), (words("surveys.instrument.object"), "\(content.object)"),
            (words("surveys.instrument.consent"), "\(words(content.consent))"),
            (words("surveys.instrument.valid"), "\(rule(content.rule, words))"),
            (words("surveys.instrument.digest"), "<code>\(instrument.digest)</code>"),
        ]
    }

    private func rule(_ rule: ValidityRule, _ words: Words) -> String {
        words(
            rule.eligible == nil ? "surveys.instrument.rule" : "surveys.instrument.rule.eligible",
            ["least": words.numbers.percent(rule.least, digits: 0), "question": rule.eligible ?? ""])
    }

    private func node(_ node: IndexNode, weight: Number?, _ words: Words) -> HTML {
        let weights: [Number?] = if case .weighted(let weights) = node.joining { weights } else { node.parts.map { _ in nil } }
        let share = weight.map { words("surveys.instrument.weight", ["weight": words.numbers.plain($0)]) }
        return """
            <li><strong>\(words(node.title))</strong>\(share.map { " (\($0))" as HTML })\
            \(if: node.joining == .pooled && !node.parts.isEmpty, " \(.tag(words("surveys.instrument.pooled")))")\
            \(if: !node.questions.isEmpty, ": \(node.questions.joined(separator: ", "))")\
            \(if: !node.parts.isEmpty, "<ul>\(each: zip(node.parts, weights), { self.node($0, weight: $1, words) })</ul>")</li>
            """
    }

    private func questions(_ content: InstrumentContent, _ words: Words) -> HTML {
        .table(
            id: "questions", caption: words("surveys.instrument.questions"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.instrument.name"), .code) { (item: Item) in "\(item.name)" },
                Column(words("surveys.instrument.question")) { "\(words($0.label))" },
                Column(words("surveys.instrument.scale")) { item in
                    content.scale(of: item.name).map {
                        "\(words("surveys.instrument.degrees_of", ["scale": $0.name, "count": "\($0.degrees.count)"]))" as HTML
                    } ?? "–"
                },
                Column(words("surveys.instrument.condition")) {
                    "\(words($0.condition == nil ? "surveys.instrument.always" : "surveys.instrument.sometimes"))"
                },
            ], rows: content.questionnaire.questions)
    }

    private func text(_ context: Context) async throws -> FileAnswer {
        let id = ID<Instrument>(rawValue: try context.path("instrument"))
        let found = try await bureau.read(by: context.actor) { desk in (try desk.instrument(id), try InstrumentStore.text(id, desk.db)) }
        guard let kept = found.1 else { throw SurveysError.noSuchInstrument(id.rawValue) }
        let ending = kept.notation == .yaml ? "yaml" : "json"
        return FileAnswer(
            name: "\(found.0.code)-\(found.0.edition).\(ending)",
            mediaType: kept.notation == .yaml ? "text/yaml; charset=utf-8" : "application/json",
            bytes: Array(kept.text.utf8))
    }
}
