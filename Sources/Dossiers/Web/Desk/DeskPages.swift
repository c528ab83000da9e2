import Kernel
import Platform
import Units

/// The desks: of whoever works in several units the list of them, and of each unit what lies there.
struct DeskPages: Sendable {
    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.page("/dossiers/desk", .anyOf(DossierDuty.roles)) { try await desks($0) }
        routes.page("/dossiers/units/:unit", .anyOf(DossierDuty.roles)) { try await desk($0) }
        routes.form("/dossiers/open", .anyOf(DossierDuty.roles)) { form, _ in try open(form) }
        routes.page("/dossiers/units/:unit/handover", .anyOf([.unitHead])) { try await handover(Form(), $0, refused: nil) }
        routes.form("/dossiers/units/:unit/handover", .anyOf([.unitHead])) { try await reassign($0, $1) }
    }

    private func desks(_ context: Context) async throws -> Page {
        let units = try await ListDossiers(bureau).units(of: context.actor)
        let words = context.words
        return Page(
            words("dossiers.desk"), lead: words(units.isEmpty ? "dossiers.desk.none" : "dossiers.desk.lead"), room: "dossiers-desk",
            isIndexed: false,
            content: """
                \(scan(context))
                <ul class="tasks">\(each: units, { unit in
                    "<li><a href=\"\(DossierLink.desk(unit.code))\">\(words(unit.name))</a></li>"
                })</ul>
                <p><a href="\("/dossiers/figures" as Link)">\(words("dossiers.figures"))</a></p>
                <p><a href="\("/dossiers/clocks" as Link)">\(words("dossiers.clocks"))</a></p>
                """)
    }

    private func desk(_ context: Context) async throws -> Page {
        let screen = try await ListDossiers(bureau)(
            unit: context.path("unit"), part: context.query["part"] ?? "", isOwn: context.query["own"] == "1",
            text: context.query["q"] ?? "", page: context.pageNumber, by: context.actor)
        return DeskPage(screen: screen, context: context, scan: scan(context)).page()
    }

    /// The line into which a scanner types: Enter opens the dossier.
    private func scan(_ context: Context) -> HTML {
        .form(
            .post, to: "/dossiers/open",
            [Field("code", context.words("dossiers.scan"), .search(""), hint: context.words("dossiers.scan.hint"))],
            submit: context.words("dossiers.scan.submit"), isBar: true, by: context.actor)
    }

    private func open(_ form: Form) throws -> FormAnswer {
        guard let code = DossierCode(scanned: form["code"]) else { throw DossiersError.noSuchDossier(form["code"]) }
        return .go(DossierLink.dossier(code))
    }

    // MARK: one officer's work to another

    private func handover(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let staff = try await ListDossiers(bureau).staff(of: context.path("unit"), by: context.actor)
        let choices = [Choice("", words("dossiers.choose"))] + staff.officers.map { Choice($0.login, $0.name) }
        return Page.form(
            words("dossiers.handover"), lead: words("dossiers.handover.lead"),
            crumbs: [Crumb(words(staff.unit.name), DossierLink.desk(staff.unit.code))], room: "dossiers-desk",
            to: "/dossiers/units/\(staff.unit.code)/handover",
            [
                Field("from", words("dossiers.handover.from"), .select(choices, chosen: form["from"]), isRequired: true),
                Field("to", words("dossiers.handover.to"), .select(choices, chosen: form["to"]), isRequired: true),
                Field("text", words("dossiers.handover.reason"), .area(form["text"], rows: 3), isRequired: true),
            ], submit: words("dossiers.handover.submit"), refused: error, by: context.actor, words)
    }

    private func reassign(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let unit = try context.path("unit")
        return try await .trying {
            _ = try await ReassignDossiers(bureau)(
                from: form["from"], to: form["to"], unit: unit, reason: form["text"], by: context.actor)
            return .go(DossierLink.desk(unit).setting("done", to: "handed_over"))
        } again: { error in
            try await handover(form, context, refused: error)
        }
    }
}
