import Kernel
import Office
import Platform
import Units

/// Forms on paper of a campaign: printed by numbers, taken in by batches, what is still out, envelopes that came back.
struct PaperPages: Sendable {
    /// Bytes of a batch's form with its scan.
    private static let limit = 64 << 20

    let bureau: SurveysBureau
    private let printer: PDFPrinter

    init(bureau: SurveysBureau) {
        self.bureau = bureau
        printer = PDFPrinter(program: bureau.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        let (plan, read) = (SurveyDuty.plan.access, SurveyDuty.read.access)
        routes.page("/surveys/campaigns/:campaign/paper", read) { try await paper(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/paper/forms", plan) { try await number($0, $1) }
        routes.file("/surveys/campaigns/:campaign/paper/forms.pdf", plan) { try await sheets($0) }
        routes.page("/surveys/campaigns/:campaign/paper/batches", plan) { try await receiving(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/paper/batches", plan, limit: Self.limit) { try await receive($0, $1) }
        routes.form("/surveys/campaigns/:campaign/paper/returns", plan) { try await noteReturns($0, $1) }
    }

    // MARK: the whole

    private func paper(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await ShowPaper(bureau).campaign(context.path("campaign"), by: context.actor)
        return PaperPage(screen: screen, form: form, context: context, error: error).page()
    }

    private func number(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let (group, unit) = try PaperPage.place(form, "place")
            try await PrintForms(bureau)(
                .init(Int(form["count"]), group: group, unit: unit, cell: PaperPage.cell(form, of: group)), campaign: number,
                by: context.actor)
            return .go(SurveysLink.paper(number).setting("done", to: "numbered"))
        } again: { error in
            try await paper(form, context, refused: error)
        }
    }

    private func sheets(_ context: Context) async throws -> FileAnswer {
        let number = try context.path("campaign")
        guard let first = FormSerial(context.query["from"] ?? ""), let last = FormSerial(context.query["to"] ?? "") else {
            throw PaperError.nothingPrinted
        }
        let found = try await ShowPaper(bureau).forms(from: first, to: last, campaign: number, by: context.actor)
        // Papers of the state are Vietnamese, whoever reads the page.
        let paper = FormPaper(campaign: found.campaign, sheets: found.sheets, words: bureau.services.words(.vi))
        return FileAnswer(
            name: "phieu-\(number)-\(first)-\(last).pdf", mediaType: "application/pdf", bytes: try await printer.pdf(of: paper.html.text))
    }

    private func noteReturns(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let (group, unit) = try PaperPage.place(form, "judged")
            try await NoteReturns(bureau)(form["numbers"], group: group, unit: unit, campaign: number, by: context.actor)
            return .go(SurveysLink.paper(number).setting("done", to: "returns"))
        } again: { error in
            try await paper(form, context, refused: error)
        }
    }

    // MARK: a batch that comes

    private func receiving(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ShowPaper(bureau).campaign(context.path("campaign"), by: context.actor)
        let number = screen.campaign.number
        func text(_ name: String, _ standard: String = "") -> Field.Control { .text(form.names.contains(name) ? form[name] : standard) }
        func label(_ name: String) -> String { words("surveys.paper.field.\(name)") }
        func hint(_ name: String) -> String { words("surveys.paper.field.\(name).hint") }
        let clerks = ["first", "second", "settler"].map { Field($0, label($0), text($0), hint: hint($0), isRequired: true) }
        let fields =
            [
                Field(
                    "group", label("group"),
                    .select(screen.groups.map { Choice($0.group.code, words($0.group.name)) }, chosen: form.optional("group")),
                    isRequired: true),
                Field("from", label("from"), text("from"), hint: hint("from"), isRequired: true),
                Field("day", label("day"), text("day", words.numbers.date(screen.today)), isRequired: true),
                Field("count", label("count"), text("count"), hint: hint("count"), isRequired: true),
                Field("serials", label("serials"), .area(form["serials"], rows: 6), hint: hint("serials"), isRequired: true),
            ] + clerks + [
                Field("limit", label("limit"), text("limit", "\(PaperBatch.usualLimit)"), hint: hint("limit"), isRequired: true),
                Field("scan", label("scan"), .file(accept: ".pdf,.tif,.tiff,.jpg,.png"), hint: hint("scan")),
                Field("note", words("surveys.field.note"), .area(form["note"], rows: 2)),
            ]
        return Page.form(
            words("surveys.paper.receive"), lead: words("surveys.paper.receive.lead"),
            crumbs: [
                Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number)),
                Crumb(words("surveys.paper.title"), SurveysLink.paper(number)),
            ], room: "surveys", to: SurveysLink.receive(number), fields, submit: words("surveys.paper.receive.submit"), refused: error,
            by: context.actor, words)
    }

    private func receive(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            var scan: Upload?
            if let file = form.file("scan") { scan = try await Upload(file, bureau.services) }
            let batch = try await ReceiveBatch(bureau)(
                .init(
                    group: form["group"], from: form["from"], day: CalendarDate(written: form["day"]), count: Int(form["count"]),
                    serials: form["serials"], clerks: PaperClerks(form["first"], form["second"], settler: form["settler"]),
                    errorLimit: Int(form["limit"]), note: form["note"], scan: scan), campaign: number, by: context.actor)
            return .go(SurveysLink.batch(batch.number).setting("done", to: "received"))
        } again: { error in
            try await receiving(form, context, refused: error)
        }
    }
}
