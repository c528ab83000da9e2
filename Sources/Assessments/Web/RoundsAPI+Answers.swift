import Criteria
import Kernel
import Office
import Platform
import Scoring
import Units

extension RoundsAPI {
    struct ScreenAnswer: Encodable {
        let round: RoundAnswer
        let blocks: [BlockAnswer]
        let units: [APIWord.Unit]
        let assignments: [AssignmentAnswer]
        let opening_faults: [APIWord.Fault]
        let reopenings: [ReopeningAnswer]
        let may_administer, may_decide: Bool
    }

    struct BlockAnswer: Encodable {
        let code, framework: String
        let fields: [String]
        let leaves: [LeafAnswer]
    }

    struct LeafAnswer: Encodable { let code, field, channel: String }

    struct AssignmentAnswer: Encodable { let block, field, person, name: String, unit: String? }

    struct ReopeningAnswer: Encodable {
        let unit: String
        let reopening: APIWord.Reopening
    }

    func show(_ context: Context) async throws -> ScreenAnswer {
        let screen = try await ShowRound(workplace)(context.path("round"), by: context.actor)
        let codes = Dictionary(screen.units.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        return ScreenAnswer(
            round: RoundAnswer(screen.round, screen.stage),
            blocks: screen.blocks.map { block in
                BlockAnswer(
                    code: block.block.code, framework: block.block.framework, fields: block.sheet.fieldCodes,
                    leaves: block.sheet.leaves.map { LeafAnswer(code: $0.code, field: $0.field, channel: $0.channel.rawValue) })
            },
            units: screen.units.map(APIWord.Unit.init),
            assignments: screen.assignments.map {
                AssignmentAnswer(
                    block: $0.block, field: $0.field, person: $0.appraiser.person, name: $0.appraiser.name,
                    unit: $0.unit.flatMap { codes[$0] })
            },
            opening_faults: screen.openingFaults.map { APIWord.Fault($0, context.words) },
            reopenings: screen.reopenings.map { ReopeningAnswer(unit: $0.unit.code, reopening: APIWord.Reopening($0.reopening)) },
            may_administer: screen.mayAdminister, may_decide: screen.mayDecide)
    }

    struct ProgressAnswer: Encodable {
        let round: RoundAnswer
        let blocks: [Block]

        struct Block: Encodable {
            let code: String
            let fields: [String]
            let units: [Line]
        }

        struct Line: Encodable {
            let unit: APIWord.Unit
            let claim, explanation: APIWord.Submission?
            let late, due_soon: Bool
            let reopenings: [APIWord.Reopening]
            let cells: [Cell]
        }

        struct Cell: Encodable {
            let claimable, claimed, explained, judgeable, judged: Int
            let late: Bool
        }
    }

    func progress(_ context: Context) async throws -> ProgressAnswer {
        let board = try await ShowProgress(workplace)(context.path("round"), by: context.actor)
        return ProgressAnswer(
            round: RoundAnswer(board.round, board.stage),
            blocks: board.blocks.map { block in
                ProgressAnswer.Block(code: block.code, fields: block.fields.map(\.code), units: block.lines.map(Self.line))
            })
    }

    static func line(_ line: Progress.Line) -> ProgressAnswer.Line {
        ProgressAnswer.Line(
            unit: APIWord.Unit(line.unit), claim: line.submissions.claim.map(APIWord.Submission.init),
            explanation: line.submissions.explanation.map(APIWord.Submission.init), late: line.isLate, due_soon: line.isDueSoon,
            reopenings: line.reopenings.map(APIWord.Reopening.init),
            cells: line.cells.map {
                ProgressAnswer.Cell(
                    claimable: $0.claimable, claimed: $0.claimed, explained: $0.explained, judgeable: $0.judgeable, judged: $0.judged,
                    late: $0.isLate)
            })
    }

    struct RecomputationAnswer: Encodable {
        let blocks: [Block]
        let disagreements: [Disagreement]

        struct Block: Encodable {
            let code, framework: String
            let units: [Total]
        }
        struct Total: Encodable {
            let unit, direct, survey, bonus, penalty, total, maximum: String
            let complete: Bool
        }
        struct Disagreement: Encodable { let unit, criterion, stored, computed: String }
    }

    func recompute(_ context: Context) async throws -> RecomputationAnswer {
        let found = try await RecomputeRound(workplace)(context.path("round"), by: context.actor)
        return RecomputationAnswer(
            blocks: found.blocks.map { block in
                let incomplete = Set(block.scores.faults.map(\.unit))
                return RecomputationAnswer.Block(
                    code: block.block.code, framework: block.block.framework,
                    units: block.units.enumerated().map { index, unit in
                        let total = block.scores.totals[index]
                        return RecomputationAnswer.Total(
                            unit: unit.code, direct: "\(total.direct)", survey: "\(total.survey)", bonus: "\(total.bonus)",
                            penalty: "\(total.penalty)", total: "\(total.total)", maximum: "\(total.maximum)",
                            complete: !incomplete.contains(index))
                    })
            },
            disagreements: found.disagreements.map {
                RecomputationAnswer.Disagreement(
                    unit: $0.unit, criterion: $0.criterion, stored: "\($0.stored)", computed: "\($0.computed)")
            })
    }

    /// What was decided for a block, as the data file that `cchc score` reads.
    func figures(_ context: Context) async throws -> FileAnswer {
        let answer = try await FinalFigures(workplace)(round: context.path("round"), block: context.path("block"), by: context.actor)
        let sheet = ScoreSheet(answer.framework.framework)
        var rows: [[OutputCell]] = []
        for (index, unit) in answer.figures.units.units.enumerated() {
            for row in sheet.rows.indices {
                let statement = sheet.statement(unit: index, row: row, in: answer.figures.table)
                func add(_ input: String, _ value: String, _ reason: String) {
                    rows.append([unit.code, sheet.rows[row].code, input, value, reason].map { .text($0) })
                }
                if let absence = statement.absence { add(absence.kind.rawValue, "", absence.reason) }
                for value in statement.values { add(value.input, value.text, "") }
            }
        }
        return FileAnswer(
            name: "\(answer.round.code)-figures.csv", mediaType: "text/csv; charset=utf-8",
            bytes: CSVWriter.write(["unit", "criterion", "input", "value", "reason"], rows, .machine))
    }
}
