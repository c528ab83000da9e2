import Forms
import Kernel
import Platform

/// A form on paper, after the parts of the official one: country and motto, title, addressee, what was answered, pledge, signatures.
///
/// Without answers it is the blank form, with every question and lines to write on. Papers of the state are Vietnamese, whoever
/// reads the page.
package struct FormPaper: Sendable {
    private let filled: Filled
    private let words: Words
    private let answers: AnswerWords
    private let files: [String: FormFile]
    private let day: CalendarDate?
    /// The code of a dossier it belongs to.
    private let code: String?
    private var isBlank: Bool { filled.given.isEmpty }
    private var questionnaire: Questionnaire { filled.questionnaire }

    /// `day` is the day of the signature; nil leaves it open.
    package init(
        _ filled: Filled, _ words: Words, _ catalogues: Catalogues, day: CalendarDate? = nil, code: String? = nil,
        files: [String: FormFile] = [:]
    ) {
        self.filled = filled
        self.words = words
        self.files = files
        self.day = day
        self.code = code
        answers = AnswerWords(words, catalogues)
    }

    /// The whole document, ready for the printer.
    package var html: HTML {
        let paper = questionnaire.paper
        let title = paper.heading ?? questionnaire.title
        return """
            <!doctype html>
            <html lang="\(words.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <title>\(words(title))</title>
            <style>\(FormPaperStyle.sheet)</style>
            </head>
            <body>
            <p class="number">\(paper.number.map { words($0) })\(if: questionnaire.isSample, "<br><strong>\(words("procedures.paper.sample"))</strong>")\
            \(code.map { "<br>\(words("procedures.paper.code")): <strong>\($0)</strong>" as HTML })</p>
            <p class="state"><strong>\(words("procedures.paper.country"))</strong><br><strong>\(words("procedures.paper.motto"))</strong></p>
            <div class="rule"></div>
            <h1>\(words(title).uppercased())</h1>
            \(paper.addressee.map { "<p class=\"to\">\(words("procedures.paper.to")): <strong>\(answers.filled($0, filled))</strong></p>" as HTML })
            \(each: questionnaire.children(of: nil), { item($0, row: 1) })
            \(paper.pledge.map { "<p class=\"said\">\(answers.filled($0, filled))</p>" as HTML })
            \(signatures)
            \(each: paper.notes, { "<p class=\"small\">\(answers.filled($0, filled))</p>" })
            </body>
            </html>

            """
    }

    private func isThere(_ index: Int, row: Int) -> Bool {
        if questionnaire.items[index].question?.place == .omitted { return false }
        return isBlank || filled.isVisible(index, row: row)
    }

    private func children(_ parent: Int?, row: Int) -> [Int] { questionnaire.children(of: parent).filter { isThere($0, row: row) } }

    private func item(_ index: Int, row: Int) -> HTML {
        guard isThere(index, row: row) else { return HTML() }
        let item = questionnaire.items[index]
        switch item.content {
        case .group: return "<h2>\(words(item.label))</h2>\n\(lines(children(index, row: row), row: row))"
        case .repeated: return "<h2>\(words(item.label))</h2>\n\(table(index))"
        case .question: return lines([index], row: row)
        }
    }

    /// Questions one below the other; those `beside` share the line of the one before.
    private func lines(_ indexes: [Int], row: Int) -> HTML {
        var groups: [[Int]] = []
        for index in indexes {
            if questionnaire.items[index].question?.place == .beside, !groups.isEmpty,
                questionnaire.items[groups[groups.count - 1][0]].question != nil
            {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return HTML(
            joining: groups.map { group in
                guard questionnaire.items[group[0]].question != nil else { return item(group[0], row: row) }
                return "<p class=\"line\">\(each: group, { "<span>\(question($0, row: row))</span>" })</p>\n"
            })
    }

    private func question(_ index: Int, row: Int) -> HTML {
        let item = questionnaire.items[index]
        guard let question = item.question else { return HTML() }
        if question.kind == .note { return "<em>\(words(item.label))</em>" }
        if question.place == .boxes, case .list(let list) = question.kind.choices?.source {
            let chosen = Set(filled.answers[questionnaire.path(index, row: row)]?.all ?? [])
            return "\(words(item.label)): \(each: list, { box(chosen.contains($0.code), words($0.label)) })"
        }
        return "\(words(item.label)): \(value(index, row: row))"
    }

    private func box(_ isChosen: Bool, _ label: String) -> HTML {
        "<span class=\"choice\"><span class=\"box\">\(if: isChosen, "×")</span> \(label)</span>"
    }

    private func value(_ index: Int, row: Int) -> HTML {
        guard let question = questionnaire.items[index].question else { return HTML() }
        let shown = answers.shown(filled.answers[questionnaire.path(index, row: row)], question, files: files)
        if shown.isEmpty { return "<span class=\"blank\"></span>" }
        let texts = shown.joined(separator: ", ").split(separator: "\n").map { "\($0)" as HTML }
        return "<strong>\(HTML(joining: texts, separator: "<br>"))</strong>"
    }

    /// Rows of a repeat as a table; a blank one has lines to write on.
    private func table(_ index: Int) -> HTML {
        // Those of groups inside of it too: a table has no other place for them.
        let columns = questionnaire.items.indices.filter {
            let item = questionnaire.items[$0]
            guard item.repeated == index, let question = item.question else { return false }
            return question.place != .omitted && question.kind != .note
        }
        let rows = isBlank ? Self.blankRows : filled.rows(index)
        return """
            <table class="data"><thead><tr><th class="no">\(words("procedures.paper.no"))</th>\(each: columns, { "<th>\(words(questionnaire.items[$0].label))</th>" })</tr></thead>
            <tbody>\(each: 0..<rows, { row in
                """
                <tr><td class="no">\(row + 1)</td>\(each: columns, { cell($0, row: row + 1) })</tr>

                """
            })</tbody></table>
            """
    }

    private static let blankRows = 4

    private func cell(_ index: Int, row: Int) -> HTML {
        guard let question = questionnaire.items[index].question else { return "<td></td>" }
        let shown = answers.shown(filled.answers[questionnaire.path(index, row: row)], question, files: files)
        return "<td>\(shown.joined(separator: ", "))</td>"
    }

    private var signatures: HTML {
        let signers = questionnaire.paper.signers
        return """
            <p class="day">\(dayLine)</p>
            <table class="sign"><tr>\(if: signers.count == 1, "<td></td>")\(each: signers, { signer in
                """
                <td><p><strong>\(words(signer).uppercased())</strong></p><p class="hint">\(words("procedures.paper.sign"))</p></td>
                """
            })</tr></table>
            """
    }

    /// `…, ngày 05 tháng 3 năm 2026`, or dots for who signs later.
    private var dayLine: String {
        guard let day else { return words("procedures.paper.day_open") }
        func two(_ number: Int, below limit: Int) -> String { number < limit ? "0\(number)" : "\(number)" }
        return words(
            "procedures.paper.day", ["day": two(day.day, below: 10), "month": two(day.month, below: 3), "year": "\(day.year)"])
    }
}
