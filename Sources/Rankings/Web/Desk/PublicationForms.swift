import Assessments
import Kernel
import Platform

/// The words of a decision as questions, kept as they were typed.
private func paperFields(_ words: Words, _ value: (String) -> String) -> [Field] {
    DecisionPaper.fields.map { field in
        let isLong = ["grounds", "recipients", "signer_title"].contains(field.name)
        return Field(
            field.name, words("rankings.field.\(field.name)"),
            isLong ? .area(value(field.name), rows: field.name == "signer_title" ? 2 : 5) : .text(value(field.name)),
            hint: words("rankings.field.\(field.name).hint"), isRequired: field.isRequired)
    }
}

/// When everybody shall see it: a day and a time, empty for at once.
private func releaseFields(_ words: Words, _ form: Form?, _ released: Timestamp? = nil) -> [Field] {
    [
        Field(
            "release_date", words("rankings.field.release_date"),
            .text(form?["release_date"] ?? released.map { words.numbers.date($0.vietnamDate) } ?? ""),
            hint: words("rankings.field.release_date.hint")),
        Field(
            "release_time", words("rankings.field.release_time"), .text(form?["release_time"] ?? released?.vietnamClock ?? ""),
            hint: words("rankings.field.release_time.hint")),
    ]
}

/// What every form about a publication has in common.
struct PublicationFormPage {
    let publication: Publication
    let context: Context
    /// `issue`, `edit` …: the last part of the address and the stem of the texts.
    let word: StaticString

    func page(_ fields: [Field], refused error: (any DomainError)?, above: HTML = HTML()) -> Page {
        let words = context.words
        return .form(
            words("rankings.form.\(word.description)"), lead: words("rankings.form.\(word.description).lead"),
            crumbs: [Crumb(words("rankings.desk"), "/rankings/desk"), Crumb(words(publication.title), publication.deskLink)],
            room: "rankings-desk", to: "/rankings/desk/\(publication.code)/\(word.description)", fields,
            submit: words("rankings.form.\(word.description).submit"), refused: error, by: context.actor, words, above: above)
    }
}

/// The first step: which round, under which address, in which words.
struct PrepareForm {
    private let desk: FindPublications.Desk
    private let context: Context
    private let form: Form?
    private var words: Words { context.words }

    init(_ desk: FindPublications.Desk, _ context: Context, _ form: Form? = nil) {
        self.desk = desk
        self.context = context
        self.form = form
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let code = form?["round"] ?? context.query["round"]
        let chosen = desk.rounds.first { $0.code == code } ?? desk.rounds.first
        // What the last decision said is likely to be said again.
        let paper = desk.publications.first?.publication.paper ?? DecisionPaper()
        func value(_ name: String, _ standard: String) -> String { form?[name] ?? standard }
        let fields =
            [
                Field(
                    "round", words("rankings.field.round"),
                    .select(
                        desk.rounds.map { Choice($0.code, "\(words($0.title)) (\(words.numbers.period($0.period)))") }, chosen: chosen?.code
                    ),
                    isRequired: true),
                Field(
                    "code", words("rankings.field.code"), .text(value("code", chosen?.code ?? "")), hint: words("rankings.field.code.hint"),
                    isRequired: true),
                Field(
                    "title_vi", words("rankings.field.title_vi"), .text(value("title_vi", chosen?.title.vi ?? "")),
                    hint: words("rankings.field.title.hint"), isRequired: true),
                Field("title_en", words("rankings.field.title_en"), .text(value("title_en", chosen?.title.en ?? "")), isRequired: true),
            ]
            + paperFields(words) { name in
                value(name, DecisionPaper.fields.first { $0.name == name }.map { paper[keyPath: $0.path] } ?? "")
            }
        return .form(
            words("rankings.form.prepare"), lead: words("rankings.form.prepare.lead"),
            crumbs: [Crumb(words("rankings.desk"), "/rankings/desk")],
            room: "rankings-desk", to: "/rankings/desk/prepare", fields, submit: words("rankings.form.prepare.submit"), refused: error,
            by: context.actor, words)
    }
}

/// The words of a decision that is not signed yet.
struct PaperForm {
    private let base: PublicationFormPage
    private let form: Form?

    init(_ publication: Publication, _ context: Context, _ form: Form? = nil) {
        base = PublicationFormPage(publication: publication, context: context, word: "edit")
        self.form = form
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let paper = base.publication.paper
        let fields = paperFields(base.context.words) { name in
            form?[name] ?? DecisionPaper.fields.first { $0.name == name }.map { paper[keyPath: $0.path] } ?? ""
        }
        return base.page(fields, refused: error)
    }
}

/// Number, date and signer of the signed decision, and when everybody shall see it.
struct IssueForm {
    private let base: PublicationFormPage
    private let form: Form?

    init(_ publication: Publication, _ context: Context, _ form: Form? = nil) {
        base = PublicationFormPage(publication: publication, context: context, word: "issue")
        self.form = form
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let words = base.context.words
        let fields = [
            Field(
                "number", words("rankings.field.number"), .text(form?["number"] ?? ""), hint: words("rankings.field.number.hint"),
                isRequired: true),
            Field(
                "date", words("rankings.field.date"), .text(form?["date"] ?? ""), hint: words("rankings.field.date.hint"), isRequired: true),
            Field("signer", words("rankings.field.signer"), .text(form?["signer"] ?? ""), isRequired: true),
        ]
        let root: HTML = .notice(
            .information, words("rankings.form.issue.root"),
            "<p><code>\(base.publication.root.description)</code></p>")
        return base.page(fields + releaseFields(words, form), refused: error, above: root)
    }
}

/// Another end of an embargo that still lasts.
struct EmbargoForm {
    private let base: PublicationFormPage
    private let form: Form?

    init(_ publication: Publication, _ context: Context, _ form: Form? = nil) {
        base = PublicationFormPage(publication: publication, context: context, word: "embargo")
        self.form = form
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let words = base.context.words
        let reason = Field("reason", words("rankings.field.reason"), .area(form?["reason"] ?? "", rows: 3), isRequired: true)
        return base.page(releaseFields(words, form, base.publication.decision?.released) + [reason], refused: error)
    }
}

/// Whether a draft shall really go.
struct DiscardForm {
    private let base: PublicationFormPage

    init(_ publication: Publication, _ context: Context) {
        base = PublicationFormPage(publication: publication, context: context, word: "discard")
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let words = base.context.words
        let above: HTML =
            error.map { .notice(.warning, words($0.code, $0.details)) } ?? HTML()
        return base.page([], refused: error, above: above)
    }
}
