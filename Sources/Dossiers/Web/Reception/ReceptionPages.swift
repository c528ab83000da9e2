import Facts
import Kernel
import Platform
import Procedures
import Units

/// The counter: find the procedure, check the papers, decide (OS-2).
struct ReceptionPages: Sendable {
    /// Bytes of a dossier's scans in one form.
    static let limit = 64 << 20

    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.page("/dossiers/units/:unit/reception", .role(.counterOfficer)) { try await catalogue($0) }
        routes.page("/dossiers/units/:unit/reception/:procedure", .role(.counterOfficer)) { try await page(Form(), $0, refused: nil) }
        routes.form("/dossiers/units/:unit/reception/:procedure", .role(.counterOfficer), limit: Self.limit) { try await receive($0, $1) }
    }

    /// Which procedure: a search over those that the unit receives, without diacritics.
    private func catalogue(_ context: Context) async throws -> Page {
        let words = context.words
        let text = context.query["q"] ?? ""
        let found = try await FindAtCounter(bureau)(text, unit: context.path("unit"), by: context.actor)
        return Page(
            words("dossiers.receive"), lead: words("dossiers.receive.lead"),
            crumbs: [Crumb(words(found.unit.name), DossierLink.desk(found.unit.code))], room: "dossiers-desk", isIndexed: false,
            content: """
                \(.form(
                    .get, to: DossierLink.catalogue(found.unit.code), [Field("q", words("dossiers.receive.search"), .search(text))],
                    submit: words("dossiers.search.submit"), isBar: true))
                \(.table(
                    id: "procedures", caption: words("dossiers.receive.procedures"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("dossiers.procedure.code"), .code) { (entry: CatalogueEntry) in "\(entry.code)" },
                        Column(words("dossiers.procedure")) {
                            "<a href=\"\(DossierLink.reception(found.unit.code, $0.code))\">\($0.name)</a>"
                        },
                        Column(words("dossiers.field")) { "\($0.field)" },
                    ], rows: found.entries, empty: words("dossiers.receive.none")))
                \(if: found.isMore, "<p class=\"small\">\(words("dossiers.receive.more"))</p>")
                """)
    }

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await OpenReception(bureau)(unit: context.path("unit"), procedure: context.path("procedure"), by: context.actor)
        let chosen = form.optional("case") ?? context.query["case"]
        let cases = screen.procedure.procedure.components
        if cases.count > 1, chosen.flatMap(Int.init).map(cases.indices.contains) != true {
            return ReceptionPage.cases(screen, context)
        }
        return ReceptionPage(
            screen: screen, chosen: chosen.flatMap(Int.init) ?? 0, form: form, context: context, error: error.map(Self.told)
        ).page()
    }

    private func receive(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let screen = try await OpenReception(bureau)(unit: context.path("unit"), procedure: context.path("procedure"), by: context.actor)
        return try await .trying {
            let answers = ReceptionForm(form, screen)
            let (reception, uploads) = try await answers.reception(bureau.services)
            let dossier = try await ReceiveDossier(bureau)(reception, uploads: uploads, by: context.actor)
            return .go(DossierLink.dossier(dossier.code).setting("done", to: answers.told))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    /// What was refused, at the field that it is about.
    private static func told(_ error: any DomainError) -> any DomainError {
        let field: String? =
            switch error {
            case DossiersError.receivedInFuture, DossiersError.notInForce, DossiersError.abolished: "received"
            default: error.code.hasPrefix("office.") ? "file_1" : nil
            }
        return field.map { Faults([Fault(error.code, at: Place(file: "reception", field: $0), error.details)]) } ?? error
    }
}
