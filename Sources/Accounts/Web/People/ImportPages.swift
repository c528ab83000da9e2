import Kernel
import Office
import Platform

/// The page that takes a file of people, and shows their invitations once.
struct ImportPages: Sendable {
    /// Bytes of a file of people; ten thousand have less.
    static let limit = 4 << 20

    let services: Services

    func page(_ context: Context) async throws -> Page { page(context, refused: nil) }

    private func page(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        let faults = (error as? Faults)?.faults ?? []
        var field = Field("file", words("accounts.import.file"), .file(accept: ".csv,.xlsx"), hint: words("accounts.import.file_hint"))
        if let error, faults.isEmpty { field.error = words(error.code, error.details) }
        let notice: HTML =
            faults.isEmpty
            ? HTML() : .notice(.warning, words("input.faults", ["count": words.numbers.count(faults.count)]), .faults(faults, words))
        return Page(
            words("accounts.import"), lead: words("accounts.import.lead"), crumbs: [.people(words)], room: "accounts",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary([field], words))
                \(notice)
                \(.form(.post, to: "/accounts/import", [field], submit: words("accounts.import.do"), by: context.actor))
                \(.section(words("accounts.import.columns"), .table(
                    id: "columns", caption: words("accounts.import.columns"), isCaptionHidden: true,
                    columns: [
                        Column(words("accounts.import.column"), .head) { (column: PeopleColumn) in "<code>\(column.rawValue)</code>" },
                        Column(words("accounts.import.meaning")) { "\(words($0.text))" },
                    ], rows: PeopleColumn.allCases)))
                """)
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else { return .page(page(context, refused: AccountsError.fileMissing)) }
        do {
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            return .page(done(try await ImportPeople(services)(input, by: context.actor), context))
        } catch let error as Faults {
            return .page(page(context, refused: error))
        } catch let error as OfficeError where error.kind == .invalid {
            return .page(page(context, refused: error))
        }
    }

    /// The links, on the only page that ever holds them.
    private func done(_ outcome: ImportPeople.Outcome, _ context: Context) -> Page {
        let words = context.words
        let counts = [
            "people": words.numbers.count(outcome.invitations.count), "grants": words.numbers.count(outcome.grants),
            "present": words.numbers.count(outcome.present),
        ]
        return Page(
            words("accounts.import.done"), lead: words("accounts.import.done_lead", counts), crumbs: [.people(words)], room: "accounts",
            isIndexed: false,
            content: """
                \(if: !outcome.invitations.isEmpty, "<p>\(words("accounts.import.links"))</p>")
                \(.table(
                    id: "links", caption: words("accounts.import.links_caption"), isCaptionHidden: true,
                    columns: [
                        Column(words("accounts.name"), .head) { (one: ImportPeople.Invitation) in
                            "<a href=\"\(one.person.page)\">\(one.person.name)</a><span class=\"why\">\(one.person.login)</span>"
                        },
                        Column(words("accounts.link.made")) { "<code>\($0.offer.address(services.settings))</code>" },
                    ], rows: outcome.invitations, empty: words("accounts.import.nobody")))
                <p><a href="\("/accounts/people" as Link)">\(words("accounts.import.back"))</a></p>
                """)
    }
}

extension [ImportPeople.Invitation] {
    /// For whoever writes the letters.
    func csv(_ settings: Settings) -> [UInt8] {
        let rows: [[OutputCell]] = map { one in
            [
                .text(one.person.login), .text(one.person.name), .text(one.person.email ?? ""), .text(one.offer.address(settings)),
                .text(one.offer.expires.description),
            ]
        }
        return CSVWriter.write(["login", "name", "email", "link", "expires"], rows, .machine)
    }
}
