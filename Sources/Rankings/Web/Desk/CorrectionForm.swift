import Assessments
import Criteria
import Kernel
import Platform
import Scoring
import Units

/// Which leaf of which unit was published wrong, and what is right: one question a screen (PI-81).
struct CorrectionForm {
    private let reading: FindPublications.Reading
    private let context: Context
    private let form: Form?
    private var words: Words { context.words }
    private var publication: Publication { reading.publication }

    init(_ reading: FindPublications.Reading, _ context: Context, _ form: Form? = nil) {
        self.reading = reading
        self.context = context
        self.form = form
    }

    /// Inputs have names of their own; those of the form stand apart from them.
    private static let prefix = "input_"
    private static let absence = "absence"

    static func inputs(_ form: Form) -> [String: String] {
        var inputs: [String: String] = [:]
        for name in form.names where name.hasPrefix(prefix) { inputs[String(name.dropFirst(prefix.count))] = form[name] }
        let words = form[absence].split(separator: " ").map(String.init)
        if words.count == 2 { inputs[words[0]] = words[1] }
        return inputs
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let code = form?["unit"] ?? context.query["unit"] ?? ""
        guard let block = reading.bundle.block(ofUnit: code), let unit = block.index(of: code) else { return chooseUnit }
        let criterion = form?["criterion"] ?? context.query["criterion"] ?? ""
        guard let row = block.sheet.row(criterion) else { return chooseCriterion(block, unit) }
        return enter(block, unit, row, refused: error)
    }

    private var crumbs: [Crumb] {
        [Crumb(words("rankings.desk"), "/rankings/desk"), Crumb(words(publication.title), publication.deskLink)]
    }

    private func choose(_ lead: String, _ fields: [Field]) -> Page {
        Page(
            words("rankings.form.correct"), lead: lead, crumbs: crumbs, room: "rankings-desk", isIndexed: false,
            content: .form(.get, to: "/rankings/desk/\(publication.code)/correct", fields, submit: words("rankings.form.continue")))
    }

    private var chooseUnit: Page {
        let choices = reading.bundle.blocks.flatMap { block in
            block.units.map { Choice($0.code, "\($0.name) – \(words(block.framework.block.title))") }
        }
        return choose(
            words("rankings.form.correct.unit"), [Field("unit", words("rankings.column.unit"), .select(choices, chosen: nil))])
    }

    private func chooseCriterion(_ block: ScoredBlock, _ unit: Int) -> Page {
        let choices = block.sheet.rows.filter(\.isLeaf).map { Choice($0.code, "\($0.code) \(words($0.criterion.title))") }
        return choose(
            words("rankings.form.correct.criterion", ["unit": block.units[unit].name]),
            [
                Field("unit", "", .hidden(block.units[unit].code)),
                Field("criterion", words("rankings.column.criterion"), .select(choices, chosen: nil)),
            ])
    }

    private func enter(_ block: ScoredBlock, _ unit: Int, _ row: Int, refused error: (any DomainError)?) -> Page {
        let leaf = block.sheet.rows[row]
        let before = block.sheet.statement(unit: unit, row: row, in: block.figures.table)
        let figures = FigureWords(words, block.framework)
        let points = figures.points(block.scores.points(unit: unit, row: row), of: block.scores.applicable(unit: unit, row: row))
        let entries: [(term: String, text: HTML)] = [
            (words("rankings.column.unit"), "\(block.units[unit].name)"),
            (words("rankings.column.criterion"), "\(leaf.code) \(words(leaf.criterion.title))"),
            (
                words("rankings.protocol.before"),
                "\(LeafWords(words, block.framework).statement(before.inputs, leaf.criterion, leaf.inputs))"
            ),
            (words("rankings.protocol.points_before"), "\(points)"),
        ]
        let facts: HTML = .definitions(entries)
        var fields = inputFields(block.sheet, row, before)
        fields.append(
            Field(
                Self.absence, words("rankings.field.absence"),
                .select(absences(block.sheet), chosen: form?[Self.absence] ?? stated(before)),
                hint: words("rankings.field.absence.hint")))
        fields.append(
            Field(
                "leaf_reason", words("rankings.field.leaf_reason"), .area(form?["leaf_reason"] ?? "", rows: 3),
                hint: words("rankings.field.leaf_reason.hint"), isRequired: true))
        fields.append(
            Field(
                "reason", words("rankings.field.correction_reason"), .area(form?["reason"] ?? "", rows: 3),
                hint: words("rankings.field.correction_reason.hint"), isRequired: true))
        fields += [
            Field("block", "", .hidden(block.code)), Field("unit", "", .hidden(block.units[unit].code)),
            Field("criterion", "", .hidden(leaf.code)),
        ]
        return .form(
            words("rankings.form.correct"), lead: words("rankings.form.correct.lead"), crumbs: crumbs, room: "rankings-desk",
            to: "/rankings/desk/\(publication.code)/correct", fields, submit: words("rankings.form.correct.submit"),
            refused: error.map(placed), by: context.actor, words, above: facts)
    }

    /// The inputs of the rule, and points where an appraiser may give them.
    private func inputFields(_ sheet: ScoreSheet, _ row: Int, _ before: Statement) -> [Field] {
        let leaf = sheet.rows[row]
        let values = before.inputs
        let leafWords = LeafWords(words, sheet.framework)
        func field(_ name: String, _ title: String, _ kind: Input.Kind) -> Field {
            let value = form?[Self.prefix + name] ?? values[name] ?? ""
            let control: Field.Control =
                switch kind {
                case .number: .text(value)
                case .yes:
                    .select(
                        [Choice("", FigureWords.none), Choice("yes", words("rankings.yes")), Choice("no", words("rankings.no"))],
                        chosen: value)
                case .choice(let codes):
                    .select(
                        [Choice("", FigureWords.none)] + codes.map { Choice($0, leafWords.option($0, of: leaf.criterion, codes)) },
                        chosen: value)
                }
            return Field(Self.prefix + name, title, control)
        }
        var fields = leaf.inputs.map { field($0.name, leafWords.label($0, of: leaf.inputs), $0.kind) }
        if leaf.givenCell != nil, !leaf.inputs.contains(where: { $0.name == "points" }) {
            fields.append(field("points", words("assessments.claim.input.points"), .number(whole: false, lowest: nil, highest: nil)))
        }
        return fields
    }

    /// Why there may be no figures, by the reasons of the framework.
    private func absences(_ sheet: ScoreSheet) -> [Choice] {
        var choices = [Choice("", FigureWords.none)]
        for kind in Statement.Absence.Kind.allCases {
            for reason in sheet.reasons where reason.fits(kind) {
                let title = reason.title.map { words($0) } ?? words("criteria.reason.\(reason.code)")
                choices.append(Choice("\(kind.rawValue) \(reason.code)", "\(words("criteria.input.\(kind.rawValue)")): \(title)"))
            }
        }
        return choices
    }

    private func stated(_ statement: Statement) -> String? { statement.absence.map { "\($0.kind.rawValue) \($0.reason)" } }

    /// Faults of inputs stand at the fields of the form.
    private func placed(_ error: any DomainError) -> any DomainError {
        guard var faults = error as? Faults else { return error }
        for index in faults.faults.indices {
            guard let field = faults.faults[index].place.field else { continue }
            if Statement.Absence.Kind(rawValue: field) != nil { faults.faults[index].place.field = Self.absence }
            if form?.names.contains(Self.prefix + field) == true { faults.faults[index].place.field = Self.prefix + field }
        }
        return faults
    }
}
