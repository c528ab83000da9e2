import Facts
import Kernel
import Platform
import Procedures
import Units
import WorkingTime

/// The form of the counter: who, what for, which papers, and what is decided.
struct ReceptionPage {
    let screen: OpenReception.Screen
    /// Which case of the procedure's papers.
    let chosen: Int
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var procedure: Procedure { screen.procedure.procedure }
    private var papers: [ComponentCase.Paper] {
        procedure.components.indices.contains(chosen) ? procedure.components[chosen].papers : []
    }

    private static func crumbs(_ screen: OpenReception.Screen, _ words: Words) -> [Crumb] {
        [
            Crumb(words(screen.unit.name), DossierLink.desk(screen.unit.code)),
            Crumb(words("dossiers.receive"), DossierLink.catalogue(screen.unit.code)),
        ]
    }

    /// Which of several cases it is; the papers differ.
    static func cases(_ screen: OpenReception.Screen, _ context: Context) -> Page {
        let words = context.words
        let procedure = screen.procedure.procedure
        let address = DossierLink.reception(screen.unit.code, procedure.code)
        return Page(
            words("dossiers.case"), kicker: procedure.name, lead: words("dossiers.case.lead"), crumbs: crumbs(screen, words),
            room: "dossiers-desk",
            isIndexed: false,
            content: """
                <ul class="tasks">\(each: Array(procedure.components.enumerated()), { entry in
                    let link = address.setting("case", to: "\(entry.offset)")
                    let name = entry.element.name.isEmpty ? words("dossiers.case.other") : entry.element.name
                    return "<li><a href=\"\(link)\">\(name)</a></li>"
                })</ul>
                """)
    }

    func page() -> Page {
        let told = all.telling(error, words)
        func part(_ names: [String]) -> HTML { "\(each: told.filter { names.contains($0.name) }, { .field($0) })" }
        return Page(
            procedure.name, kicker: words("dossiers.receive"), lead: lead, crumbs: Self.crumbs(screen, words), room: "dossiers-desk",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(told, words))
                <form method="post" action="\(DossierLink.reception(screen.unit.code, procedure.code))" enctype="multipart/form-data" novalidate>
                \(.token(context.actor))<input type="hidden" name="case" value="\(chosen)">
                \(.section(words("dossiers.reception.who"), part(Self.who)))
                \(if: !papers.isEmpty, .section(words("dossiers.components"), checklist(told)))
                \(.section(words("dossiers.reception.how"), part(Self.how)))
                \(.section(words("dossiers.reception.decision"), part(Self.decision)))
                <div class="actions"><button>\(words("dossiers.reception.submit"))</button></div>
                </form>
                """)
    }

    private var lead: String {
        guard let due = screen.due[.direct] else {
            return words(procedure.limits(.direct).isEmpty ? "dossiers.reception.no_limit" : "dossiers.reception.limit_open")
        }
        return words("dossiers.reception.due", ["due": words.due(due.appointment)])
    }

    // MARK: the fields

    private static let who = ["subject", "name", "document", "address", "phone", "email", "submitter", "request", "population"]
    private static let how = ["channel", "parcel", "parcel_handed", "received", "limit", "fee", "paid", "delivery"]
    private static let decision = ["decision", "reason", "number", "result", "result_file"]

    private func field(_ name: String, _ control: Field.Control, isHinted: Bool = false, isRequired: Bool = false) -> Field {
        Field(
            name, words("dossiers.reception.\(name)"), control, hint: isHinted ? words("dossiers.reception.\(name).hint") : nil,
            isRequired: isRequired)
    }

    private var all: [Field] {
        let limits = procedure.limits(.direct)
        var fields = [
            field(
                "subject",
                .radios(
                    Dossier.Subject.allCases.map { Choice($0.rawValue, words("dossiers.subject.\($0.rawValue)")) },
                    chosen: form.optional("subject") ?? "citizen")),
            field("name", .line("text", form["name"], autocomplete: "off"), isRequired: true),
            field("document", .line("text", form["document"], autocomplete: "off"), isHinted: true),
            field("address", .line("text", form["address"], autocomplete: "off")),
            field("phone", .line("tel", form["phone"], autocomplete: "off")),
            field("email", .line("email", form["email"], autocomplete: "off")),
            field("submitter", .line("text", form["submitter"], autocomplete: "off"), isHinted: true),
            field("request", .area(form["request"], rows: 3)),
            field("population", .checkbox(isChecked: form.isChecked("population"))),
            field(
                "channel",
                .radios(
                    ["direct", "post"].map { Choice($0, words("dossiers.channel.\($0)")) }, chosen: form.optional("channel") ?? "direct")),
            field("parcel", .text(form["parcel"]), isHinted: true),
            field("parcel_handed", .text(form["parcel_handed"]), isHinted: true),
            field("received", .text(form["received"]), isHinted: true),
            field("fee", .line("text", form.optional("fee") ?? statedFee), isHinted: true),
            field("paid", .checkbox(isChecked: form.isChecked("paid"))),
            field(
                "delivery",
                .radios(
                    ["counter", "post"].map { Choice($0, words("dossiers.delivery.\($0)")) }, chosen: form.optional("delivery") ?? "counter"
                )),
            field(
                "decision",
                .radios(
                    ["accept", "solve", "ask", "refuse"].map { Choice($0, words("dossiers.decision.\($0)")) },
                    chosen: form.optional("decision") ?? "accept")),
            field("reason", .area(form["reason"], rows: 3), isHinted: true),
            field("number", .text(form["number"]), isHinted: true), field("result", .text(form["result"])),
            field("result_file", .file(accept: Self.kinds)),
        ]
        if limits.count > 1 {
            let options = limits.map { Choice("\($0.count) \($0.unit)", ClockWords(words).limit($0)) }
            fields.append(field("limit", .radios(options, chosen: form.optional("limit")), isHinted: true))
        }
        return fields + papers.indices.flatMap { paperFields($0 + 1) }
    }

    private static let kinds: StaticString = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.odt"

    /// What the counter's row says it costs, where that is one amount.
    private var statedFee: String {
        let amounts = Set(procedure.ways.filter { $0.channel == .counter }.map(\.fee.amount))
        if amounts.count == 1, case .dong(let dong) = amounts.first { return "\(dong)" }
        return ""
    }

    // MARK: the papers

    private func paperFields(_ number: Int) -> [Field] {
        let paper = papers[number - 1]
        let kinds = [Component.Kind.missing, .original, .copy, .electronic].map {
            Choice($0.rawValue, words("dossiers.kind.\($0.rawValue)"))
        }
        func named(_ field: String) -> String { words("dossiers.component.\(field)", ["number": "\(number)"]) }
        return [
            Field("kind_\(number)", named("kind"), .select(kinds, chosen: form.optional("kind_\(number)") ?? "missing")),
            Field(
                "originals_\(number)", named("originals"),
                .line("number", form.optional("originals_\(number)") ?? "\(paper.originals ?? 0)")),
            Field("copies_\(number)", named("copies"), .line("number", form.optional("copies_\(number)") ?? "\(paper.copies ?? 0)")),
            Field("file_\(number)", named("file"), .file(accept: Self.kinds)),
            Field("reused_\(number)", named("reused"), .checkbox(isChecked: form.isChecked("reused_\(number)"))),
        ]
    }

    private func checklist(_ told: [Field]) -> HTML {
        """
        <p class="hint">\(words("dossiers.components.hint", ["limit": "\(ReceptionPages.limit >> 20)"]))</p>
        <ol class="papers">\(each: Array(papers.enumerated()), { entry in
            let names = Set(paperFields(entry.offset + 1).map(\.name))
            return """
                <li><p><strong>\(entry.element.name)</strong></p><div class="bar-form">\(each: told.filter { names.contains($0.name) }, { .field($0) })</div></li>
                """
        })</ol>
        """
    }
}
