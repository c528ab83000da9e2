import Kernel

/// A formula as it was written, and where.
struct Written: Sendable {
    let text: String
    let place: Place
}

/// A form as its text says it, before names and formulas are looked at; both notations become this.
struct QuestionnaireDraft {
    var code: String
    var version: String
    var procedure: String?
    var title: Bilingual
    var isSample = false
    var paper = Paper()
    var items: [ItemDraft] = []
}

struct ItemDraft {
    var name: Written
    var label: Bilingual
    var help: Bilingual?
    var condition: Written?
    var content: Content

    indirect enum Content {
        case group([ItemDraft])
        case repeated(least: Int, most: Int, count: Written?, [ItemDraft])
        case question(QuestionDraft)
    }
}

struct QuestionDraft {
    var kind: Question.Kind
    var isRequired = false
    var requirement: Written?
    var checks: [(condition: Written, message: Bilingual)] = []
    var prefill: Prefill?
    var calculation: Written?
    var within: Written?
    var place = Paper.Place.line
}
