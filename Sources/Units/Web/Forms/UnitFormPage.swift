import Kernel
import Platform

/// The form of one change of one unit.
struct UnitFormPage {
    enum Verb: String { case rename, close, merge, split }

    private let verb: Verb
    private let profile: UnitProfile
    private let unit: Unit
    private let words: Words
    private let context: Context
    private let form: Form?
    private let faults: [Fault]
    private let isConflict: Bool

    /// `form` is what was sent and refused; nil when the page is opened.
    init(
        _ verb: Verb, _ profile: UnitProfile, _ context: Context, form: Form? = nil, faults: [Fault] = [], isConflict: Bool = false
    ) {
        self.verb = verb
        self.profile = profile
        unit = profile.unit
        words = context.words
        self.context = context
        self.form = form
        self.faults = faults
        self.isConflict = isConflict
    }

    var page: Page {
        let fields = own + ground
        return Page(
            words("units.\(verb.rawValue)"), kicker: words(unit.name), lead: words("units.\(verb.rawValue).lead"),
            crumbs: [Crumb(words("units.list"), "/units"), Crumb(words(unit.name), unit.link)], room: "units",
            status: isConflict ? 409 : faults.isEmpty ? 200 : 422, isIndexed: false,
            content: """
                \(if: isConflict, .notice(
                    .warning, words("units.conflict"), "<p>\(words("units.conflict.text", ["name": words(unit.name)]))</p>"))
                \(.errorSummary(fields, words))
                \(if: !consequence.isEmpty, "<p>\(consequence)</p>")
                \(.form(.post, to: address, fields + [Field("version", "", .hidden(version))], submit: words("units.\(verb.rawValue).submit"), by: context.actor))
                <p><a href="\(unit.link)">\(words("units.cancel"))</a></p>
                """)
    }

    private var address: Link {
        switch verb {
        case .rename: "/units/\(unit.code)/rename"
        case .close: "/units/\(unit.code)/close"
        case .merge: "/units/\(unit.code)/merge"
        case .split: "/units/\(unit.code)/split"
        }
    }

    /// After a conflict the form is about the unit as it is now.
    private var version: String { isConflict ? "\(unit.version)" : form?["version"] ?? "\(unit.version)" }

    /// What becomes of the units below one that ends.
    private var consequence: String {
        let count = profile.below.count { $0.closed == nil }
        guard verb == .close, count > 0 else { return "" }
        let parent = profile.above.last.map { words($0.name) } ?? words("units.top")
        return words("units.close.below", ["count": words.numbers.count(count), "parent": parent])
    }

    private func value(_ name: String, _ standard: String = "") -> String { form.map { $0[name] } ?? standard }

    private func field(_ name: String, _ label: String, _ control: Field.Control, hint: String? = nil, isRequired: Bool = true) -> Field {
        let own = faults.filter { $0.place.field == name }
        return Field(
            name, words("units.field.\(label)"), control, hint: hint.map { words("units.hint.\($0)") },
            error: own.isEmpty ? nil : own.map { words.message($0) }.joined(separator: " "), isRequired: isRequired)
    }

    private var ground: [Field] {
        [
            field("from", "from", .text(value("from")), hint: verb == .close ? "from_close" : "from"),
            field("source", "source", .text(value("source")), hint: "source"),
        ]
    }

    private var own: [Field] {
        switch verb {
        case .close: []
        case .rename:
            [
                field("name_vi", "name_vi", .text(value("name_vi", unit.name.vi))),
                field("name_en", "name_en", .text(value("name_en", unit.name.en)), hint: "name_en", isRequired: false),
            ]
        case .merge:
            [
                field("others", "others", .area(value("others"), rows: 4), hint: "others"),
                field(
                    "result", "result",
                    .radios(
                        [Choice("new", words("units.result.new")), Choice("existing", words("units.result.existing"))],
                        chosen: value("result", "new"))),
                field("new_code", "new_code", .text(value("new_code")), hint: "only_new", isRequired: false),
                field("name_vi", "new_name_vi", .text(value("name_vi")), hint: "only_new", isRequired: false),
                field("name_en", "new_name_en", .text(value("name_en")), hint: "name_en", isRequired: false),
                field("into", "into", .text(value("into")), hint: "only_existing", isRequired: false),
            ]
        case .split:
            [
                field("parts", "parts", .area(value("parts"), rows: 5), hint: "parts"),
                field(
                    "goes_on", "goes_on",
                    .radios(
                        [Choice("no", words("units.goes_on.no")), Choice("yes", words("units.goes_on.yes"))],
                        chosen: value("goes_on", "no"))),
            ]
        }
    }
}
