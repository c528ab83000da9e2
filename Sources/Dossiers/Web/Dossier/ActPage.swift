import Facts
import Kernel
import Platform
import Procedures
import Units
import WorkingTime

/// The form of one act: a sentence of what it does and what it needs, nothing more.
struct ActPage {
    let act: DeskAct
    let screen: ShowDossier.Screen
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }

    func page() -> Page {
        let dossier = screen.dossier
        return Page.form(
            words("dossiers.act.\(act.rawValue)"), lead: words("dossiers.act.\(act.rawValue).lead", details),
            crumbs: [
                Crumb(words(screen.unit.name), DossierLink.desk(screen.unit.code)),
                Crumb(dossier.code.text, DossierLink.dossier(dossier.code)),
            ], room: "dossiers-desk", to: DossierLink.act(dossier.code, act),
            [Field("version", "", .hidden(form.optional("version") ?? "\(dossier.version)"))] + fields,
            submit: words("dossiers.act.\(act.rawValue)"), refused: error, by: context.actor, words)
    }

    private var details: [String: String] {
        [
            "within": screen.dossier.clock.supplementWithin.map { ClockWords(words).limit($0) } ?? "–",
            "last_letter": screen.lastLetter.map { words.numbers.date($0) } ?? "–",
            "due": screen.dossier.due.map { words.due($0) } ?? "–",
            "dong": words.numbers.count(Int(screen.fees.filter { $0.paid == nil }.reduce(0) { $0 + $1.dong })),
            "task": screen.answerable?.task.content ?? "",
            "parcel": screen.parcels.first { $0.parcel.arrived == nil }?.parcel.number ?? "",
            "step": screen.step.map { screen.procedure.procedure.stepName($0.number) } ?? "",
        ]
    }

    private var fields: [Field] {
        switch act {
        case .accept, .takeSupplement: missing + [text(isNeeded: false), at]
        case .refuse, .stop, .withdraw: [text(), document, at]
        case .payment: [text(), field("dong", .line("text", form["dong"]), isHinted: true), document, at]
        case .supplement, .incomplete: [text(rows: 8), document, at]
        case .assign: [officer, text(isNeeded: false)]
        case .step: (screen.dossier.state == .processing ? [nextOfficer] : []) + [text(isNeeded: false), at]
        case .takePayment: [field("online", .checkbox(isChecked: form.isChecked("online"))), document, at]
        case .consult: bodies(1, placed: false) + [document]
        case .link: (1...4).flatMap { bodies($0, placed: true) } + [document]
        case .answer: [text(), document, at]
        case .extend: [field("day", .line("date", form["day"])), cause, text(), document]
        case .cause: [cause, text()]
        case .finish:
            [
                outcome, field("number", .text(form["number"])), field("result", .text(form["result"])), resultFile, text(isNeeded: false),
                at,
            ]
        case .giveBack: handing
        case .parcel: [at, text(isNeeded: false)]
        }
    }

    private func field(_ name: String, _ control: Field.Control, isHinted: Bool = false, isRequired: Bool = false) -> Field {
        Field(
            name, words("dossiers.act.field.\(name)"), control, hint: isHinted ? words("dossiers.act.field.\(name).hint") : nil,
            isRequired: isRequired)
    }

    private func text(isNeeded: Bool = true, rows: Int = 4) -> Field {
        Field(
            "text", words("dossiers.act.\(act.rawValue).text"), .area(form["text"], rows: rows), isRequired: isNeeded)
    }

    private var document: Field { field("document", .text(form["document"]), isHinted: true) }
    private var at: Field { field("at", .text(form["at"]), isHinted: true) }
    private var resultFile: Field { field("result_file", .file(accept: ".pdf,.png,.jpg,.jpeg,.docx,.odt")) }

    private var officer: Field {
        field(
            "officer",
            .radios(screen.officers.map { Choice($0.login, $0.name) }, chosen: form.optional("officer") ?? screen.dossier.officer))
    }

    /// Who goes on with it; nobody chosen: the same.
    private var nextOfficer: Field {
        let choices = [Choice("", words("dossiers.act.same_officer"))] + screen.officers.map { Choice($0.login, $0.name) }
        return Field("officer", words("dossiers.act.field.next_officer"), .radios(choices, chosen: form["officer"]))
    }

    private var cause: Field {
        field(
            "cause",
            .radios(
                Dossier.Cause.allCases.map { Choice($0.rawValue, words("dossiers.cause.\($0.rawValue)")) },
                chosen: form.optional("cause") ?? screen.dossier.cause?.rawValue))
    }

    private var outcome: Field {
        field(
            "outcome",
            .radios(
                DossierResult.Outcome.allCases.map { Choice($0.rawValue, words("dossiers.outcome.\($0.rawValue)")) },
                chosen: form.optional("outcome") ?? "granted"))
    }

    private var handing: [Field] {
        let ways = Dossier.Delivery.allCases.map { Choice($0.rawValue, words("dossiers.delivery.\($0.rawValue)")) }
        var fields = [
            field("delivery", .radios(ways, chosen: form.optional("delivery") ?? screen.dossier.delivery.rawValue)),
            field("parcel", .text(form["parcel"]), isHinted: true),
        ]
        if screen.dossier.fee == .unpaid { fields.append(field("paid", .checkbox(isChecked: form.isChecked("paid")))) }
        return fields + [at]
    }

    /// The papers that were not handed in yet.
    private var missing: [Field] {
        screen.components.enumerated().filter { $0.element.kind == .missing }.flatMap { index, component in
            let kinds = [Component.Kind.missing, .original, .copy, .electronic].map {
                Choice($0.rawValue, words("dossiers.kind.\($0.rawValue)"))
            }
            let number = index + 1
            return [
                Field("kind_\(number)", component.name, .select(kinds, chosen: form.optional("kind_\(number)") ?? "missing")),
                Field(
                    "file_\(number)", words("dossiers.component.file", ["number": "\(number)"]),
                    .file(accept: ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.odt")),
            ]
        }
    }

    /// A body that is asked, with what and until when; of linked ones also when its turn comes (OS-10).
    private func bodies(_ number: Int, placed: Bool) -> [Field] {
        func field(_ name: String, _ control: Field.Control, isHinted: Bool = false) -> Field {
            Field(
                "\(name)_\(number)", words("dossiers.act.field.\(name)", ["number": "\(number)"]), control,
                hint: isHinted ? words("dossiers.act.field.\(name).hint") : nil)
        }
        var fields = [
            field("unit", .text(form["unit_\(number)"]), isHinted: true),
            field("content", .area(form["content_\(number)"], rows: 3)),
            field("days", .line("number", form["days_\(number)"])),
        ]
        if placed { fields.append(field("place", .line("number", form.optional("place_\(number)") ?? "\(number)"), isHinted: true)) }
        return fields
    }
}
