import Criteria
import Kernel
import Platform
import Scoring

/// The questions of a judgement: what is found, by which figures, and why.
///
/// The same for both appraisals and for the council. What belongs to another finding than the chosen one is not read.
struct JudgementForm {
    /// How an appraiser comes to points; each but the first has questions of its own.
    enum Way: String, CaseIterable {
        case asClaimed = "as_claimed"
        /// The unit's figures, corrected.
        case figures
        /// Points in place of figures.
        case points
        /// No figures: out of the denominator, or missing (PI-43, PI-45).
        case absent
    }

    private let line: LeafLine
    private let leaf: LeafWords
    private let words: Words
    /// What was typed; nil when the page is opened.
    private let form: Form?
    /// What was judged in this stage so far.
    private let present: Entry?

    init(_ line: LeafLine, _ framework: Framework, _ words: Words, present: Entry?, _ form: Form? = nil) {
        self.line = line
        leaf = LeafWords(words, framework)
        self.words = words
        self.present = present
        self.form = form
    }

    private var claim: Entry? { line.entries.claim }

    private var ways: [Way] {
        var ways: [Way] = claim?.stated == nil ? [] : [.asClaimed]
        if !line.inputs.isEmpty { ways.append(.figures) }
        if !line.inputs.contains(where: { $0.name == "points" }) { ways.append(.points) }
        return line.leaf.isExtra ? ways : ways + [.absent]
    }

    /// What stands in the form: what was typed, else the judgement so far, else the claim.
    private var stated: [String: String] { (present ?? claim)?.stated?.values ?? [:] }

    private var chosen: Way? {
        if let form { return Way(rawValue: form["finding"]) }
        guard let present else { return nil }
        if present.stated == claim?.stated { return .asClaimed }
        if present.stated?.isDirect == true, ways.contains(.points) { return .points }
        return Statement.Absence.Kind.allCases.contains { stated[$0.rawValue] != nil } ? .absent : .figures
    }

    // MARK: the questions

    var finding: Field {
        Field(
            "finding", words("assessments.appraisal.finding"),
            .radios(ways.map { Choice($0.rawValue, text($0)) }, chosen: chosen?.rawValue), isRequired: true)
    }

    private func text(_ way: Way) -> String {
        words("assessments.appraisal.finding.\(way.rawValue)", ["points": words.exact(claim?.points)])
    }

    /// The questions of one way.
    func questions(_ way: Way) -> [Field] {
        guard ways.contains(way) else { return [] }
        switch way {
        case .asClaimed: return []
        case .figures: return line.inputs.map(figure)
        case .points:
            return [
                Field(
                    "points", words("assessments.appraisal.points"), .text(form?["points"] ?? stated["points"].map(leaf.typed) ?? ""),
                    hint: words("assessments.appraisal.points.hint", ["maximum": words.exact(line.criterion.maximum)]))
            ]
        case .absent:
            let kind = Statement.Absence.Kind.allCases.first { stated[$0.rawValue] != nil }
            let chosen = form?["reason"] ?? kind.flatMap { kind in stated[kind.rawValue].map { "\(kind.rawValue):\($0)" } }
            return [Field("reason", words("assessments.appraisal.reason"), .select(reasons, chosen: chosen))]
        }
    }

    var comment: Field {
        Field(
            "comment", words("assessments.appraisal.comment"), .area(form?["comment"] ?? present?.comment ?? "", rows: 4),
            hint: words("assessments.appraisal.comment.hint"))
    }

    private func figure(_ input: Input) -> Field {
        let name = "input.\(input.name)"
        let value = form?[name] ?? stated[input.name] ?? ""
        let label = leaf.label(input, of: line.inputs)
        switch input.kind {
        case .yes:
            let answers = ["yes", "no"].map { Choice($0, words("criteria.answer.\($0)")) }
            return Field(name, label, .radios(answers, chosen: value))
        case .choice(let codes):
            let options = codes.map { Choice($0, leaf.option($0, of: line.criterion, codes)) }
            return Field(name, label, .select([Choice("", words("assessments.appraisal.choose"))] + options, chosen: value))
        case .number: return Field(name, label, .text(form == nil ? leaf.typed(value) : value))
        }
    }

    private var reasons: [Choice] {
        let all = Framework.Reason.builtIn + leaf.framework.reasons
        return [Choice("", words("assessments.appraisal.choose"))]
            + Statement.Absence.Kind.allCases.flatMap { kind in
                all.filter { $0.fits(kind) && $0.code != Framework.Reason.noSurvey }.map { reason in
                    Choice(
                        "\(kind.rawValue):\(reason.code)",
                        "\(words("assessments.absence.\(kind.rawValue)")): \(leaf.wording.reason(reason.code))")
                }
            }
    }

    // MARK: the answers

    /// What was typed; throws what is missing, with the names of the fields.
    func judgement(_ name: LeafName) throws(Faults) -> Judgement {
        let way = form.flatMap { Way(rawValue: $0["finding"]) }
        guard let form, let way, ways.contains(way) else { throw Self.fault("assessments.appraisal.finding.missing", "finding") }
        var finding = Judgement.Finding.asClaimed
        switch way {
        case .asClaimed: break
        case .figures: finding = .inputs(figures(form))
        case .points: finding = .inputs(["points": form["points"]])
        case .absent:
            let parts = form["reason"].split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw Self.fault("assessments.appraisal.reason.missing", "reason") }
            finding = .inputs([parts[0]: parts[1]])
        }
        return Judgement(
            name, finding, comment: form["comment"], version: Int(form["version"]) ?? 0, numbers: .guessed(words.language))
    }

    private func figures(_ form: Form) -> [String: String] {
        Dictionary(uniqueKeysWithValues: line.inputs.map { ($0.name, form["input.\($0.name)"]) })
    }

    private static func fault(_ code: String, _ field: String) -> Faults {
        Faults([Fault(code, at: Place(file: "judgement", field: field))])
    }

    /// A refusal beside the question that it is about; faults of figures name their input.
    func placed(_ error: any DomainError) -> any DomainError {
        if case .reasonMissing = error as? AssessmentsError {
            return Faults([Fault(error.code, at: Place(file: "judgement", field: "comment"), error.details)])
        }
        guard let faults = error as? Faults else { return error }
        return Faults(
            faults.faults.map { fault in
                var fault = fault
                if let field = fault.place.field, line.inputs.contains(where: { $0.name == field }), chosen == .figures {
                    fault.place.field = "input.\(field)"
                } else if chosen == .points {
                    fault.place.field = "points"
                }
                return fault
            })
    }

    /// All questions, for the summary of what was wrong.
    var fields: [Field] { [finding] + Way.allCases.flatMap(questions) + [comment] }

    /// The whole form, with every field as `told` has it; `version` is the one that the next save goes over.
    ///
    /// With `previews` it can be sent as `act=preview` too, which saves nothing.
    func html(to action: Link, told: [Field], version: Int, submit: String, previews: Bool, by actor: Actor) -> HTML {
        func html(_ fields: [Field]) -> HTML {
            HTML(joining: fields.map { field in HTML.field(told.first { $0.name == field.name } ?? field) })
        }
        return """
            <form class="judgement" method="post" action="\(action)" novalidate>
            \(.token(actor))\(.field(Field("version", "", .hidden("\(version)"))))
            \(html([finding]))
            \(each: Way.allCases.filter { !questions($0).isEmpty }, { way in
                "<fieldset class=\"way by-\(way.rawValue)\"><legend class=\"quiet\">\(text(way))</legend>\(html(questions(way)))</fieldset>"
            })
            \(html([comment]))
            <div class="actions"><button name="act" value="save">\(submit)</button>\
            \(if: previews, " <button class=\"second\" name=\"act\" value=\"preview\">\(words("assessments.appraisal.preview"))</button>")</div>
            </form>
            """
    }
}
