import Forms
import Kernel
import Office
import Platform
import Units

/// Letters to drawn people, a page each: why they were chosen, how to answer, the link as an address, a word and a QR code.
///
/// A letter carries a name and an address, the link knows both; what is answered by it does not (SV-50).
struct LetterPaper {
    let letters: [GiveLinks.Letter]
    let screen: ShowCampaign.Screen
    let instrument: Instrument
    let words: Words
    let publicURL: String

    private var plan: CampaignPlan { screen.campaign.plan }
    private func text(_ key: String, _ details: [String: String] = [:]) -> String { words("surveys.letter.\(key)", details) }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(plan.title)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(each: letters, letter)
        </body>
        </html>

        """
    }

    private func letter(_ letter: GiveLinks.Letter) -> HTML {
        let address = publicURL + SurveysLink.respond(letter.token.text).text
        return """
            <section>
            <table class="head"><tr><td><p>\(words(screen.unit.name).uppercased())</p><hr><p class="number">\(text("number", [
                "campaign": screen.campaign.number, "number": "\(letter.person.number)",
            ]))</p></td><td><p>\(text("nation"))</p><p>\(text("motto"))</p><hr></td></tr></table>
            <p class="to">\(text("to", ["name": letter.person.name]))<br>\(letter.person.address)</p>
            <h1>\(text("title").uppercased())</h1>
            <p class="subject">\(words(instrument.title))</p>
            \(if: instrument.questionnaire.isSample || screen.campaign.isGenerated, "<p class=\"subject\">\(text("sample"))</p>")
            <p>\(text("why", ["title": plan.title]))</p>
            <p>\(words(instrument.content.consent))</p>
            <p>\(text("how", ["closes": words.numbers.date(plan.closes)]))</p>
            <table class="link"><tr><td>\(QRCode(address).map { QRPicture.html($0, label: letter.token.text) })</td>\
            <td><p class="address">\(address)</p><p class="word">\(letter.token.text)</p></td></tr></table>
            <p>\(text("secret"))</p>
            </section>

            """
    }

    private static let style: HTML = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
        html { font: 13pt/1.4 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; }
        body { margin: 0; }
        section { break-after: page; }
        section:last-child { break-after: auto; }
        p { margin: 0 0 6pt; text-align: justify; overflow-wrap: anywhere; }
        h1 { margin: 18pt 0 0; font-size: 14pt; text-align: center; }
        hr { width: 40%; margin: 2pt auto 4pt; border: 0; border-top: 0.75pt solid #000; }
        table { width: 100%; border-collapse: collapse; }
        .head { font-size: 12pt; }
        .head td { width: 50%; padding: 0 2mm; vertical-align: top; }
        .head td:last-child { white-space: nowrap; }
        .head p { margin: 0; text-align: center; font-weight: bold; }
        .head .number { font-weight: normal; }
        .to { margin: 14pt 0 0; }
        .subject { margin-bottom: 12pt; text-align: center; font-weight: bold; }
        .link { margin: 8pt 0; }
        .link td:first-child { width: 42mm; }
        .link td { vertical-align: middle; }
        .qr { width: 38mm; height: 38mm; }
        .address { text-align: left; }
        .word { font: bold 16pt monospace; letter-spacing: 1pt; }
        """
}
