import Kernel
import Platform

/// Form 05: through whose hands a dossier went, and when (GL-56, OS-34).
package struct ControlSheet: Sendable, Hashable {
    package enum Timing: String, Sendable, Hashable { case early, onTime = "on_time", late }

    /// One hand-over between two bodies.
    package struct Step: Sendable, Hashable {
        package var giver: String
        package var receiver: String
        /// Nil where it is written by hand.
        package var at: Timestamp?
        package var due: Timestamp?
        /// Computed from dates alone (OS-37); nil while the receiver has not finished.
        package var timing: Timing?
        package var note: String

        package init(giver: String, receiver: String, at: Timestamp? = nil, due: Timestamp? = nil, timing: Timing? = nil, note: String = "")
        {
            self.giver = giver
            self.receiver = receiver
            self.at = at
            self.due = due
            self.timing = timing
            self.note = note
        }
    }

    package var head: Letterhead
    package var day: CalendarDate
    package var code: PaperCode
    package var request: String
    package var steps: [Step]

    package init(head: Letterhead, day: CalendarDate, code: PaperCode, request: String, steps: [Step]) {
        self.head = head
        self.day = day
        self.code = code
        self.request = request
        self.steps = steps
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        return sheet.document([
            """
            \(sheet.top(number: nil, day: day, code: code))
            \(sheet.fields([("request", request)]))
            \(HTML(joining: steps.enumerated().map { step($0 + 1, $1, sheet, words) }))
            """
        ])
    }

    /// Each hand-over is a block of its own, so that signatures have room on a small sheet.
    private func step(_ number: Int, _ step: Step, _ sheet: FormSheet, _ words: Words) -> HTML {
        func box(_ timing: Timing) -> HTML {
            "\(step.timing == timing ? "☒" : "☐") \(words("dossiers.paper.timing.\(timing.rawValue)"))"
        }
        return """
            <table class="data"><tbody>
            <tr><td colspan="2"><strong>\(number).</strong> \(words("dossiers.paper.handed")): \(step.at.map(sheet.moment) ?? words("dossiers.paper.moment_open"))</td></tr>
            <tr><td><strong>\(words("dossiers.paper.giver"))</strong><br>\(step.giver)<br>\
            <span class="small">\(words("dossiers.paper.sign"))</span><br><br><br></td>\
            <td><strong>\(words("dossiers.paper.receiver"))</strong><br>\(step.receiver)<br>\
            <span class="small">\(words("dossiers.paper.sign"))</span><br><br><br></td></tr>
            <tr><td colspan="2">\(words("dossiers.paper.step_due")): \(step.due.map(sheet.due) ?? words("dossiers.paper.moment_open"))</td></tr>
            <tr><td colspan="2">\(words("dossiers.paper.timing")): \(HTML(joining: [.early, .onTime, .late].map(box), separator: " &nbsp; "))</td></tr>
            <tr><td colspan="2">\(words("dossiers.paper.note")): \(step.note)</td></tr>
            </tbody></table>
            """
    }
}
