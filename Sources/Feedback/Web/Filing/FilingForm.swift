import Kernel
import Platform
import Units

/// The form of a petition: filled in by its sender, or by an official who takes one down at `unit`.
struct FilingForm {
    let form: Form
    let receivers: ListReceivers.Screen
    /// The unit at which an official enters it; nil: its sender does.
    let unit: Units.Unit?
    /// What is known of whoever is signed in.
    let known: Petitioner
    let context: Context

    private var words: Words { context.words }

    private func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = false) -> Field {
        Field(
            name, words("feedback.field.\(name)"), control, hint: hint ? words("feedback.field.\(name).hint") : nil, isRequired: isRequired)
    }

    func fields(ticket: String) -> [Field] {
        [Field("ticket", "", .hidden(form.optional("ticket") ?? ticket))] + (unit == nil ? [addressee] : [channel, language])
            + [
                field("title", .text(form["title"]), hint: true, isRequired: true),
                field("text", .area(form["text"], rows: 7), hint: true, isRequired: true),
                field("place", .text(form["place"]), hint: true), field("coordinates", .text(form["coordinates"]), hint: true),
                field("photos", .file(accept: "image/jpeg,image/png", isMultiple: true), hint: true),
                field("dossier", .text(form["dossier"]), hint: true),
            ] + sender + [field("consents", .checkbox(isChecked: form.isChecked("consents")), hint: true)]
    }

    private var addressee: Field {
        let nobody = receivers.receiver.map { words("feedback.field.unit.receiver", ["unit": words($0.name)]) }
        let choices = [Choice("", nobody ?? words("feedback.choose"))] + receivers.units.map { Choice($0.code, words($0.name)) }
        return field(
            "unit", .select(choices, chosen: form.optional("unit") ?? context.query["unit"]), hint: true, isRequired: nobody == nil)
    }

    private var channel: Field {
        let choices = Petition.Channel.allCases.filter { $0 != .online }.map { Choice($0.rawValue, words($0.text)) }
        return field("channel", .radios(choices, chosen: form.optional("channel") ?? "direct"))
    }

    private var language: Field {
        field(
            "language",
            .radios(
                Language.allCases.map { Choice($0.rawValue, words("feedback.language.\($0.rawValue)")) },
                chosen: form.optional("language") ?? "vi"))
    }

    private var sender: [Field] {
        let choices = ["named", "anonymous"].map { Choice($0, words("feedback.field.who.\($0)")) }
        func value(_ name: String, _ known: String) -> String { form.names.contains(name) ? form[name] : known }
        return [
            field("who", .radios(choices, chosen: form.optional("who") ?? "named"), hint: true),
            field("name", .line("text", value("name", known.name), autocomplete: "name")),
            field("address", .line("text", value("address", known.address), autocomplete: "street-address")),
            field("phone", .line("tel", value("phone", known.phone), autocomplete: "tel")),
            field("email", .line("email", value("email", known.email), autocomplete: "email"), hint: true),
        ]
    }

    /// What was typed, as the verb takes it.
    static func draft(_ form: Form, unit: String?, _ context: Context) -> PetitionDraft {
        let isCitizen = context.actor.kind == .citizen
        let isAnonymous = form["who"] == "anonymous"
        return PetitionDraft(
            unit: unit ?? form["unit"], content: PetitionContent(title: form["title"], text: form["text"], place: form["place"]),
            coordinates: form["coordinates"],
            petitioner: Petitioner(
                name: form["name"], address: form["address"], phone: form["phone"], email: form["email"],
                citizen: isCitizen ? context.actor.citizen : nil),
            isAnonymous: isAnonymous, consents: form.isChecked("consents"), dossier: form["dossier"],
            channel: unit == nil ? .online : Petition.Channel(rawValue: form["channel"]).flatMap { $0 == .online ? nil : $0 } ?? .direct,
            language: unit == nil ? context.language : Language(rawValue: form["language"]) ?? .vi, ticket: form["ticket"])
    }
}
