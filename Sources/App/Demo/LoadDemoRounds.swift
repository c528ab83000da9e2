import Accounts
import Assessments
import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Plays the rounds of the demonstration up to a day on which there is work on every desk.
///
/// The yearly round of the departments is at its first appraisal, one unit of it is reopened and one is late; a training round of the
/// central branches is in council. Everything is done by the verbs that people use, at the moments at which they would have; acts that
/// an earlier load did are left.
struct LoadDemoRounds: Sendable {
    private let services: Services
    private let clock: DemoClock
    private let workplace: Workplace
    private let texts: Texts

    init(_ services: Services) {
        clock = DemoClock(services.now())
        self.services = services.moved(to: clock)
        workplace = Workplace(self.services)
        texts = services.texts
    }

    func callAsFunction() async throws {
        guard let people = try await DemoCast(services), try await !isPlayed() else { return }
        try await play(.training, people)
        try await play(.yearly, people)
    }

    /// Whether the last act was done.
    private func isPlayed() async throws -> Bool {
        let subject = "assessments/\(DemoRound.yearly.code)/\(DemoRound.reopened)"
        return try await services.database.read { db in
            try AuditStore.entries(about: subject, limit: 1, db).contains { $0.action == "assessments.reopened" }
        }
    }

    private func play(_ round: DemoRound, _ people: DemoCast) async throws {
        let figures = try SampleFigures(round.file().framework, year: round.year)
        clock.stand(at: round.days[0] - 5)
        try await prepare(round, people)
        let units = try round.units()

        clock.stand(at: round.days[1] - 4)
        try await each(units) { unit in try await claim(round, unit, figures.statements(of: unit), people) }
        clock.stand(at: round.days[1] - 1)
        try await each(units.filter { $0 != DemoRound.late && $0 != DemoRound.reopened }) { unit in
            try await leaving {
                _ = try await SubmitSelfAssessment(workplace)(
                    round: round.code, unit: unit, difficulties: text("difficulties"), proposals: text("proposals"),
                    by: people.head(of: unit))
            }
        }
        clock.stand(at: round.days[1] + 2)
        for appraiser in people.appraisers { try await appraise(round, by: appraiser, figures) }
        if round == .training { try await dispute(round, units, people) }
        clock.stand(at: 0)
        if round == .yearly { try await reopen(round, people) }
    }

    private func prepare(_ round: DemoRound, _ people: DemoCast) async throws {
        let framework = try round.file().framework
        try await leaving {
            try await CreateRound(workplace)(
                .init(
                    code: round.code, title: Bilingual(vi: text(round.key), en: texts.text("app.demo.round.\(round.key)", .en)),
                    period: .year(round.year), kind: round.kind, frameworks: [framework.identity],
                    units: round.units().map { .init(unit: $0, block: framework.block.code) }, deadlines: deadlines(round)),
                by: people.administrator)
        }
        try await leaving {
            let fields = ScoreSheet(framework).fieldCodes
            try await AssignAppraisers(workplace)(
                fields.map { .init(block: framework.block.code, field: $0, appraisers: people.appraisers.compactMap(people.appraiser)) },
                round: round.code, by: people.administrator)
            try await OpenRound(workplace)(round.code, by: people.administrator)
        }
    }

    private func deadlines(_ round: DemoRound) throws -> Deadlines {
        let days = zip(Deadlines.names, round.days).map { ($0, clock.day(at: $1).description) }
        return try Deadlines(days: Dictionary(uniqueKeysWithValues: days))
    }

    /// The claims of a unit, with two papers of evidence; the two units that are behind have claimed a part only.
    private func claim(_ round: DemoRound, _ unit: String, _ statements: [String: [String: String]], _ people: DemoCast) async throws {
        let officer = people.officer(of: unit)
        let isBehind = round == .yearly && (unit == DemoRound.late || unit == DemoRound.reopened)
        var claimed: [String] = []
        for (criterion, inputs) in statements.sorted(by: { $0.key < $1.key }) {
            var chance = SeededGenerator(seed: "\(unit)/\(criterion)")
            if isBehind, chance.happens(300) { continue }
            let leaf = LeafName(round: round.code, unit: unit, criterion: criterion)
            do {
                try await leaving {
                    try await SaveEntry(workplace)(.init(leaf, inputs: inputs, comment: text("claim")), by: officer)
                    claimed.append(criterion)
                }
            } catch AssessmentsError.surveyLeaf {
            } catch AssessmentsError.externalLeaf {
            } catch AssessmentsError.fixedLeaf {}
        }
        for (number, criteria) in [claimed.prefix(6), claimed.dropFirst(6).prefix(6)].enumerated() where !criteria.isEmpty {
            let evidence = try await paper(number + 1, of: unit, by: officer)
            for (page, criterion) in criteria.enumerated() {
                let leaf = LeafName(round: round.code, unit: unit, criterion: criterion)
                try await CiteEvidence(workplace)(.init(leaf, .claim, evidence: evidence, section: "I.\(page + 1)", page: "1"), by: officer)
            }
        }
    }

    private func paper(_ number: Int, of unit: String, by officer: Actor) async throws -> ID<Evidence> {
        let bytes = SamplePaper.pdf(["BAO CAO SO \(number) - \(unit)", "Du lieu sinh tu dong de trinh dien / generated for demonstration"])
        let stored = try await services.files.store(bytes, limit: bytes.count)
        let file = Form.File(name: "bao-cao-\(number)-\(unit).pdf", stored: stored, head: Array(bytes.prefix(64)))
        let order = AddEvidence.Order(
            title: text("evidence"), number: "\(number)/BC-\(unit.dropFirst(2))", issued: clock.today, content: .file(file))
        return try await AddEvidence(workplace)(order, unit: unit, by: officer).id
    }

    /// Most claims are accepted; of some a quarter of a point is taken off.
    ///
    /// In the yearly round a part is still to do.
    private func appraise(_ round: DemoRound, by appraiser: Actor, _ figures: SampleFigures) async throws {
        let lines = try await ListAppraisals(workplace)(round: round.code, by: appraiser).lines.filter(\.isWaiting)
        for (unit, lines) in Dictionary(grouping: lines, by: \.unit.code).sorted(by: { $0.key < $1.key }) {
            if round == .yearly, unit == DemoRound.late || unit == DemoRound.reopened { continue }
            let statements = figures.statements(of: unit)
            var accepted: [AppraiseMany.Item] = []
            for line in lines {
                var chance = SeededGenerator(seed: "\(unit)/\(line.leaf.field)/appraisal")
                if round == .yearly, chance.happens(400) { continue }
                chance = SeededGenerator(seed: "\(unit)/\(line.leaf.code)/appraisal")
                let leaf = LeafName(round: round.code, unit: unit, criterion: line.leaf.code)
                if let claim = line.entries.claim {
                    guard chance.happens(70), let points = claim.points, points.micro >= 500_000 else {
                        accepted.append(.init(unit: unit, criterion: line.leaf.code, claimVersion: claim.version))
                        continue
                    }
                    let lower = Points(micro: points.micro - 250_000)
                    try await Appraise(workplace)(
                        Judgement(leaf, .inputs(["points": "\(lower)"]), comment: text("lower")), by: appraiser)
                } else if let inputs = statements[line.leaf.code] {
                    try await Appraise(workplace)(Judgement(leaf, .inputs(inputs), comment: text("external")), by: appraiser)
                }
            }
            try await AppraiseMany(workplace)(round: round.code, accepted, by: appraiser)
        }
    }

    /// Every loss is explained; of every other one the points come back, and the rest is for the council.
    private func dispute(_ round: DemoRound, _ units: [String], _ people: DemoCast) async throws {
        clock.stand(at: round.days[3] + 2)
        try await each(units) { unit in
            for leaf in try await cut(round, unit, people) {
                try await leaving { try await Explain(workplace)(leaf, text: text("explain"), version: 0, by: people.officer(of: unit)) }
            }
            try await leaving { try await SubmitExplanation(workplace)(round: round.code, unit: unit, by: people.head(of: unit)) }
        }
        clock.stand(at: round.days[4] + 2)
        for appraiser in people.appraisers {
            let lines = try await ListAppraisals(workplace)(round: round.code, by: appraiser).lines.filter(\.isWaiting)
            for (index, line) in lines.enumerated() {
                let leaf = LeafName(round: round.code, unit: line.unit.code, criterion: line.leaf.code)
                let points = line.entries[.appraisal]?.points ?? .zero
                let finding: Judgement.Finding = index.isMultiple(of: 2) ? .asClaimed : .inputs(["points": "\(points)"])
                try await leaving { try await AppraiseAgain(workplace)(Judgement(leaf, finding, comment: text("again")), by: appraiser) }
            }
        }
    }

    private func cut(_ round: DemoRound, _ unit: String, _ people: DemoCast) async throws -> [LeafName] {
        var queue: [ListAppraisals.Line] = []
        for appraiser in people.appraisers { queue += try await ListAppraisals(workplace)(round: round.code, by: appraiser).lines }
        let cut = queue.filter { $0.unit.code == unit && $0.entries.isCut && $0.entries[.explanation] == nil }
        return Set(cut.map(\.leaf.code)).sorted().map { LeafName(round: round.code, unit: unit, criterion: $0) }
    }

    private func reopen(_ round: DemoRound, _ people: DemoCast) async throws {
        try await Reopen(workplace)(
            .init(round: round.code, unit: DemoRound.reopened, stage: .selfAssessment, until: clock.day(at: 5), reason: text("reopen")),
            by: people.administrator)
    }

    /// One after another within a unit, unit beside unit: so writers share the database's commits.
    private func each(_ units: [String], _ act: @escaping @Sendable (String) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for unit in units { group.addTask { try await act(unit) } }
            try await group.waitForAll()
        }
    }

    /// Does something, unless an earlier load did it.
    private func leaving(_ act: () async throws -> Void) async throws {
        do {
            try await act()
        } catch AssessmentsError.conflict {
        } catch AssessmentsError.roundExists {
        } catch AssessmentsError.alreadyOpen {
        } catch AssessmentsError.submitted {
        } catch AssessmentsError.citedAlready {}
    }

    private func text(_ key: String) -> String { texts.text("app.demo.round.\(key)", .vi) }
}
