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
        let tracking = publicURL.map { $0 + ("/dossiers/track/\(code)" as Link).text }
        let sheet = FormSheet(words("online.receipt"), screen.unit, words)
        return sheet.document([
            """
            \(sheet.top(number: nil, day: submission.submitted.vietnamDate, code: PaperCode(code, tracking: tracking)))
            \(sheet.lines([
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
            """
        ])
    }
}

/// That fees were paid over the network.
struct PaymentReceipt {
    let payment: Payment
    /// Whether no money was moved.
    let isTrial: Bool
    let screen: ShowOwn.Screen
    let words: Words

    var html: HTML {
        let sheet = FormSheet(words("online.payment.title"), screen.unit, words)
        return sheet.document([
            """
            \(sheet.top(number: nil, day: (payment.settled ?? payment.started).vietnamDate, code: PaperCode(payment.dossier.text)))
            \(if: isTrial, "<p><strong>\(words("online.trial.label"))</strong></p>")
            \(sheet.lines([
                (words("online.payment.number"), payment.receipt ?? ""),
                (words("online.service"), screen.procedure.procedure.name), (words("online.payment.payer"), screen.folder.applicant.name),
                (words("online.payment.dong"), words.dong(payment.dong)), (words("online.payment.reference"), payment.reference ?? ""),
                (words("online.payment.at"), payment.settled.map { words.numbers.moment($0) } ?? ""),
            ]))
            """
        ])
    }
}

extension FormSheet {
    /// Of the unit that has the dossier.
    fileprivate init(_ title: String, _ unit: Units.Unit, _ words: Words) {
        self.init(title: title, head: Letterhead(agency: unit.name.vi, place: unit.name.vi), words: words)
    }
}

extension Services {
    func print(_ html: HTML, as name: String) async throws -> FileAnswer {
        FileAnswer(
            name: "\(name).pdf", mediaType: "application/pdf", bytes: try await PDFPrinter(program: settings.weasyPrint).pdf(of: html.text),
            isShown: true)
    }
}
