import Kernel
import Office
import Platform
import Units

/// The forms of a dossier, the book of a year and the list of a hand-over, as PDF (OS-34…37).
struct PaperPages: Sendable {
    private let bureau: Bureau
    private let printer: PDFPrinter

    init(bureau: Bureau) {
        self.bureau = bureau
        printer = PDFPrinter(program: bureau.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        routes.file("/dossiers/:dossier/papers/:form", .anyOf(DossierDuty.roles)) { try await paper($0) }
        routes.file("/dossiers/units/:unit/book/:year", .anyOf(DossierDuty.roles)) { try await book($0) }
        routes.file("/dossiers/units/:unit/handover-list", .anyOf(DossierDuty.roles)) { try await handover($0) }
    }

    private func paper(_ context: Context) async throws -> FileAnswer {
        let screen = try await ShowDossier(bureau)(context.path("dossier"), by: context.actor)
        // Papers of the state are Vietnamese, whoever reads the page.
        let papers = DossierPapers(screen: screen, words: bureau.services.words(.vi), publicURL: bureau.services.site.publicURL)
        guard let form = PaperForm(rawValue: try context.path("form")),
            let html = papers.html(form, bothCopies: context.query["copies"] == "2")
        else { throw RouteError.noSuchPage }
        return try await answer("\(screen.dossier.code)-\(form.rawValue)", html)
    }

    /// Form 06: the book of a year, in the order of receipt, numbers continuous from 01 (OS-36).
    private func book(_ context: Context) async throws -> FileAnswer {
        guard let year = Int(try context.path("year")), (2000...2999).contains(year),
            let last = CalendarDate(year: year, month: 12, day: 31),
            let edition = FormEdition.of(.register, on: last)
        else { throw RouteError.noSuchPage }
        let (unit, lines) = try await ListDossiers(bureau).received(in: year, unit: context.path("unit"), by: context.actor)
        let words = bureau.services.words(.vi)
        let rows = lines.map { line in
            RegisterBook.Row(
                code: line.dossier.code.text, procedure: line.name, person: line.applicant, address: line.contact, body: unit.name.vi,
                received: line.dossier.received, due: line.dossier.due, returned: line.dossier.returned,
                way: words("dossiers.delivery.\(line.dossier.delivery.rawValue)"))
        }
        let opened = CalendarDate(year: year, month: 1, day: 1) ?? last
        let book = RegisterBook(
            head: Letterhead(agency: unit.name.vi, place: unit.name.vi), year: year, volume: 1, first: 1, opened: opened, rows: rows,
            closing: nil)
        return try await answer("so-theo-doi-\(unit.code)-\(year)", book.html(edition, words))
    }

    /// What goes from the counter to those who work on it: the dossiers of a day (OS-37).
    private func handover(_ context: Context) async throws -> FileAnswer {
        let today = bureau.services.now().vietnamDate
        let day = context.query["day"].flatMap { CalendarDate($0) } ?? today
        let (unit, lines) = try await ListDossiers(bureau).received(on: day, unit: context.path("unit"), by: context.actor)
        let words = bureau.services.words(.vi)
        let list = HandoverList(
            head: Letterhead(agency: unit.name.vi, place: unit.name.vi), day: day, giver: words("platform.role.counter_officer"),
            receiver: words("platform.role.case_officer"),
            rows: lines.map { line in
                HandoverList.Row(
                    code: line.dossier.code.text, content: line.name, owner: line.applicant, address: line.contact, phone: "",
                    received: line.dossier.received, due: line.dossier.due, finished: line.dossier.finished)
            })
        return try await answer("ban-giao-\(unit.code)-\(day)", list.html(words))
    }

    private func answer(_ name: String, _ html: HTML) async throws -> FileAnswer {
        FileAnswer(name: "\(name).pdf", mediaType: "application/pdf", bytes: try await printer.pdf(of: html.text), isShown: true)
    }
}
