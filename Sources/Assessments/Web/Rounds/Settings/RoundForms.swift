import Kernel
import Office
import Platform
import Scoring

/// The single decisions about a round: its deadlines, reopenings, survey, copies and end.
struct RoundForms {
    let workplace: Workplace

    func round(_ context: Context) async throws -> ShowRound.Screen {
        try await ShowRound(workplace)(context.path("round"), by: context.actor)
    }

    /// A page around one form of a round.
    func page(
        _ part: SettingsPart, _ round: Round, _ fields: [Field], _ context: Context, refused error: (any DomainError)? = nil,
        above: HTML = HTML(), below: HTML = HTML()
    ) -> Page {
        let words = context.words
        let title = words("assessments.round.\(part.rawValue).title")
        let up = context.actor.has(.administrator) ? [Crumb(words("assessments.round.settings"), RoundLink.settings(round))] : []
        return .form(
            title, lead: words("assessments.round.\(part.rawValue).lead"), crumbs: RoundLink.crumbs(words, round) + up,
            room: "assessments", to: RoundLink.settings(round, part), fields, submit: words("assessments.round.\(part.rawValue).submit"),
            refused: error.map(Self.placed), by: context.actor, words, above: above, below: below)
    }

    /// A refusal that names its field stands beside it.
    private static func placed(_ error: any DomainError) -> any DomainError {
        guard error is AssessmentsError, let field = error.details["field"] else { return error }
        return Faults([Fault(error.code, at: Place(file: "form", field: field), error.details)])
    }

    // MARK: deadlines

    func deadlines(_ context: Context) async throws -> Page { try await deadlinesPage(nil, context) }

    func setDeadlines(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            let days = Dictionary(uniqueKeysWithValues: Deadlines.names.map { ($0, form[$0]) })
            try await SetDeadlines(workplace)(Deadlines(days: days), round: code, reason: form["reason"], by: context.actor)
            return .go(("/assessments/rounds/\(code)/settings" as Link).setting("done", to: "deadlines"))
        } again: { error in
            try await deadlinesPage(form, context, refused: error)
        }
    }

    private func deadlinesPage(_ form: Form?, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let round = try await round(context).round
        let present = zip(Deadlines.names, round.deadlines.days).map { ($0, form?[$0] ?? $1?.description ?? "") }
        var fields = RoundFields(context.words).days(Dictionary(uniqueKeysWithValues: present))
        if round.status == .open { fields.append(reason(form, context, hint: "assessments.round.deadlines.reason")) }
        return page(.deadlines, round, fields, context, refused: error)
    }

    private func reason(_ form: Form?, _ context: Context, hint: String) -> Field {
        Field(
            "reason", context.words("assessments.round.reason"), .area(form?["reason"] ?? "", rows: 3), hint: context.words(hint),
            isRequired: true)
    }

    // MARK: reopening (PI-78)

    func reopening(_ context: Context) async throws -> Page { try await reopeningPage(nil, context) }

    func reopen(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            guard let stage = Stage(rawValue: form["stage"]) else {
                throw AssessmentsError.unreadable(field: "stage", text: form["stage"])
            }
            let order = Reopen.Order(
                round: code, unit: form["unit"], criterion: form.optional("criterion"), stage: stage,
                until: try CalendarDate(call: form["until"], field: "until"), reason: form["reason"])
            do {
                try await Reopen(workplace)(order, by: context.actor)
            } catch AssessmentsError.noSuchLeaf(let criterion) {
                let error = AssessmentsError.noSuchLeaf(criterion)
                throw Faults([Fault(error.code, at: Place(file: "form", field: "criterion"), error.details)])
            }
            return .go(("/assessments/rounds/\(code)/settings" as Link).setting("done", to: "reopened"))
        } again: { error in
            try await reopeningPage(form, context, refused: error)
        }
    }

    private func reopeningPage(_ form: Form?, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let screen = try await round(context)
        let words = context.words
        func value(_ name: String) -> String { form?[name] ?? context.query[name] ?? "" }
        let stages = Stage.working.filter { $0 <= screen.stage }
        let fields = [
            Field(
                "unit", words("assessments.progress.unit"),
                .select(screen.units.map { Choice($0.code, words($0.name)) }, chosen: value("unit"))),
            Field(
                "criterion", words("assessments.round.reopen.criterion"), .text(value("criterion")),
                hint: words("assessments.round.reopen.criterion.hint")),
            Field(
                "stage", words("assessments.round.stage"),
                .select(stages.map { Choice($0.rawValue, words($0.text)) }, chosen: form.map { $0["stage"] } ?? stages.last?.rawValue)),
            Field(
                "until", words("assessments.round.reopen.until"), .line("date", value("until")),
                hint: words("assessments.round.reopen.until.hint"), isRequired: true),
            reason(form, context, hint: "assessments.round.reopen.reason"),
        ]
        return page(
            .reopen, screen.round, fields, context, refused: error,
            below: screen.reopenings.isEmpty
                ? HTML()
                : .section(words("assessments.round.reopenings"), ReopeningTable(screen.round, words).table(screen.reopenings)))
    }

    // MARK: survey (PI-72)

    func survey(_ context: Context) async throws -> Page { try await surveyPage(nil, context) }

    func importSurvey(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            guard let file = form.file("file") else { throw AssessmentsError.textMissing(field: "file") }
            let bytes = try await workplace.services.files.read(file.stored.digest)
            let count = try await ImportSurveyPoints(workplace)(
                InputFile(name: file.name, bytes: bytes), round: code, block: form["block"], by: context.actor)
            let next = ("/assessments/rounds/\(code)/settings" as Link).setting("done", to: "imported")
            return .go(next.setting("count", to: "\(count)"))
        } again: { error in
            try await surveyPage(form, context, refused: error)
        }
    }

    private func surveyPage(_ form: Form?, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let screen = try await round(context)
        let words = context.words
        let blocks = screen.blocks.filter { block in block.sheet.leaves.contains { $0.channel == .survey } }
        let fields = [
            Field(
                "block", words("assessments.progress.block"),
                .select(blocks.map { Choice($0.block.code, words($0.sheet.framework.block.title)) }, chosen: form?["block"])),
            Field(
                "file", words("assessments.round.survey.file"), .file(accept: ".csv,.xlsx"),
                hint: words("assessments.round.survey.file.hint"),
                isRequired: true),
        ]
        // A file's faults are a list of rows; the field says only that there are some.
        if let faults = error as? Faults {
            let count = ["count": words.numbers.count(faults.faults.count)]
            let short = Faults([Fault("input.faults", at: Place(file: "form", field: "file"), count)])
            return page(.survey, screen.round, fields, context, refused: short, above: .faults(faults.faults, words))
        }
        return page(.survey, screen.round, fields, context, refused: error)
    }
}
