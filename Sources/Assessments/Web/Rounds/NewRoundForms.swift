import Kernel
import Platform
import Units

/// Makes a round in two steps: what it is, then its units and deadlines; nothing is stored before the second.
struct NewRoundForms {
    let workplace: Workplace
    private var prepare: PrepareRound { PrepareRound(workplace) }

    func page(_ context: Context) async throws -> Page {
        try await basicsPage(RoundDraft(), context)
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let draft = RoundDraft(form)
        let found: (period: Period, kind: Round.Kind)
        do {
            found = try await prepare.check(draft.basics, by: context.actor)
        } catch let error as Faults {
            return .page(try await basicsPage(draft, context, refused: error))
        }
        guard form["step"] == "units" else { return .page(try await unitsPage(draft.proposing(found.period, prepare.today), context)) }
        return try await FormAnswer.trying {
            let order = CreateRound.Order(
                code: draft.basics.code, title: draft.basics.title, period: found.period, kind: found.kind,
                frameworks: draft.basics.frameworks, units: draft.members, deadlines: try Deadlines(days: draft.days))
            let round = try await CreateRound(workplace)(order, by: context.actor)
            return .go(RoundLink.settings(round).setting("done", to: "created"))
        } again: { error in
            try await unitsPage(draft, context, refused: error)
        }
    }

    private func basicsPage(_ draft: RoundDraft, _ context: Context, refused error: Faults? = nil) async throws -> Page {
        try await NewRoundPage(context, draft, refused: error).basics(prepare.frameworks(), models: prepare.models(by: context.actor))
    }

    private func unitsPage(_ draft: RoundDraft, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let blocks = try await prepare.blocks(draft.basics.frameworks, by: context.actor)
        return NewRoundPage(context, draft, refused: error).units(blocks)
    }
}

/// What was typed of a new round so far.
struct RoundDraft {
    var basics = PrepareRound.Basics(
        code: "", title: Bilingual(vi: "", en: ""), period: "", kind: Round.Kind.real.rawValue, frameworks: [])
    /// The days of the deadlines by name.
    var days: [String: String] = [:]
    /// `block code` of each unit that takes part, and of those that are ranked; nil until the units were shown.
    var chosen: [String]?
    var ranked: Set<String> = []

    init() {}

    init(_ form: Form) {
        basics = PrepareRound.Basics(
            code: form["code"], title: Bilingual(vi: form["title.vi"], en: form["title.en"]), period: form["period"], kind: form["kind"],
            frameworks: form.all("frameworks"))
        days = Dictionary(uniqueKeysWithValues: Deadlines.names.map { ($0, form[$0]) })
        if form["step"] == "units" {
            chosen = form.all("units")
            ranked = Set(form.all("ranked"))
        }
    }

    /// With the usual days for the period, where none were typed.
    func proposing(_ period: Period, _ today: CalendarDate) -> RoundDraft {
        var draft = self
        let proposed = zip(Deadlines.names, Deadlines.proposed(for: period, today: today).map(\.description))
        draft.days = Dictionary(uniqueKeysWithValues: proposed)
        return draft
    }

    var members: [CreateRound.Member] {
        (chosen ?? []).map { word in
            let parts = word.split(separator: " ", maxSplits: 1).map(String.init)
            return CreateRound.Member(unit: parts.last ?? "", block: parts.first ?? "", isRanked: ranked.contains(word))
        }
    }
}
