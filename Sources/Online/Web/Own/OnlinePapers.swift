import Dossiers
import Kernel
import Office
import Platform
import Procedures
import Units

/// That something was sent, from whom, to whom, with which papers, and by when it is answered; with the code to follow it.
struct SubmissionReceipt {
    private let screen: ShowOwn.Screen
    private let words: Words
    private let publicURL: String?

    init(_ screen: ShowOwn.Screen, _ words: Words, publicURL: String?) {
        self.screen = screen
        self.words = words
        self.publicURL = publicURL
    }

    var html: HTML {
        let (submission, folder) = (screen.submission, screen.folder)
        let code = submission.dossier.text
        let track: Link = "/dossiers/track/\(code)"
        let qr = QRCode(publicURL.map { $0 + track.text } ?? code)
        return PlainSheet(words, title: words("online.receipt"), agency: screen.unit.name.vi).document(
            """
            <table class="code"><tr><td><p>\(words("online.column.dossier")): <strong>\(code)</strong></p></td>\
            <td>\(qr.map { QRPicture.html($0, label: code) })</td></tr></table>
            \(PlainSheet.lines([
                (words("online.applicant"), folder.applicant.name), (words("online.receipt.submitter"), folder.applicant.submitter),
                (words("online.service"), "\(screen.procedure.procedure.name) (\(screen.procedure.procedure.code))"),
                (words("online.unit"), screen.unit.name.vi), (words("online.column.submitted"), words.numbers.moment(submission.submitted)),
                (words("online.column.answer_due"), words.numbers.moment(submission.answerDue)),
                (words("online.delivery"), words("online.delivery.\(folder.dossier.delivery.rawValue)")),
                (words("online.fee"), folder.unpaid > 0 ? words.dong(folder.unpaid) : ""),
            ]))
            <h2>\(words("online.step.papers"))</h2>
            <ol>\(each: folder.components, { "<li>\($0.name): \($0.file?.name ?? words("online.papers.none"))</li>" })</ol>
            <p class="small">\(words("online.receipt.note"))</p>
            """)
    }
}

/// That fees were paid over the network.
struct PaymentReceipt {
    let payment: Payment
    let screen: ShowOwn.Screen
    let words: Words

    var html: HTML {
        PlainSheet(words, title: words("online.payment.title"), agency: screen.unit.name.vi).document(
            """
            \(if: payment.provider == TrialBank.name, "<p><strong>\(words("online.trial.label"))</strong></p>")
            \(PlainSheet.lines([
                (words("online.payment.number"), payment.receipt ?? ""), (words("online.column.dossier"), payment.dossier.text),
                (words("online.service"), screen.procedure.procedure.name), (words("online.payment.payer"), screen.folder.applicant.name),
                (words("online.payment.dong"), words.dong(payment.dong)), (words("online.payment.reference"), payment.reference ?? ""),
                (words("online.payment.at"), payment.settled.map { words.numbers.moment($0) } ?? ""),
            ]))
            """)
    }
}

/// A sheet that no text gives a form: agency, country and motto, title, lines.
struct PlainSheet {
    private let words: Words
    private let title: String
    private let agency: String

    init(_ words: Words, title: String, agency: String) {
        self.words = words
        self.title = title
        self.agency = agency
    }

    func document(_ content: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head><meta charset="utf-8"><title>\(title)</title>
        <style>
        @page { size: A5; margin: 12mm; }
        body { font: 11pt/1.35 "Times New Roman", "Liberation Serif", "Noto Serif", serif; }
        p { margin: 0 0 3pt; overflow-wrap: anywhere; }
        table { width: 100%; } td { vertical-align: top; }
        .head td { width: 50%; text-align: center; font-size: 9.5pt; }
        .code td:last-child { width: 24mm; } .qr { width: 22mm; height: 22mm; }
        h1 { font-size: 13pt; text-align: center; margin: 8pt 0; } h2 { font-size: 11pt; margin: 6pt 0 2pt; }
        .small { font-size: 9pt; font-style: italic; margin-top: 8pt; }
        </style></head>
        <body>
        <table class="head"><tr><td><strong>\(agency.uppercased())</strong></td>\
        <td><strong>\(words("dossiers.paper.country"))<br>\(words("dossiers.paper.motto"))</strong></td></tr></table>
        <h1>\(title.uppercased())</h1>
        \(content)
        </body>
        </html>

        """
    }

    /// What is empty is left out.
    static func lines(_ lines: [(String, String)]) -> HTML {
        HTML(joining: lines.filter { !$0.1.isEmpty }.map { "<p>\($0.0): <strong>\($0.1)</strong></p>\n" })
    }
}

extension Services {
    func print(_ html: HTML, as name: String) async throws -> FileAnswer {
        FileAnswer(
            name: "\(name).pdf", mediaType: "application/pdf", bytes: try await PDFPrinter(program: settings.weasyPrint).pdf(of: html.text),
            isShown: true)
    }
}
