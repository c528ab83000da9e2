import Kernel
import Platform
import Units

/// The page on which a citizen says who they are, once for all forms.
struct ProfilePages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let (citizen, communes) = try await ChangeProfile(services).sheet(by: context.actor)
        let profile = citizen.profile
        let draft = ProfileDraft(
            name: profile.name, birth: profile.birth.map(context.words.numbers.date) ?? "", identityNumber: profile.identityNumber ?? "",
            commune: profile.commune ?? "", address: profile.address ?? "", language: citizen.language, tellsBySMS: citizen.tellsBySMS,
            tellsByEmail: citizen.tellsByEmail)
        return page(draft, communes, context, refused: nil)
    }

    private func page(_ draft: ProfileDraft, _ communes: [Unit], _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        let places = [Choice("", words("citizens.profile.commune_none"))] + communes.map { Choice($0.code, words($0.name)) }
        let languages = Language.allCases.map { Choice($0.rawValue, words.texts.text("platform.language.\($0.rawValue)", $0)) }
        return Page.form(
            words("citizens.profile"), lead: words("citizens.profile.lead"), crumbs: [.home(words)], to: "/citizens/profile",
            [
                Field("name", words("citizens.profile.name"), .line("text", draft.name, autocomplete: "name"), isRequired: true),
                Field(
                    "birth", words("citizens.profile.birth"), .line("text", draft.birth, autocomplete: "bday"),
                    hint: words("citizens.profile.birth_hint")),
                Field(
                    "identity_number", words("citizens.profile.identity_number"), .text(draft.identityNumber),
                    hint: words("citizens.profile.identity_number_hint")),
                Field("commune", words("citizens.profile.commune"), .select(places, chosen: draft.commune)),
                Field(
                    "address", words("citizens.profile.address"), .line("text", draft.address, autocomplete: "street-address"),
                    hint: words("citizens.profile.address_hint")),
                Field("language", words("citizens.profile.language"), .radios(languages, chosen: draft.language.rawValue)),
                Field("by_sms", words("citizens.profile.by_sms"), .checkbox(isChecked: draft.tellsBySMS)),
                Field("by_email", words("citizens.profile.by_email"), .checkbox(isChecked: draft.tellsByEmail)),
            ], submit: words("citizens.profile.save"), refused: error, by: context.actor, words, above: context.notice)
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let draft = ProfileDraft(
            name: form["name"], birth: form["birth"], identityNumber: form["identity_number"], commune: form["commune"],
            address: form["address"], language: Language(rawValue: form["language"]) ?? context.language,
            tellsBySMS: form.isChecked("by_sms"), tellsByEmail: form.isChecked("by_email"))
        return try await .trying {
            try await ChangeProfile(services)(draft, by: context.actor)
            return .go(("/citizens?done=profile" as Link).setting("lang", to: draft.language.rawValue))
        } again: { error in
            let (_, communes) = try await ChangeProfile(services).sheet(by: context.actor)
            return page(draft, communes, context, refused: error)
        }
    }
}
