import Kernel
import Platform

/// How hard each question was and how well it told people apart; those to look at again are marked (SV-72).
struct ItemsPage {
    let screen: AnalyseItems.Screen
    let words: Words

    func page() -> Page {
        Page(
            words("exams.items"), kicker: screen.exam.plan.title, lead: words("exams.items.lead"),
            crumbs: [.exams(words), .exam(screen.exam)], room: "exams", isIndexed: false,
            content: """
                \(.figures([
                    Figure(words("exams.items.respondents"), "\(words.numbers.count(screen.respondents))"),
                    Figure(words("exams.items.kr20"), figure(screen.kr20), note: words("exams.items.kr20.note")),
                    Figure(words("exams.items.error"), figure(screen.standardError), note: words("exams.items.error.note")),
                ]))
                \(table)
                <p class="small">\(words("exams.items.explained"))</p>
                \(.downloads([Download("CSV", "/exams/\(screen.exam.number)/items.csv")], words))
                """)
    }

    private func figure(_ number: Number?) -> HTML { "\(number.map { words.numbers.fixed($0.ratio, digits: 3) } ?? "–")" }

    private var table: HTML {
        .table(
            id: "items", caption: words("exams.items"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("exams.code"), .code) { (line: AnalyseItems.Line) in
                    "<a href=\"\(ExamsLink.question(line.question.code))\">\(line.question.code)</a>"
                },
                Column(words("exams.question")) { line in
                    """
                    <span lang="vi">\(line.question.content.text)</span>\
                    \(line.doubt.map { "<span class=\"why\">\(words($0))</span>" as HTML })
                    """
                },
                Column(words("exams.level")) { "\(words.level($0.question.content.level))" },
                Column(words("exams.items.papers"), .number) { "\(words.numbers.count($0.papers))" },
                Column(words("exams.items.difficulty"), .number) { figure($0.difficulty) },
                Column(words("exams.items.discrimination"), .number) { figure($0.discrimination) },
            ], rows: screen.lines, emphasis: { $0.doubt != nil }, empty: words("exams.items.empty"))
    }
}
