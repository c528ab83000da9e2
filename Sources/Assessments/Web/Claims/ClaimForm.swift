import Criteria
import Kernel
import Platform
import Scoring

/// The questions of one leaf as its rule asks them, and what was answered.
///
/// Several leaves share a page, so each name begins with the leaf's code: `1.2:numerator`.
struct ClaimForm {
    let line: LeafLine
    let leafWords: LeafWords
    /// What was typed and not kept.
    let typed: Form?

    private var words: Words { leafWords.words }
    private var code: String { line.leaf.code }
    private var stated: [String: String] { line.entries.claim?.stated?.values ?? [:] }

    static let comment = "comment"
    static let absence = "absence"

    static func name(_ code: String, _ input: String) -> String { "\(code):\(input)" }

    /// The inputs of a leaf as a form gives them.
    static func inputs(_ form: Form, of code: String) -> [String: String] {
        var inputs: [String: String] = [:]
        for name in form.names where name.hasPrefix("\(code):") {
            let input = String(name.dropFirst(code.count + 1))
            if input == comment { continue }
            if input == absence {
                let parts = form[name].split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { inputs[parts[0]] = parts[1] }
            } else {
                inputs[input] = form[name]
            }
        }
        return inputs
    }

    /// What was wrong, each fault at the field it is about.
    static func told(_ error: any DomainError, of code: String) -> any DomainError {
        switch error {
        case let faults as Faults:
            return Faults(
                faults.faults.map { fault in
                    var fault = fault
                    let input = fault.place.field.map { Statement.Absence.Kind(rawValue: $0) == nil ? $0 : absence }
                    fault.place.field = input.map { name(code, $0) }
                    return fault
                })
        case AssessmentsError.reasonMissing, AssessmentsError.overruledWithoutReason, AssessmentsError.textTooLong:
            return Faults([Fault(error.code, at: Place(file: code, field: name(code, comment)), error.details)])
        default: return error
        }
    }

    /// The figures that the rule computes with.
    var figures: [Field] { inputs.filter { !leafWords.isPercent($0, of: line.inputs) }.map(field) }

    /// A ratio that is known only as a percentage.
    var percent: [Field] { inputs.filter { leafWords.isPercent($0, of: line.inputs) }.map(field) }

    /// What may stand in the place of figures: a reason for there being none, or points.
    var instead: [Field] {
        let chosen = typed.map { $0[Self.name(code, Self.absence)] } ?? statedAbsence
        let reason = Field(
            Self.name(code, Self.absence), words("assessments.claim.absence"), .select(reasons, chosen: chosen),
            hint: words("assessments.claim.absence_hint"))
        guard takesPoints else { return [reason] }
        let points = Field(
            Self.name(code, "points"), words("assessments.claim.direct_points"), .text(value(of: "points")),
            hint: words("assessments.claim.direct_points_hint", ["maximum": leafWords.points(line.criterion.maximum)]))
        return [reason, points]
    }

    var comment: Field {
        let value = typed.map { $0[Self.name(code, Self.comment)] } ?? line.entries.claim?.comment ?? ""
        return Field(
            Self.name(code, Self.comment), words("assessments.claim.comment"), .area(value, rows: 3),
            hint: words("assessments.claim.comment_hint"))
    }

    /// Whether something stands in the place of figures, so that its fields are open at once.
    var hasInstead: Bool {
        let names = [Self.absence, "points"].map { Self.name(code, $0) }
        if let typed { return names.contains { !typed[$0].isEmpty } }
        return !statedAbsence.isEmpty || (takesPoints && stated["points"] != nil)
    }

    var hasPercent: Bool { !percent.isEmpty && !value(of: "value").isEmpty }

    /// Every field of the leaf, in the order of the page.
    var fields: [Field] { figures + percent + instead + [comment] }

    private var inputs: [Input] { line.inputs }

    private var takesPoints: Bool {
        line.criterion.rule != nil && !(line.inputs.isEmpty) && !line.inputs.contains { $0.name == "points" }
    }

    private var statedAbsence: String {
        for kind in [Statement.Absence.Kind.notApplicable, .missing] {
            if let reason = stated[kind.rawValue] { return "\(kind.rawValue)=\(reason)" }
        }
        return ""
    }

    /// Reasons that the framework knows and the leaf admits (PI-43, PI-45).
    private var reasons: [Choice] {
        var choices = [Choice("", words("assessments.claim.absence_none"))]
        let all = Framework.Reason.builtIn + leafWords.framework.reasons
        for kind in [Statement.Absence.Kind.notApplicable, .missing] where kind == .notApplicable || line.criterion.terms.missing != .error
        {
            for reason in all where reason.fits(kind) && reason.code != Framework.Reason.noSurvey {
                let text = "\(words("assessments.absence.\(kind.rawValue)")): \(leafWords.wording.reason(reason.code))"
                choices.append(Choice("\(kind.rawValue)=\(reason.code)", text))
            }
        }
        return choices
    }

    private func value(of input: String) -> String {
        if let typed { return typed[Self.name(code, input)] }
        return stated[input].map { leafWords.typed($0) } ?? ""
    }

    private func field(_ input: Input) -> Field {
        let name = Self.name(code, input.name)
        let label = leafWords.label(input, of: line.inputs)
        switch input.kind {
        case .yes:
            let chosen = typed.map { $0[name] } ?? stated[input.name]
            let answers = [Choice("yes", words("criteria.answer.yes")), Choice("no", words("criteria.answer.no"))]
            return Field(name, label, .radios(answers, chosen: chosen))
        case .choice(let codes):
            let chosen = typed.map { $0[name] } ?? stated[input.name]
            let choices = codes.map { Choice($0, leafWords.option($0, of: line.criterion, codes)) }
            return Field(name, label, .radios(choices, chosen: chosen))
        case .number(let whole, _, let highest):
            return Field(name, label, .text(value(of: input.name)), hint: hint(input, whole: whole, highest))
        }
    }

    private func hint(_ input: Input, whole: Bool, _ highest: Number?) -> String? {
        if leafWords.isPercent(input, of: line.inputs) { return words("assessments.claim.percent_hint") }
        if whole { return words("assessments.claim.whole_hint") }
        return highest.map { words("assessments.claim.highest_hint", ["highest": words.numbers.plain($0)]) }
    }
}
