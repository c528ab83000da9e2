import Kernel
import Platform
import Units

/// The minutes of a conference, as NĐ 30/2020 sets them: agency and national motto side by side, title, text, those who sign; A4 with
/// 20 mm above and below, 30 mm left and 15 mm right, pages counted in the upper margin from the second on (FB-23).
struct MinutesPaper {
    let screen: ShowConference.Screen
    let words: Words

    private var plan: ConferencePlan { screen.conference.plan }
    private func text(_ key: String, _ details: [String: String] = [:]) -> String { words("feedback.minutes.\(key)", details) }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(text("title")) – \(plan.title)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(head)
        <h1>\(text("title").uppercased())</h1>
        <p class="subject">\(plan.title)</p>
        \(if: screen.conference.isGenerated, "<p class=\"subject\">\(words("feedback.generated"))</p>")\
        <p>\(text("opening", ["moment": words.numbers.moment(plan.starts), "place": plan.place]))</p>
        <h2>\(text("attendance"))</h2>
        \(attendance)
        \(list("agenda", plan.agenda.map { [$0.clock, $0.title, $0.person].filter { !$0.isEmpty }.joined(separator: " – ") }))
        \(part("reports", plan.reports))
        <h2>\(text("questions"))</h2>
        \(questions)
        <h2>\(text("promises"))</h2>
        \(promises)
        \(part("conclusion", plan.conclusion))
        <p>\(text("closing"))</p>
        <table class="foot"><tr><td><p>\(text("secretary"))</p><p class="name">\(plan.secretary)</p></td>\
        <td><p>\(text("chair"))</p><p class="name">\(plan.chair)</p></td></tr></table>
        </body>
        </html>

        """
    }

    private var head: HTML {
        """
        <table class="head"><tr>
        <td><p>\(words(screen.unit.name).uppercased())</p><hr><p class="number">\(text("number", ["number": screen.conference.number]))</p></td>
        <td><p>\(text("nation"))</p><p>\(text("motto"))</p><hr></td>
        </tr></table>
        """
    }

    private var attendance: HTML {
        let people = [("chair_is", plan.chair), ("secretary_is", plan.secretary)].filter { !$0.1.isEmpty }
        let known = plan.groups.compactMap(\.attended)
        return """
            \(each: people, { "<p>\(text($0.0, ["name": $0.1]))</p>\n" })\
            <table class="rows"><thead><tr><th>\(text("group"))</th><th class="num">\(text("invited"))</th><th class="num">\(text("attended"))</th></tr></thead>
            <tbody>\(each: plan.groups, { group in
                """
                <tr><td>\(group.name)</td><td class="num">\(group.invited)</td><td class="num">\(group.attended.map { "\($0)" } ?? "–")</td></tr>

                """
            })</tbody>
            <tfoot><tr><td>\(text("sum"))</td><td class="num">\(plan.groups.reduce(0) { $0 + $1.invited })</td>\
            <td class="num">\(known.isEmpty ? "–" : "\(known.reduce(0, +))")</td></tr></tfoot></table>
            """
    }

    private var questions: HTML {
        let shown = screen.shown
        if shown.isEmpty { return "<p>\(text("nothing"))</p>" }
        return HTML(
            joining: shown.map { question in
                let asker = question.group.isEmpty ? words(question.origin.text) : "\(words(question.origin.text)), \(question.group)"
                let theme = question.theme.map { text("theme", ["theme": $0.description]) }
                return """
                    <p><strong>\(text("question", ["number": "\(question.number)"]))</strong> (\(asker)): \(question.publicText)\
                    \(theme.map { " <em>\($0)</em>" as HTML })</p>
                    <p><strong>\(text("answer", ["person": question.answerer]))</strong> \(question.answer)</p>

                    """
            })
    }

    private var promises: HTML {
        if screen.promises.isEmpty { return "<p>\(text("nothing"))</p>" }
        return """
            <table class="rows"><thead><tr><th>\(text("promise"))</th><th>\(text("person"))</th><th>\(text("unit"))</th><th>\(text("due"))</th></tr></thead>
            <tbody>\(each: screen.promises, { promise in
                """
                <tr><td>\(promise.text)</td><td>\(promise.person)</td><td>\(screen.keepers[promise.unit].map { words($0.name) })</td>\
                <td>\(words.numbers.date(promise.due))</td></tr>

                """
            })</tbody></table>
            """
    }

    private func part(_ key: String, _ said: String) -> HTML {
        if said.isEmpty { return HTML() }
        return """
            <h2>\(text(key))</h2>
            \(each: said.split(separator: "\n"), { "<p>\($0)</p>\n" })
            """
    }

    private func list(_ key: String, _ lines: [String]) -> HTML {
        if lines.isEmpty { return HTML() }
        return "<h2>\(text(key))</h2>\n<ol>\(each: lines, { "<li>\($0)</li>" })</ol>\n"
    }

    private static let style: HTML = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font-size: 13pt; } }
        @page :first { @top-center { content: ""; } }
        html { font: 13pt/1.35 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; }
        body { margin: 0; }
        p { margin: 0 0 6pt; text-align: justify; overflow-wrap: anywhere; }
        h1 { margin: 18pt 0 0; font-size: 14pt; text-align: center; }
        h2 { margin: 12pt 0 6pt; font-size: 13pt; break-after: avoid; }
        hr { width: 40%; margin: 2pt auto 4pt; border: 0; border-top: 0.75pt solid #000; }
        ol { margin: 0 0 6pt; padding-left: 8mm; }
        table { width: 100%; border-collapse: collapse; }
        .head td, .foot td { width: 50%; padding: 0 2mm; vertical-align: top; }
        .head { font-size: 12pt; }
        .head td:first-child { width: 38%; }
        .head td:last-child { width: 62%; padding: 0; white-space: nowrap; }
        .head p, .foot p { margin: 0; text-align: center; font-weight: bold; }
        .head .number { font-weight: normal; }
        .subject { margin-bottom: 12pt; text-align: center; font-weight: bold; }
        .rows { margin-bottom: 8pt; font-size: 11pt; line-height: 1.25; }
        .rows thead { display: table-header-group; }
        .rows tfoot { display: table-row-group; font-weight: bold; }
        .rows th, .rows td { padding: 2pt 4pt; border: 0.5pt solid #000; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
        .rows tr { break-inside: avoid; }
        .rows .num { width: 22mm; text-align: right; }
        .foot { margin-top: 18pt; break-inside: avoid; }
        .foot .name { margin-top: 50pt; }
        """
}
