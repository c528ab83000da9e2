import Criteria
import Kernel
import Platform
import Scoring

extension LeavesAPI {
    struct ScoreAnswer: Encodable {
        let inputs: [String: String]
        let points: String
        let applicable: Bool
        /// Why, in the reader's language.
        let because: String?

        init(_ preview: PreviewPoints.Preview, _ words: Words) {
            inputs = preview.score.stated.values
            points = preview.score.points.description
            applicable = preview.score.isApplicable
            because = preview.score.because.map(Wording(words, preview.framework).because)
        }
    }

    struct VoteAnswer: Encodable {
        let points, comment, by, saved: String

        init(_ vote: Vote) {
            points = vote.points.description
            comment = vote.comment
            by = vote.by.name
            saved = vote.saved.description
        }
    }

    struct LineAnswer: Encodable {
        let criterion, field, channel, stage, maximum: String
        let title: APIWord.Names
        let rule: String?
        let inputs: [String]
        let entries: [String: APIWord.Entry]
        let citations: [APIWord.Citation]
        let proposal: [String: String]?
        let last_verdict: LastAnswer?
        let reopening: APIWord.Reopening?
        let because: String?
        let may: [String]

        struct LastAnswer: Encodable {
            let period: String
            let comparable: Bool
            let entry: APIWord.Entry
        }

        init(_ line: LeafLine, _ framework: Framework, _ words: Words) {
            criterion = line.leaf.code
            field = line.leaf.field
            channel = line.leaf.channel.rawValue
            stage = line.stage.rawValue
            maximum = line.criterion.maximum.description
            title = APIWord.Names(line.criterion.title)
            rule = line.criterion.rule?.word
            inputs = line.inputs.map(\.name)
            entries = Dictionary(uniqueKeysWithValues: line.entries.all.map { ($0.kind.rawValue, APIWord.Entry($0)) })
            citations = line.citations.map(APIWord.Citation.init)
            proposal = line.proposal?.stated.values
            last_verdict = line.lastVerdict.map {
                LastAnswer(period: $0.period.description, comparable: $0.isComparable, entry: APIWord.Entry($0.entry))
            }
            reopening = line.reopening.map(APIWord.Reopening.init)
            because = line.because.map(Wording(words, framework).because)
            may = LeafAct.allCases.filter(line.may).map { "\($0)" }
        }
    }

    struct SheetAnswer: Encodable {
        let round: RoundsAPI.RoundAnswer
        let line: RoundsAPI.ProgressAnswer.Line
        let fields: [String]
        let claimed, judged: TotalAnswer
        let open_leaves: [APIWord.Fault]
        let unanswered: [String]
        let reopenings: [APIWord.Reopening]
    }

    struct TotalAnswer: Encodable {
        let total, maximum: String

        init(_ total: UnitTotal) {
            self.total = total.total.description
            maximum = total.maximum.description
        }
    }

    func sheet(_ context: Context) async throws -> SheetAnswer {
        let screen = try await ShowUnitSheet(workplace)(round: context.path("round"), unit: context.path("unit"), by: context.actor)
        return SheetAnswer(
            round: RoundsAPI.RoundAnswer(screen.round, screen.stage), line: RoundsAPI.line(screen.line), fields: screen.fields.map(\.code),
            claimed: TotalAnswer(screen.claimed), judged: TotalAnswer(screen.judged),
            open_leaves: screen.openLeaves.map { APIWord.Fault($0, context.words) }, unanswered: screen.unanswered,
            reopenings: screen.reopenings.map(APIWord.Reopening.init))
    }

    struct FieldAnswer: Encodable {
        let round: RoundsAPI.RoundAnswer
        let unit: APIWord.Unit
        let last_day: String?
        let leaves: [LineAnswer]
    }

    func field(_ context: Context) async throws -> FieldAnswer {
        let screen = try await ShowField(workplace)(
            round: context.path("round"), unit: context.path("unit"), field: context.path("field"), by: context.actor)
        return FieldAnswer(
            round: RoundsAPI.RoundAnswer(screen.round, screen.stage), unit: APIWord.Unit(screen.unit),
            last_day: screen.lastDay?.description, leaves: screen.lines.map { LineAnswer($0, screen.framework, context.words) })
    }

    struct StoryAnswer: Encodable {
        let leaf: LineAnswer
        let history: [HistoryAnswer]
        let reopenings: [APIWord.Reopening]
        let votes: [VoteAnswer]
    }

    /// An entry of the audit; before and after as it keeps them.
    struct HistoryAnswer: Encodable {
        let at, actor, action: String
        let name, before, after, reason: String?

        init(_ entry: AuditEntry, _ names: [String: String]) {
            at = entry.at.description
            actor = entry.actor
            name = names[entry.actor]
            action = entry.action
            before = entry.before
            after = entry.after
            reason = entry.reason
        }
    }

    func story(_ context: Context) async throws -> StoryAnswer {
        let screen = try await ShowLeaf(workplace)(context.leafName, by: context.actor)
        return StoryAnswer(
            leaf: LineAnswer(screen.line, screen.framework, context.words), history: screen.history.map { HistoryAnswer($0, screen.names) },
            reopenings: screen.reopenings.map(APIWord.Reopening.init), votes: screen.votes.map(VoteAnswer.init))
    }

    struct QueueAnswer: Encodable {
        let round: RoundsAPI.RoundAnswer
        let lines: [Line]

        struct Line: Encodable {
            let unit, criterion, field, stage: String
            let entries: [String: APIWord.Entry]
            let citations: Int
            let waiting: Bool
            let refusal: String?
        }
    }

    func queue(_ context: Context) async throws -> QueueAnswer {
        let queue = try await ListAppraisals(workplace)(
            round: context.path("round"), block: context.query["block"], field: context.query["field"], by: context.actor)
        return QueueAnswer(
            round: RoundsAPI.RoundAnswer(queue.round, queue.stage),
            lines: queue.lines.map { line in
                QueueAnswer.Line(
                    unit: line.unit.code, criterion: line.leaf.code, field: line.leaf.field, stage: line.stage.rawValue,
                    entries: Dictionary(uniqueKeysWithValues: line.entries.all.map { ($0.kind.rawValue, APIWord.Entry($0)) }),
                    citations: line.citations, waiting: line.isWaiting, refusal: line.refusal?.code)
            })
    }

    struct DisputesAnswer: Encodable {
        let round: RoundsAPI.RoundAnswer
        let lines: [Line]

        struct Line: Encodable {
            let unit, criterion: String
            let entries: [String: APIWord.Entry]
            let votes: [VoteAnswer]
            let vote_count: Int
            let as_judged, as_claimed: Outcome
        }

        struct Outcome: Encodable {
            let total: String
            let place: Int?

            init(_ outcome: ListDisputes.Outcome) {
                total = outcome.total.description
                place = outcome.place
            }
        }
    }

    func disputes(_ context: Context) async throws -> DisputesAnswer {
        let screen = try await ListDisputes(workplace)(round: context.path("round"), by: context.actor)
        return DisputesAnswer(
            round: RoundsAPI.RoundAnswer(screen.round, screen.stage),
            lines: screen.lines.map { line in
                DisputesAnswer.Line(
                    unit: line.line.unit.code, criterion: line.line.leaf.code,
                    entries: Dictionary(uniqueKeysWithValues: line.line.entries.all.map { ($0.kind.rawValue, APIWord.Entry($0)) }),
                    votes: line.votes.map(VoteAnswer.init), vote_count: line.voting.votes.count,
                    as_judged: DisputesAnswer.Outcome(line.asJudged), as_claimed: DisputesAnswer.Outcome(line.asClaimed))
            })
    }

    struct AbsenceAnswer: Encodable {
        let unit, criterion, kind, reason: String
        let entry: APIWord.Entry
    }

    func notApplicable(_ context: Context) async throws -> [AbsenceAnswer] {
        try await ListNotApplicable(workplace)(round: context.path("round"), by: context.actor).map {
            AbsenceAnswer(
                unit: $0.unit.code, criterion: $0.criterion, kind: $0.kind.rawValue, reason: $0.reason, entry: APIWord.Entry($0.entry))
        }
    }

    struct DeskAnswer: Encodable {
        let round: RoundsAPI.RoundAnswer
        let last_day: String?
        let units: [RoundsAPI.ProgressAnswer.Line]
        let appraisals_waiting, appraisals, disputes, late_units: Int?
        let may_administer, may_decide: Bool
    }

    func desk(_ context: Context) async throws -> [DeskAnswer] {
        try await ShowDesk(workplace)(by: context.actor).map { tasks in
            DeskAnswer(
                round: RoundsAPI.RoundAnswer(tasks.round, tasks.stage), last_day: tasks.lastDay?.description,
                units: tasks.units.map(RoundsAPI.line), appraisals_waiting: tasks.appraisals?.waiting, appraisals: tasks.appraisals?.all,
                disputes: tasks.disputes, late_units: tasks.lateUnits, may_administer: tasks.mayAdminister, may_decide: tasks.mayDecide)
        }
    }
}
