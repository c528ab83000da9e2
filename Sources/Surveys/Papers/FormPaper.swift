import Forms
import Kernel
import Office
import Platform
import Units

/// Forms to be filled in by hand, each with its serial as figures and as a QR code at the head of every page.
///
/// A serial stands for a unit and a cell (SV-50): on no sheet stands whom it went to.
struct FormPaper {
    let campaign: Campaign
    let sheets: [(form: PrintedForm, unit: Units.Unit, instrument: Instrument)]
    let words: Words

    private func text(_ key: String, _ details: [String: String] = [:]) -> String { words("surveys.paper.form.\(key)", details) }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(campaign.plan.title)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(each: sheets, { sheet($0.form, $0.unit, $0.instrument) })
        </body>
        </html>

        """
    }

    private func sheet(_ form: PrintedForm, _ unit: Units.Unit, _ instrument: Instrument) -> HTML {
        let serial = form.serial.description
        let content = instrument.content
        return """
            <section>
            <div class="mark">\(QRCode(serial).map { QRPicture.html($0, label: serial) })<p>\(serial)</p></div>
            <h1>\(words(instrument.title).uppercased())</h1>
            \(if: content.questionnaire.isSample || campaign.isGenerated, "<p class=\"subject\">\(words("surveys.letter.sample"))</p>")
            <p class="subject">\(text("about", ["unit": words(unit.name), "campaign": campaign.plan.title]))</p>
            <p>\(words(content.consent))</p>
            <p>\(text("how"))</p>
            \(items(content.questionnaire.children(of: nil), content.questionnaire))
            <p class="end">\(text("thanks"))</p>
            </section>

            """
    }

    private func items(_ indexes: [Int], _ questionnaire: Questionnaire) -> HTML {
        HTML(
            joining: indexes.map { index in
                let item = questionnaire.items[index]
                guard let question = item.question else {
                    return """
                        <h2>\(words(item.label))</h2>\(item.help.map { "<p>\(words($0))</p>" as HTML })
                        \(items(questionnaire.children(of: index), questionnaire))
                        """
                }
                return self.question(item, question)
            })
    }

    private func question(_ item: Item, _ question: Question) -> HTML {
        let head: HTML = "<p class=\"asked\">\(words(item.label))</p>\(item.help.map { "<p class=\"help\">\(words($0))</p>" as HTML })"
        switch question.kind {
        case .note: return "<div class=\"question\">\(head)</div>"
        case .calculated, .file: return HTML()
        case .yesNo: return boxes(head, [words("forms.yes"), words("forms.no")])
        case .choice(let choices), .choices(let choices):
            guard case .list(let list) = choices.source else { return HTML() }
            return boxes(head, list.map { words($0.label) }, isMany: question.kind.isMany)
        case .text(_, let lines):
            return "<div class=\"question\">\(head)\(each: 0..<max(lines, 2), { _ in "<p class=\"line\"></p>" })</div>"
        default: return "<div class=\"question\">\(head)<p class=\"line\"></p></div>"
        }
    }

    private func boxes(_ head: HTML, _ labels: [String], isMany: Bool = false) -> HTML {
        """
        <div class="question">\(head)\(if: isMany, "<p class=\"help\">\(text("several"))</p>")<ul>\(each: labels, { "<li><i></i>\($0)</li>" })</ul></div>
        """
    }

    private static let style: HTML = """
        @page { size: A4; margin: 32mm 15mm 14mm 20mm; @top-right { content: element(mark); } }
        html { font: 12pt/1.3 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; }
        body { margin: 0; }
        section { break-after: page; }
        section:last-child { break-after: auto; }
        .mark { position: running(mark); text-align: right; }
        .mark p { margin: 0; font: bold 11pt monospace; }
        .qr { width: 20mm; height: 20mm; }
        p { margin: 0 0 4pt; }
        h1 { margin: 0 0 4pt; font-size: 13pt; text-align: center; }
        h2 { margin: 8pt 0 2pt; font-size: 12pt; break-after: avoid; }
        .subject { text-align: center; font-weight: bold; }
        .question { margin: 5pt 0; break-inside: avoid; }
        .asked { font-weight: bold; margin-bottom: 2pt; }
        .help { font-style: italic; font-size: 11pt; margin-bottom: 2pt; }
        ul { margin: 0; padding: 0; list-style: none; }
        li { display: inline-block; margin-right: 4mm; font-size: 10.5pt; }
        i { display: inline-block; width: 4.2mm; height: 4.2mm; margin-right: 1.8mm; border: 0.35mm solid #000; vertical-align: -0.6mm; }
        .line { height: 8mm; border-bottom: 0.2mm dotted #000; }
        .end { margin-top: 10pt; text-align: center; }
        """
}
