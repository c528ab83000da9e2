import Kernel
import Platform

/// What was typed into the form of an act, handed to its verb.
struct ActForm {
    let form: Form
    let act: DeskAct
    let petition: String

    private var order: PetitionAct { PetitionAct(petition, version: Int(form["version"]), text: form["text"]) }

    func perform(_ bureau: FeedbackBureau, by actor: Actor) async throws {
        switch act {
        case .classify:
            try await ClassifyPetition(bureau)(
                order, as: Petition.Class(rawValue: form["class"]), urgency: Petition.Urgency(rawValue: form["urgency"]) ?? .ordinary,
                officer: form.optional("officer"), by: actor)
        case .answer:
            try await AnswerPetition(bureau)(
                order, document: form["document"],
                grounds: PetitionAnswer.Ground.allCases.filter { form.isChecked("ground_\($0.rawValue)") },
                by: actor)
        case .ask: try await AskPetitioner(bureau)(order, by: actor)
        case .pass: try await PassPetition(bureau)(order, to: form["unit"], by: actor)
        case .forward: try await ForwardPetition(bureau)(order, by: actor)
        case .link: try await LinkPetition(bureau)(order, to: form["main"].uppercased(), by: actor)
        case .unlink: try await UnlinkPetition(bureau)(order, by: actor)
        case .refuse: try await RefusePetition(bureau)(order, by: actor)
        case .publish: try await PublishPetition(bureau)(order, publication, by: actor)
        case .withhold: try await WithholdPetition(bureau)(order, by: actor)
        case .reopen: try await ReopenPetition(bureau)(order, by: actor)
        }
    }

    private var publication: PublishPetition.Order {
        PublishPetition.Order(masks: MaskForm(form: form).decisions, words: form["words"], showsPhotos: form.isChecked("photos"))
    }
}
