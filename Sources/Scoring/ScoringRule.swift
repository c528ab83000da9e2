import Kernel

/// How one kind of leaf turns figures into points (GL-11, PI-20…39).
///
/// A rule reads its own keys, names its inputs, scores exactly and explains. A new one is a file in `Rules/` and a word in
/// ``scoringRules``; tests then ask for its texts, its examples and its branches.
package protocol ScoringRule: Sendable {
    /// Its branches: what can become of the figures. A branch that gives the whole maximum is called `full` or `capped`.
    associatedtype Branch: RuleBranch

    /// The word of framework files, of text keys and of reports.
    static var word: String { get }

    /// Whether a unit may state these figures of itself; a survey and another body's grade are never self-scored (PI-35, PI-46).
    static var isSelfScored: Bool { get }

    /// Reads the rule's keys beside those of the leaf; nil when something was wrong, which the reader's log then tells.
    init?(reading reader: inout OutlineReader, terms: LeafTerms)

    /// What a data file may give, in the order of ``Figures``.
    var inputs: [Input] { get }

    /// Points of the figures. `figures` has one place for each input.
    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome

    /// Scores a leaf of many units; faults and leaves that are not applicable come back.
    ///
    /// The same for all rules, and required of each only so that each gets a loop with its own `score` compiled into it.
    func scoreEach(_ leaf: LeafBlock) -> [LeafBlock.Exception]

    /// The values that the sentence of the branch names.
    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum]

    /// How a person reads the rule on the method page: rows of the table of points.
    var clauses: [Clause] { get }
}

/// Every rule the house knows, in the order of the handbook.
package let scoringRules: [any ScoringRule.Type] = [
    BinaryRule.self,
    StepTimelinessRule.self,
    StepRatioRule.self,
    CompoundRule.self,
    LinearRule.self,
    LinearFloorRule.self,
    FormulaBranchesRule.self,
    FormulaRule.self,
    CountUnitRule.self,
    PercentOfMaxRule.self,
    DeductFromMaxRule.self,
    BonusRule.self,
    PenaltyRule.self,
    SurveyOptionWeightRule.self,
    SurveyScaleRule.self,
    SIPASRule.self,
    MeanGradeRule.self,
    ExternalGradeRule.self,
    ExternalIndexRule.self,
    NotApplicableRule.self,
]

/// A branch of a rule, small enough to be kept for every leaf of every unit.
package protocol RuleBranch: RawRepresentable<UInt8>, CaseIterable, Sendable {}

extension ScoringRule {
    /// The names of the branches, as text keys use them.
    package static var branches: [String] { Branch.allCases.map { String(describing: $0) } }

    package var word: String { Self.word }

    package static var isSelfScored: Bool { true }
    package var isSelfScored: Bool { Self.isSelfScored }

    /// The name of a branch that this rule returned.
    func branchName(_ raw: UInt8) -> String { Branch(rawValue: raw).map { String(describing: $0) } ?? "" }

    func explain(_ figures: Figures, raw: UInt8, _ terms: LeafTerms) -> [String: Datum] {
        Branch(rawValue: raw).map { explain(figures, $0, terms) } ?? [:]
    }
}

/// The exact result of a rule for one leaf.
package struct Outcome: Hashable, Sendable {
    /// Millionths of points.
    let micro: Int64
    /// Raw value of the rule's branch, or of a ``CommonBranch``.
    let branch: UInt8
    /// The leaf leaves the denominator.
    let isNotApplicable: Bool

    private init(micro: Int64, _ branch: some RuleBranch, isNotApplicable: Bool) {
        self.micro = micro
        self.branch = branch.rawValue
        self.isNotApplicable = isNotApplicable
    }

    init(_ points: Points, _ branch: some RuleBranch) { self.init(micro: points.micro, branch, isNotApplicable: false) }
    init(nothing branch: some RuleBranch) { self.init(micro: 0, branch, isNotApplicable: false) }
    init(notApplicable branch: some RuleBranch) { self.init(micro: 0, branch, isNotApplicable: true) }

    /// Rules round what they compute; points that were stated may be finer than the framework's decimals.
    @inline(__always)
    func micro(to grain: Int64) -> Int64 {
        if grain == 1 || micro % grain == 0 { return micro }
        let half = micro < 0 ? -(grain / 2) : grain / 2
        return (micro + half) / grain * grain
    }
}

/// What can become of a leaf before its rule is asked.
package enum CommonBranch: UInt8, RuleBranch {
    /// Points were given directly.
    case given = 200
    case notApplicable
    /// Missing with a reason, no points.
    case missing
    /// Missing with a reason, no points, and the unit is not ranked.
    case unranked
    case zeroNone, zeroFull, zeroNotApplicable
    /// An inner node above was given points, or its descendants were taken out.
    case covered
    /// A bonus or penalty leaf for which nothing was stated.
    case nothingStated
}

/// Why figures cannot be scored.
package enum RuleFault: Error, Hashable, Sendable {
    /// A ratio above one, or more than the maximum, where the leaf says `over: error`.
    case over
    /// A zero denominator where the leaf says `zero: error`.
    case zero
    /// Missing where the leaf says `missing: error`.
    case missing
    case negative
    case notWhole
    /// A branch or option that the rule does not have, or whose condition does not hold.
    case branch
    /// Neither data nor a reason.
    case absent
    /// Two forms of the same input, or data beside points or a reason.
    case twofold
    /// Exact digits outgrow 128 bits.
    case overflow

    /// The word of `fails:` in examples and of text keys.
    package var word: String {
        switch self {
        case .notWhole: "not_whole"
        default: String(describing: self)
        }
    }

    package static let words = ["over", "zero", "missing", "negative", "not_whole", "branch", "absent", "twofold", "overflow"]
}

/// One input of a rule, as a data file names it.
package struct Input: Sendable, Hashable {
    package var name: String
    package var kind: Kind
    /// What it counts, for inputs that a framework names; nil for the general ones.
    package var title: Bilingual?

    package enum Kind: Sendable, Hashable {
        /// A number, not negative unless said.
        case number(whole: Bool, lowest: Number?, highest: Number?)
        case yes
        /// Codes of the options.
        case choice([String])
    }

    init(_ name: String, _ kind: Kind, title: Bilingual? = nil) {
        self.name = name
        self.kind = kind
        self.title = title
    }
}

/// A value that a sentence names; the room words it in the reader's language.
package enum Datum: Sendable, Hashable {
    case number(Number)
    case count(Int)
    case points(Points)
    case percent(Ratio)
    case title(Bilingual)
    case text(String)
    case titles([Bilingual])
}

/// One line of a rule's table of points on the method page: when, and how much.
package struct Clause: Sendable, Hashable {
    /// Names the text: `criteria.clause.<rule>.<name>`.
    package var name: String
    package var values: [String: Datum]
    package var points: Points?

    init(_ name: String, _ values: [String: Datum] = [:], points: Points? = nil) {
        self.name = name
        self.values = values
        self.points = points
    }
}
