import Crypto
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Ends a round by a signed decision: what counts is frozen with its digest, and nothing changes any more (PI-76).
package struct DecideRound: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Throws every leaf without a verdict, and every reopening that still lasts; then nothing was decided.
    @discardableResult
    package func callAsFunction(
        _ code: String, number: String, date: CalendarDate, by actor: Actor
    ) async throws -> Round.Decision {
        let number = try WrittenText.required(number, field: "number", limit: WrittenText.lineLimit)
        return try await workplace.write(by: actor) { desk in
            let round = try desk.cases.round(code)
            try Rights(actor).check(.decide)
            switch round.status {
            case .preparing: throw AssessmentsError.notOpen(round: code)
            case .open: break
            case .decided: throw AssessmentsError.alreadyDecided(round: code)
            }
            guard round.stage(at: desk.now) == .decision else {
                throw AssessmentsError.tooEarly(.decision, from: round.deadlines.council.vietnamDate)
            }
            let units = try desk.cases.units(of: round).map(\.item)
            let open = desk.openEnds(units, try EntryStore.standings(in: round.id, desk.db))
            if !open.isEmpty { throw Faults(Array(open.prefix(FaultLog.limit))) }
            if let wrong = try desk.recompute(round).disagreements.first { throw StoredPointsDisagree(round: code, wrong) }
            let decision = Round.Decision(
                number: number, date: date, signer: desk.signature.name, decided: desk.now, digest: try desk.digest(of: round))
            try RoundStore.decide(round.id, decision, desk.db)
            try desk.record(
                "decided", round.subject,
                after: ["number": .text(number), "date": AuditValue(date), "digest": .text(decision.digest)])
            return decision
        }
    }
}

extension Workplace.Desk {
    /// What still has to happen before a decision.
    fileprivate func openEnds(_ units: [UnitCase], _ standings: [LeafKey: Bool]) -> [Fault] {
        var faults: [Fault] = []
        for item in units {
            func add(_ code: String, _ criterion: String?) {
                faults.append(
                    Fault(
                        "assessments.open_end.\(code)", at: Place(file: item.unit.code, field: criterion), ["criterion": criterion ?? ""]))
            }
            for reopening in item.reopenings where now < reopening.until { add("reopened", reopening.criterion) }
            for leaf in item.sheet.leaves where leaf.channel != .fixed {
                let isJudged = standings[LeafKey(unit: item.unit.id, criterion: leaf.code)]
                // Bonus and penalty that nobody stated are none (PI-44).
                if isJudged == true || (leaf.isExtra && isJudged == nil) { continue }
                add(leaf.channel == .survey ? "no_survey" : "no_verdict", leaf.code)
            }
        }
        return faults
    }

    /// SHA-256 over a line for each verdict: the unit's id, criterion, statement and millionths of points, parted by tabs.
    fileprivate func digest(of round: Round) throws -> String {
        var hasher = SHA256()
        try EntryStore.eachVerdict(in: round.id, db) { key, statement, points in
            hasher.update(data: Array("\(key.unit)\t\(key.criterion)\t\(statement)\t\(points.micro)\n".utf8))
        }
        return hasher.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// Stored points are not what their statement gives: something was altered behind the house's back.
struct StoredPointsDisagree: Error, CustomStringConvertible {
    let round: String
    let wrong: RecomputeRound.Disagreement

    init(round: String, _ wrong: RecomputeRound.Disagreement) {
        self.round = round
        self.wrong = wrong
    }

    var description: String {
        "round \(round): unit \(wrong.unit), criterion \(wrong.criterion): stored \(wrong.stored), computed \(wrong.computed)"
    }
}
