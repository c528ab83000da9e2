import Kernel
import Platform

/// What waits for one person, round by round, and until when.
struct DeskPage {
    let tasks: [ShowDesk.RoundTasks]
    let now: Timestamp
    let context: Context

    private var words: Words { context.words }

    func page() -> Page {
        Page(
            words("assessments.desk"), lead: words(tasks.isEmpty ? "assessments.desk.none" : "assessments.desk.lead"), room: "assessments",
            isIndexed: false,
            content: """
                \(context.told)\
                \(each: tasks, round)
                <p><a href="\(RoundLink.list)">\(words("assessments.round.list"))</a></p>
                """)
    }

    private func round(_ tasks: ShowDesk.RoundTasks) -> HTML {
        let items = items(tasks)
        return .section(
            words(tasks.round.title),
            """
            <p>\(StageText.sentence(tasks.stage, tasks.lastDay, words))\
            \(tasks.lastDay.map { " <strong>\(StageText.left($0, at: now, words))</strong>" as HTML })\
            \(if: tasks.round.kind == .training, " \(.tag(words("assessments.desk.training")))")</p>
            \(if: items.isEmpty, "<p>\(words("assessments.desk.nothing"))</p>", else: "<ul class=\"tasks\">\(each: items, { "<li>\($0)</li>" })</ul>")
            <p><a href="\(UnitAddress.round(tasks.round.code))">\(words("assessments.desk.board"))<span class="quiet"> \
            \(words(tasks.round.title))</span></a></p>
            """)
    }

    private func items(_ tasks: ShowDesk.RoundTasks) -> [HTML] {
        var items = tasks.units.map { unit($0, tasks) }
        if let appraisals = tasks.appraisals {
            let link: Link = "/assessments/rounds/\(tasks.round.code)/appraisal"
            let text = words("assessments.desk.appraisals", ["waiting": "\(appraisals.waiting)", "all": "\(appraisals.all)"])
            items.append("<a href=\"\(link)\">\(text)</a>")
        }
        if let disputes = tasks.disputes {
            let link: Link = "/assessments/rounds/\(tasks.round.code)/council"
            items.append("<a href=\"\(link)\">\(words("assessments.desk.disputes", ["open": "\(disputes)"]))</a>")
        }
        if let late = tasks.lateUnits {
            items.append("\(words("assessments.desk.late_units", ["late": "\(late)"]))")
        }
        if tasks.mayAdminister {
            let link: Link = "/assessments/rounds/\(tasks.round.code)/settings"
            items.append("<a href=\"\(link)\">\(words("assessments.desk.settings"))</a>")
        }
        if tasks.mayDecide, tasks.stage == .decision {
            items.append("<a href=\"\(RoundLink.settings(tasks.round, .decision))\">\(words("assessments.desk.decide"))</a>")
        }
        return items
    }

    /// A unit of the person's own, with what its stage asks for.
    private func unit(_ line: Progress.Line, _ tasks: ShowDesk.RoundTasks) -> HTML {
        let claimed = line.cells.map(\.claimed).reduce(0, +)
        let claimable = line.cells.map(\.claimable).reduce(0, +)
        let state: String
        if tasks.stage <= .selfAssessment || line.submissions.claim == nil {
            let handed = line.submissions.claim.map {
                words("assessments.sheet.submitted", ["name": $0.by.name, "moment": words.numbers.moment($0.submitted)])
            }
            state = handed ?? words("assessments.desk.claimed", ["done": "\(claimed)", "all": "\(claimable)"])
        } else {
            state = words("assessments.desk.explained", ["explained": "\(line.cells.map(\.explained).reduce(0, +))"])
        }
        return """
            <a href="\(UnitAddress(tasks.round, line.unit).page)">\(words(line.unit.name))</a>\
            \(if: line.isLate, " \(.tag(words("assessments.sheet.late")))")\
            \(if: !line.reopenings.isEmpty, " \(.tag(words("assessments.sheet.reopened")))")\
            <span class="why">\(state)</span>
            """
    }
}
