import Forms
import Kernel
import Office
import Platform
import Storage

/// The public pages of forms: which there are, and one to be filled in by anybody, read over and printed, without an account.
///
/// Nothing is kept at the server; the answers travel with the page, and the browser holds them where it may.
struct FormPages: Sendable {
    /// Bytes of one sent form; files are not taken here.
    static let limit = 1 << 20

    private let services: Services
    private let memory: FormMemory
    private let printer: PDFPrinter

    init(_ services: Services, _ memory: FormMemory) {
        self.services = services
        self.memory = memory
        printer = PDFPrinter(program: services.settings.weasyPrint)
    }

    private var today: CalendarDate { services.now().vietnamDate }

    func list(_ context: Context) async throws -> Page {
        let (today, words) = (today, context.words)
        let forms = try await services.database.read { try ProcedureForms.all(on: today, memory, $0) }
        return Page(
            words("procedures.e_forms"), lead: words("procedures.e_forms.lead", ["count": words.numbers.count(forms.count)]),
            crumbs: [Crumb(words("procedures.catalogue"), "/procedures")], room: "procedures",
            content: """
                \(if: context.actor.has(.administrator), .acts(
                    words("procedures.administer"), [Crumb(words("procedures.form.publish"), "/procedures/forms/publish")]))
                \(.table(
                    id: "forms", caption: words("procedures.e_forms"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("procedures.form.title"), .head) { (form: StoredForm) in
                            "<a href=\"\(Self.link(form.procedure))\">\(words(form.questionnaire.title))</a>"
                        },
                        Column(words("procedures.field.code")) { "<a href=\"\("/procedures/\($0.procedure)" as Link)\">\($0.procedure)</a>" },
                        Column(words("procedures.form.questions"), .number) { "\(words.numbers.count($0.questionnaire.questions.count))" },
                        Column(words("procedures.form.since")) { "\(words.numbers.date($0.from))" },
                        Column(words("procedures.form.paper")) { "<a href=\"\("/procedures/\($0.procedure)/form.pdf" as Link)\">PDF</a>" },
                    ], rows: forms))
                """)
    }

    static func link(_ procedure: String) -> Link { "/procedures/\(procedure)/form" }

    private func form(_ context: Context) async throws -> StoredForm {
        let (code, today) = (try context.path("procedure"), today)
        guard let form = try await services.database.read({ try $0.ask(ProcedureForms.inForce(code, on: today, memory)) }) else {
            throw ProceduresError.noForm(code)
        }
        return form
    }

    func fill(_ context: Context) async throws -> Page {
        let form = try await form(context)
        let catalogues = try await FormCatalogues.of(form.questionnaire, services)
        return FormScreen(form, context, catalogues, today: today).part(Answers(), 0)
    }

    /// What a button of the form asks for: another part, another row, the review, the paper.
    func step(_ sent: Form, _ context: Context) async throws -> FormAnswer {
        let form = try await form(context)
        let questionnaire = form.questionnaire
        let catalogues = try await FormCatalogues.of(questionnaire, services)
        let screen = FormScreen(form, context, catalogues, today: today, sent: services.now())
        let step = FormStep(sent)
        let answers = step.changing(Answers(sent, to: questionnaire, context.language), of: questionnaire)
        let part = Int(sent["part"]).map { min(max($0, 0), Questionnaire.Limit.items) }
        switch step {
        case .save:
            let filled = questionnaire.fill(answers, on: today, catalogues: catalogues)
            return .file(try await pdf(filled, catalogues, name: "\(questionnaire.code).pdf"))
        case .review: return .page(screen.review(answers))
        case .back: return .page(screen.back(answers, from: part))
        case .show, .add, .remove, .autosave: return .page(screen.part(answers, part ?? 0))
        case .next: return .page(screen.next(answers, from: part))
        }
    }

    func paper(_ context: Context) async throws -> FileAnswer {
        let form = try await form(context)
        let catalogues = try await FormCatalogues.of(form.questionnaire, services)
        return try await pdf(form.questionnaire.fill(Answers(), on: today), catalogues, name: "\(form.questionnaire.code).pdf")
    }

    private func pdf(_ filled: Filled, _ catalogues: Catalogues, name: String) async throws -> FileAnswer {
        let paper = FormPaper(filled, services.words(.vi), catalogues, day: filled.given.isEmpty ? nil : today)
        return FileAnswer(name: name, mediaType: "application/pdf", bytes: try await printer.pdf(of: paper.html.text))
    }

    /// Entries of a catalogue that lie in a whole, for the page's script: `/api/v1/procedures/catalogues/communes?within=01`.
    func catalogue(_ context: Context) async throws -> CatalogueAnswer {
        guard let catalogue = Catalogue(rawValue: try context.path("catalogue")), catalogue != .units else { throw RouteError.noSuchPage }
        let choices = FormCatalogues.national.choices(catalogue, context.query["within"])
        return CatalogueAnswer(choices: choices.map { [$0.code, context.words($0.label)] })
    }

    struct CatalogueAnswer: Encodable, Sendable {
        /// Code and name of each.
        var choices: [[String]]
    }
}
