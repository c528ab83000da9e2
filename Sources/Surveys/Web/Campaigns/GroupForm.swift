import Kernel
import Platform
import Units

/// The form of a group of respondents: what they are asked, whom they judge, how they are drawn.
struct GroupForm {
    let form: Form
    /// What is there already; nil: a new one.
    let known: ShowCampaign.GroupScreen?
    let instruments: [(InstrumentStore.Head, Bilingual)]
    let units: [Units.Unit]
    let words: Words

    private func value(_ name: String, _ known: (RespondentGroup) -> String, new: String = "") -> String {
        form.names.contains(name) ? form[name] : self.known.map { known($0.group) } ?? new
    }

    private func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = false) -> Field {
        Field(
            name, words("surveys.group.\(name)"), control, hint: hint ? words("surveys.group.\(name).hint") : nil, isRequired: isRequired)
    }

    private func choice<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ known: (RespondentGroup) -> Word, _ standard: Word, hint: Bool = false
    ) -> Field {
        let chosen = value(name, { known($0).rawValue }, new: standard.rawValue)
        let choices = Word.allCases.map { Choice($0.rawValue, words("surveys.group.\(name).\($0.rawValue)")) }
        return field(name, .radios(choices, chosen: chosen), hint: hint)
    }

    private var unitCodes: String {
        form.names.contains("units") ? form["units"] : known?.matrix.map(\.unit.code).joined(separator: "\n") ?? ""
    }

    private func whole(_ count: Int) -> String { count == 0 ? "" : "\(count)" }

    var fields: [Field] {
        let standard = SampleDesign()
        let editions = instruments.map { Choice($0.0.id.rawValue, "\(words($0.1)) (\($0.0.code), \($0.0.edition))") }
        let isOnce = form.names.isEmpty ? known.map { $0.group.frame != .none } ?? true : form.isChecked("once")
        let code = known == nil ? [field("respondents", .text(form["respondents"]), hint: true, isRequired: true)] : []
        return code + [
            field("name_vi", .text(value("name_vi", \.name.vi)), isRequired: true),
            field("name_en", .text(value("name_en", \.name.en)), isRequired: true),
            field("instrument", .select(editions, chosen: value("instrument", \.instrument.rawValue)), isRequired: true),
            choice("frame", \.frame, .list, hint: true),
            field("once", .checkbox(isChecked: isOnce), hint: true),
            choice("judges", \.judges, .own, hint: true),
            field("units", .area(unitCodes, rows: 6), hint: true, isRequired: true),
            choice("draw", \.design.draw, standard.draw),
            choice("formula", \.design.formula, standard.formula, hint: true),
            choice("sizing", \.design.sizing, standard.sizing),
            field("size", .text(value("size") { $0.design.givenSize.map(String.init) ?? "" }), hint: true),
            field(
                "margin", .text(value("margin", { words.numbers.plain($0.design.margin) }, new: words.numbers.plain(standard.margin))),
                hint: true),
            field(
                "share", .text(value("share", { words.numbers.plain($0.design.share) }, new: words.numbers.plain(standard.share))),
                hint: true),
            field("design_effect", .text(value("design_effect", { words.numbers.plain($0.design.designEffect) }, new: "1")), hint: true),
            choice("sharing", \.design.sharing, standard.sharing, hint: true),
            field("reserve", .text(value("reserve", { "\($0.design.reservePercent)" }, new: "\(standard.reservePercent)")), hint: true),
            field("communes", .text(value("communes") { whole($0.design.communes) }), hint: true),
            field("villages", .text(value("villages") { whole($0.design.villages) })),
            field("households", .text(value("households") { whole($0.design.households) })),
        ]
    }

    /// What was typed, or all that cannot be read of it; `code` is that of a group that is there.
    static func order(_ form: Form, code: String?) throws(Faults) -> PlanGroup.Order {
        let log = FaultLog()
        func word<Word: RawRepresentable<String>>(_ field: String, _ standard: Word) -> Word {
            if let word = Word(rawValue: form[field]) { return word }
            log.add("surveys.choice_missing", at: Place(field: field))
            return standard
        }
        func number(_ field: String) -> Number {
            if let number = NumberReading(form[field])[.vi] ?? NumberReading(form[field])[.en] { return number }
            log.add("surveys.number_wrong", at: Place(field: field))
            return .zero
        }
        func count(_ field: String) -> Int {
            if form[field].isEmpty { return 0 }
            if let count = Int(form[field]), count >= 0 { return count }
            log.add("surveys.number_wrong", at: Place(field: field))
            return 0
        }
        let given = count("size")
        let design = SampleDesign(
            draw: word("draw", .simple), formula: word("formula", .guidance2013), sizing: word("sizing", .whole),
            givenSize: given == 0 ? nil : given, margin: number("margin"), share: number("share"), designEffect: number("design_effect"),
            sharing: word("sharing", .proportional), reservePercent: count("reserve"), communes: count("communes"),
            villages: count("villages"), households: count("households"))
        let group = RespondentGroup(
            code: code ?? form["respondents"], name: Bilingual(vi: form["name_vi"], en: form["name_en"]),
            instrument: ID(rawValue: form["instrument"]), frame: word("frame", .list), judges: word("judges", .own), design: design)
        try log.check()
        let units = form["units"].split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }).map(String.init)
        return PlanGroup.Order(group, units: units, isOnce: form.isChecked("once"))
    }
}
