import Kernel
import Platform

/// The table of one block on the board.
///
/// Laid out by hand, for a narrow screen sets each cell on a line of its own with the name of its field before it; the roles
/// say what stays a table all the same.
struct ProgressBoard {
    private let block: Progress.Block
    private let round: Round
    private let stage: Stage
    private let words: Words
    private let titles: [String]
    private let states: [State: String]

    /// How far a field of a unit has come, told by mark, word and colour.
    private enum State: String, CaseIterable {
        case none, begun, done, late

        var mark: String {
            switch self {
            case .none: ""
            case .begun: "◐ "
            case .done: "✓ "
            case .late: "! "
            }
        }
    }

    init(_ block: Progress.Block, _ round: Round, _ stage: Stage, _ words: Words) {
        self.block = block
        self.round = round
        self.stage = stage
        self.words = words
        titles = block.fields.map { words.field($0.code, $0.title) }
        states = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0, words("assessments.progress.state.\($0.rawValue)")) })
    }

    func table(_ lines: [Progress.Line]) -> HTML {
        """
        <div class="scroll board" role="region" tabindex="0" aria-label="\(words(block.title))">
        <table role="table" aria-label="\(words(block.title))">
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">\(words("assessments.progress.unit"))</th>\
        <th scope="col" role="columnheader">\(words("assessments.progress.handed_in"))</th>\
        \(each: titles, { "<th scope=\"col\" role=\"columnheader\"><span>\($0)</span></th>" })</tr></thead>
        <tbody role="rowgroup">
        \(each: lines, row)</tbody>
        </table></div>
        """
    }

    private func row(_ line: Progress.Line) -> HTML {
        """
        <tr role="row"><th scope="row" role="rowheader"><a href="\(UnitAddress(round, line.unit).page)">\(words(line.unit.name))</a>\
        \(if: !line.unit.isRanked, "<span class=\"why\">\(words("assessments.round.unranked"))</span>")\
        \(each: line.reopenings, reopening)</th>\
        \(submission(line))\(each: zip(line.cells.indices, line.cells), { cell($0, $1, line) })</tr>

        """
    }

    /// Reopened, for what and until when (PI-78).
    private func reopening(_ reopening: Reopening) -> HTML {
        let details = [
            "what": reopening.criterion ?? words("assessments.round.reopen.whole"), "stage": words(reopening.stage.text),
            "date": reopening.until.lastDay.map { words.numbers.date($0) } ?? "",
        ]
        return
            "<span class=\"why\">\(.tag(words("assessments.progress.reopened"))) \(words("assessments.progress.reopened.text", details))</span>"
    }

    private func submission(_ line: Progress.Line) -> HTML {
        let name = words("assessments.progress.handed_in")
        if let submission = line.submissions.claim {
            return handedIn("done", name, "✓ ", words.numbers.date(submission.submitted.vietnamDate))
        }
        if line.isLate { return handedIn("late", name, "! ", words("assessments.progress.not_handed_in.late")) }
        if line.isDueSoon { return handedIn("late", name, "", words("assessments.progress.not_handed_in.soon")) }
        return handedIn("begun", name, "", words("assessments.progress.not_handed_in"))
    }

    private func handedIn(_ state: String, _ name: String, _ mark: String, _ text: String) -> HTML {
        """
        <td role="cell" class="\(state)" data-name="\(name)"><span><span aria-hidden="true">\(mark)</span>\(text)</span></td>
        """
    }

    private func cell(_ index: Int, _ cell: Progress.Cell, _ line: Progress.Line) -> HTML {
        let (have, need) = stage < .appraisal ? (cell.claimed, cell.claimable) : (cell.judged, cell.judgeable)
        guard need > 0 else { return "<td role=\"cell\" class=\"nothing\" data-name=\"\(titles[index])\">–</td>" }
        let state: State = have >= need ? .done : cell.isLate ? .late : have == 0 ? .none : .begun
        return """
            <td role="cell" class="\(state.rawValue)" data-name="\(titles[index])">\
            <a href="\(UnitAddress(round, line.unit).field(block.fields[index].code))"><span aria-hidden="true">\(state.mark)</span>\
            \(have)/\(need)<span class="\(state == .late ? "word" : "quiet")"> \(states[state])</span></a></td>
            """
    }
}
