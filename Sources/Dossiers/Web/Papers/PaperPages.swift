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
        routes.page("/dossiers/units/:unit/books", .anyOf(DossierDuty.roles)) { try await books($0) }
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

    // MARK: books and lists

    /// Which volumes there are of a year's book and of a day's list, each with the numbers that stand in it: nothing is left out.
    private func books(_ context: Context) async throws -> Page {
        let (words, today, unit) = (context.words, bureau.services.now().vietnamDate, try context.path("unit"))
        let year = context.query["year"].flatMap(Int.init).flatMap { (2000...2999).contains($0) ? $0 : nil } ?? today.year
        let day = context.query["day"].flatMap { CalendarDate(written: $0) } ?? today
        guard let (first, last) = Self.days(of: year) else { throw RouteError.noSuchPage }
        let list = ListReceived(bureau)
        let book = try await list.volumes(from: first, through: last, unit: unit, by: context.actor)
        let handover = try await list.volumes(from: day, through: day, unit: unit, by: context.actor)
        let bookLink: Link = "/dossiers/units/\(unit)/book/\(year)"
        let listLink: Link = "/dossiers/units/\(unit)/handover-list"
        return Page(
            words("dossiers.books"), kicker: words(book.unit.name),
            lead: words("dossiers.books.lead", ["size": words.numbers.count(Volume.size)]),
            crumbs: [Crumb(words(book.unit.name), DossierLink.desk(unit))], room: "dossiers-desk", isIndexed: false,
            content: """
                \(.form(
                    .get, to: DossierLink.books(unit),
                    [
                        Field("year", words("dossiers.books.year"), .line("number", "\(year)")),
                        Field("day", words("dossiers.books.day"), .text(words.numbers.date(day))),
                    ], submit: words("dossiers.figures.show"), isBar: true))
                \(.section(words("dossiers.books.of_year", ["year": "\(year)"]), volumes(book.volumes, bookLink, words)))
                \(.section(
                    words("dossiers.books.of_day", ["day": words.numbers.date(day)]),
                    volumes(handover.volumes, listLink.setting("day", to: day.description), words)))
                """)
    }

    private func volumes(_ volumes: [Volume], _ link: Link, _ words: Words) -> HTML {
        """
        <ul>\(each: volumes, { volume in
            let told = [
                "volume": "\(volume.number)", "first": words.numbers.count(min(volume.first, volume.last)), "last": words.numbers.count(volume.last),
                "count": words.numbers.count(volume.count),
            ]
            return "<li><a href=\"\(link.setting("volume", to: "\(volume.number)"))\">\(words("dossiers.books.volume", told))</a></li>"
        })</ul>
        """
    }

    private static func days(of year: Int) -> (first: CalendarDate, last: CalendarDate)? {
        CalendarDate(year: year, month: 1, day: 1).flatMap { first in CalendarDate(year: year, month: 12, day: 31).map { (first, $0) } }
    }

    private func volume(_ context: Context) throws -> Int {
        guard let text = context.query["volume"] else { return 1 }
        guard let number = Int(text) else { throw RouteError.noSuchPage }
        return number
    }

    /// Form 06: a volume of the book of a year, in the order of receipt, numbers continuous from 01 (OS-36).
    private func book(_ context: Context) async throws -> FileAnswer {
        guard let year = Int(try context.path("year")), (2000...2999).contains(year), let (first, last) = Self.days(of: year),
            let edition = FormEdition.of(.register, on: last)
        else { throw RouteError.noSuchPage }
        let screen = try await ListReceived(bureau)(
            from: first, through: last, volume: volume(context), unit: context.path("unit"), by: context.actor)
        let (unit, words) = (screen.unit, bureau.services.words(.vi))
        let rows = screen.lines.map { line in
            RegisterBook.Row(
                code: line.dossier.code.text, procedure: line.name, person: line.applicant,
                address: [line.address, line.phone].filter { !$0.isEmpty }.joined(separator: ", "), body: unit.name.vi,
                received: line.dossier.received, due: line.dossier.due, returned: line.dossier.returned,
                way: words("dossiers.delivery.\(line.dossier.delivery.rawValue)"))
        }
        let book = RegisterBook(
            head: Letterhead(agency: unit.name.vi, place: unit.name.vi), year: year, volume: screen.volume.number,
            first: screen.volume.first, opened: screen.lines.first?.dossier.received.vietnamDate ?? first, rows: rows, closing: nil)
        return try await answer("so-theo-doi-\(unit.code)-\(year)-\(screen.volume.number)", book.html(edition, words))
    }

    /// What goes from the counter to those who work on it: the dossiers of a day (OS-37).
    private func handover(_ context: Context) async throws -> FileAnswer {
        let today = bureau.services.now().vietnamDate
        let day = context.query["day"].flatMap { CalendarDate($0) } ?? today
        let screen = try await ListReceived(bureau)(
            from: day, through: day, volume: volume(context), unit: context.path("unit"), by: context.actor)
        let (unit, words) = (screen.unit, bureau.services.words(.vi))
        let list = HandoverList(
            head: Letterhead(agency: unit.name.vi, place: unit.name.vi), day: day, giver: words("platform.role.counter_officer"),
            receiver: words("platform.role.case_officer"), first: screen.volume.first,
            rows: screen.lines.map { line in
                HandoverList.Row(
                    code: line.dossier.code.text, content: line.name, owner: line.applicant, address: line.address, phone: line.phone,
                    received: line.dossier.received, due: line.dossier.due, finished: line.dossier.finished)
            })
        return try await answer("ban-giao-\(unit.code)-\(day)-\(screen.volume.number)", list.html(words))
    }

    private func answer(_ name: String, _ html: HTML) async throws -> FileAnswer {
        FileAnswer(name: "\(name).pdf", mediaType: "application/pdf", bytes: try await printer.pdf(of: html.text), isShown: true)
    }
}
