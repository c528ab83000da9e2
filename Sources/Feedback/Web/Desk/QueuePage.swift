import Kernel
import Platform
import Units

/// What lies on the desk of a unit: parts with their counts, a search, petitions of one part, those due first, and open promises.
struct QueuePage {
    let screen: ListPetitions.Screen
    let promises: [(conference: String, promise: Promise)]
    let context: Context

    private var words: Words { context.words }
    private var address: Link { FeedbackLink.desk(screen.unit.code) }

    func page() -> Page {
        Page(
            words(screen.unit.name), kicker: words("feedback.desk"), lead: summary, room: "feedback-desk", isIndexed: false,
            content: """
                \(context.done)
                \(actions)
                \(parts)
                \(search)
                \(.section(words("feedback.part.\(screen.part.rawValue)"), table))
                \(.pagination(page: screen.page, of: screen.pages, address: context.address, words))
                \(if: !promises.isEmpty, .section(words("feedback.promises.open"), promiseTable))
                """)
    }

    private func count(_ part: QueueList.Part) -> String { words.numbers.count(screen.counts[part] ?? 0) }

    private var summary: String {
        words("feedback.desk.summary", ["open": count(.open), "late": count(.late), "today": count(.today), "soon": count(.soon)])
    }

    private var actions: HTML {
        let receives = FeedbackDuty.receive.isHeld(by: context.actor, for: screen.unit.id)
        let leads = FeedbackDuty.lead.isHeld(by: context.actor, for: screen.unit.id)
        let conferences = FeedbackLink.conferences.setting("unit", to: screen.unit.code)
        return """
            <p class="actions">\
            \(if: receives, "<a class=\"button\" href=\"\(FeedbackLink.entry(screen.unit.code))\">\(words("feedback.entry"))</a> ")\
            \(if: leads, "<a href=\"\(FeedbackLink.plan(screen.unit.code))\">\(words("feedback.conference.plan"))</a> ")\
            <a href="\(conferences)">\(words("feedback.conferences"))</a></p>
            """
    }

    /// One link for each part, with how many there are.
    private var parts: HTML {
        """
        <nav class="parts" aria-label="\(words("feedback.parts"))"><ul>\(each: QueueList.Part.allCases, { part in
            """
            <li><a href="\(link(part))"\(attribute: "aria-current", part == screen.part ? "true" : nil)>\(words("feedback.part.\(part.rawValue)"))\
            \(screen.counts[part].map { " <strong>\(words.numbers.count($0))</strong>" as HTML })</a></li>
            """
        })</ul></nav>
        """
    }

    private func link(_ part: QueueList.Part) -> Link {
        address.setting("part", to: part.rawValue).setting("own", to: screen.isOwn ? "1" : nil)
    }

    private var search: HTML {
        .form(
            .get, to: address,
            [
                Field("q", words("feedback.search"), .search(screen.text)),
                Field("own", words("feedback.own"), .checkbox(isChecked: screen.isOwn)),
                Field("part", "", .hidden(screen.text.isEmpty ? screen.part.rawValue : QueueList.Part.all.rawValue)),
            ], submit: words("feedback.search.submit"), isBar: true)
    }

    private var table: HTML {
        .table(
            id: "petitions", caption: words("feedback.part.\(screen.part.rawValue)"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.number"), .code) { (line: QueueLine) in
                    "<a href=\"\(FeedbackLink.petition(line.petition.number))\">\(line.petition.number)</a>"
                },
                Column(words("feedback.field.title")) { "<span lang=\"\($0.petition.language.rawValue)\">\($0.title)</span>" },
                Column(words("feedback.sender")) { "\($0.name.isEmpty ? words("feedback.class.anonymous") : $0.name)" },
                Column(words("feedback.state")) { "\(words($0.petition.state.text))" },
                Column(words("feedback.due")) { due($0.petition) },
                Column(words("feedback.officer")) { "\(context.text($0.petition.officer.map { screen.names[$0] ?? $0 }))" },
            ], rows: screen.lines, emphasis: { $0.petition.isLate(at: screen.now) }, empty: words("feedback.desk.empty"))
    }

    private func due(_ petition: Petition) -> HTML {
        if petition.publication == .waiting, let due = petition.publishDue {
            return "\(words("feedback.publish_by", ["day": words.numbers.date(due.vietnamDate)]))\(late(due < screen.now))"
        }
        guard let due = petition.due else { return "\(words(petition.ended == nil ? "feedback.due.stands" : "feedback.due.over"))" }
        return "\(words.numbers.date(due.vietnamDate))\(late(petition.isLate(at: screen.now)))"
    }

    private func late(_ isLate: Bool) -> HTML { isLate ? " \(.tag(words("feedback.late")))" : HTML() }

    private var promiseTable: HTML {
        .table(
            id: "promises", caption: words("feedback.promises.open"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.promise"), .head) { (line: (conference: String, promise: Promise)) in
                    "<a href=\"\(FeedbackLink.promise(line.conference, line.promise.number))\">\(line.promise.text)</a>"
                },
                Column(words("feedback.promise.person")) { "\($0.promise.person)" },
                Column(words("feedback.promise.due")) { line in
                    "\(words.numbers.date(line.promise.due))\(late(line.promise.standing(on: screen.now.vietnamDate) == .late))"
                },
            ], rows: promises)
    }
}
