import Kernel
import Statistics
import Surveys
import Units

/// Everybody whom a campaign may ask, what each would answer, and what is true of them: drawn from a seed, asked by the product.
struct SamplePopulation {
    /// What is true in percent, by the id of the unit, `""` for all together, and figure.
    private let truths: [String: [String: Double]]
    private let group: RespondentGroup
    private let instrument: Instrument
    private let list: SampleDraw.List
    private let strata: [Stratum]
    private let sizes: [Int]
    private let people: [Person]
    /// A village of which nobody answers leaves its neighbour alone.
    private let formula = EstimateFormula(lonely: .certainty)

    /// Somebody of the list.
    struct Person {
        var unit: String
        var stratum: String
        var commune = ""
        var village = ""
        /// Degrees of the two questions, from 1; 9 is no judgement.
        var degrees: [Int]
        /// Of a hundred times asked, how often there is an answer: alike within a cell of the draw, whatever the answer is.
        var readiness: Int
    }

    /// Of strata whose names are `certain` all communes are drawn.
    private init(_ people: [Person], _ design: SampleDesign, _ instrument: Instrument, certain: Set<String> = []) throws {
        var list = SampleDraw.List()
        for person in people { list.add(person.stratum, person.commune, person.village) }
        let counts = Dictionary(people.map { ($0.stratum, 1) }, uniquingKeysWith: +)
        strata = counts.sorted { $0.key < $1.key }.map { Stratum($0.key, population: $0.value, isCertain: certain.contains($0.key)) }
        sizes = try SampleSizes(design, among: strata).strata
        truths = Dictionary(grouping: people, by: \.unit).merging(["": people]) { $1 }.mapValues(Self.truth)
        group = SurveysHouse.group(instrument.id, design: design)
        (self.list, self.people, self.instrument) = (list, people, instrument)
    }

    private static func truth(_ people: [Person]) -> [String: Double] {
        func mean(_ question: Int, _ value: (Int) -> Int) -> Double {
            let judgements = people.map { $0.degrees[question] }.filter { $0 <= 5 }
            return Double(judgements.reduce(0) { $0 + value($1) }) / Double(judgements.count)
        }
        let means = (0..<2).map { mean($0) { 25 * ($0 - 1) } }
        return ["index": (means[0] + means[1]) / 2, "item/q1": means[0], "satisfied/q1": mean(0) { $0 >= 4 ? 100 : 0 }]
    }

    /// Draws, asks and estimates.
    func campaign(_ seed: UInt64) throws -> [FigureLine] {
        let draw = try SampleDraw(list, group.design, strata: strata, sizes: sizes, seed: seed)
        var random = RandomSource(seed: ~seed)
        var answers: [KeptAnswer] = []
        for drawn in draw.persons where !drawn.isReserve {
            let person = people[drawn.row]
            guard random.below(100) < person.readiness else { continue }
            let degrees = person.degrees
            answers.append(
                KeptAnswer(
                    campaign: SurveysHouse.number, respondents: group.code, unit: ID(rawValue: person.unit), instrument: instrument.id,
                    cell: drawn.cell, channel: .web, stream: .verified,
                    record: AnswerRecord(text: "\(degrees[0])\t\(degrees[1])")))
        }
        let input = CampaignFigures.GroupInput(group: group, instrument: instrument, answers: answers, cells: draw.cells)
        return try CampaignFigures([input], formula, minimum: 2, on: SurveysHouse.day("2026-12-31")).lines
    }

    func truth(of line: FigureLine) -> Double? { truths[line.unit]?[line.figure] }

    func ranks(_ lines: [FigureLine]) -> UnitRanks? { UnitRanks(lines.filter { $0.figure == "index" }, formula) }

    /// Whether a unit may have the ranks that it truly has: those that it shares with its equals.
    func isHeld(_ place: UnitRanks.Place) -> Bool {
        let others = truths.filter { !$0.key.isEmpty }.compactMap { $0.value["index"] }
        let own = truths[place.line.unit]?["index"] ?? .nan
        let above = others.count { $0 > own }
        return place.possible.contains(above + 1) && place.possible.contains(above + others.count { $0 == own })
    }
}

extension SamplePopulation {
    /// Two questions of five degrees, whose mean is the index.
    static let instrument = """
        form: coverage
        version: "1"
        title: {vi: Phiếu thử, en: Trial form}
        group: citizens
        object: one-stop
        languages: [vi]
        consent: {vi: Không ghi tên., en: No names.}
        valid: {least: 50 %}
        lists:
          five:
            - {code: "1", vi: Rất kém, en: Very bad}
            - {code: "2", vi: Kém, en: Bad}
            - {code: "3", vi: Thường, en: Fair}
            - {code: "4", vi: Tốt, en: Good}
            - {code: "5", vi: Rất tốt, en: Very good}
            - {code: "9", vi: Không biết, en: Do not know}
        items:
          - {ask: q1, kind: choice, from: five, vi: Câu một, en: One}
          - {ask: q2, kind: choice, from: five, vi: Câu hai, en: Two}
        scales:
          - {scale: five, degrees: ["1", "2", "3", "4", "5"], satisfied: ["4", "5"], silent: ["9"], questions: [q1, q2]}
        index: {code: index, vi: Chỉ số, en: Index, questions: [q1, q2]}
        """

    /// Where answers come from.
    private struct Minds {
        var normal: NormalSource
        var random: RandomSource

        init(seed: UInt64) { (normal, random) = (NormalSource(seed: seed), RandomSource(seed: seed)) }

        /// Degrees of somebody in a mood, 3 being neither content nor not; every twentieth has no judgement of the second question.
        mutating func degrees(_ mood: Double) -> [Int] {
            let own = mood + 0.8 * normal.next()
            let degrees = (0..<2).map { _ in Int(min(max((own + 0.7 * normal.next()).rounded(), 1), 5)) }
            return random.below(20) == 0 ? [degrees[0], 9] : degrees
        }

        /// Households of a commune, more alike within it and within a village, and readier to answer in one village than in another.
        mutating func commune(_ villages: Int, _ mood: Double) -> [Person] {
            let local = mood + 0.2 * normal.next()
            return (0..<villages).flatMap { village in
                let (own, readiness) = (local + 0.2 * normal.next(), 80 + random.below(20))
                return (0..<(6 + random.below(5))).map { _ in
                    Person(unit: "", stratum: "", village: "\(village)", degrees: degrees(own), readiness: readiness)
                }
            }
        }
    }

    /// Households of a city, of which every commune and village is drawn, and of six districts, three each of them alike, by stages.
    ///
    /// Communes are drawn systematically, of one list in few ways that are all lucky or not: over lists of another `order` luck evens out.
    static func households(_ instrument: Instrument, order: UInt64) throws -> SamplePopulation {
        var minds = Minds(seed: 2026)
        var random = RandomSource(seed: order)
        var people: [Person] = []
        func add(_ units: [String], communes count: Int, villages: Int, mood: Double) {
            let communes = (0..<count).map { _ in minds.commune(villages, mood) }
            for unit in units {
                for (place, commune) in random.shuffledPrefix(count, of: count).enumerated() {
                    people += communes[commune].map { person in
                        var own = person
                        (own.unit, own.stratum, own.commune) = (unit, unit, "\(unit).\(place)")
                        own.village = "\(unit).\(place).\(person.village)"
                        return own
                    }
                }
            }
        }
        add(["TP"], communes: 5, villages: 2, mood: 4.4)
        add(["H1", "H2", "H3"], communes: 16, villages: 3, mood: 3.4)
        add(["H4", "H5", "H6"], communes: 20, villages: 3, mood: 2.2)
        let design = SampleDesign(draw: .stages, reservePercent: 0, communes: 5, villages: 2, households: 4)
        return try SamplePopulation(people, design, instrument, certain: ["TP"])
    }

    /// Users of six one-stop shops, drawn at each.
    static func users(_ instrument: Instrument, order: UInt64) throws -> SamplePopulation {
        try SamplePopulation(alike(moods: [3, 4.2], people: [300, 420]), SampleDesign(formula: .given, givenSize: 360), instrument)
    }

    /// Officials of six small offices, of whom more than half are asked.
    static func officials(_ instrument: Instrument, order: UInt64) throws -> SamplePopulation {
        try SamplePopulation(alike(moods: [2.4, 4.2], people: [18, 30]), SampleDesign(formula: .given, givenSize: 90), instrument)
    }

    /// Three units of each mood with the very same people, so that they truly share their ranks; readier to answer in one than in another.
    private static func alike(moods: [Double], people: [Int]) -> [Person] {
        var minds = Minds(seed: 766)
        return zip(moods, people).enumerated().flatMap { group, kind in
            let answers = (0..<kind.1).map { _ in minds.degrees(kind.0) }
            return (0..<3).flatMap { unit in
                answers.map { Person(unit: "U\(group)\(unit)", stratum: "U\(group)\(unit)", degrees: $0, readiness: 75 + 10 * unit) }
            }
        }
    }
}
