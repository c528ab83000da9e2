import Dossiers
import Kernel
import Office
import Platform
import Procedures
import Units

/// One dossier for whoever sent it: what must be done now, how far it is, what was sent.
struct OwnPage {
    let screen: ShowOwn.Screen
    let context: Context
    let refused: (any DomainError)?

    private var words: Words { context.words }
    private var dossier: Dossier { screen.dossier }
    private var code: DossierCode { dossier.code }

    var page: Page {
        Page(
            code.text, kicker: screen.procedure.procedure.name, lead: words("\(dossier.state.text).public"),
            crumbs: [Crumb(words("citizens.home"), "/citizens")], room: "citizens", status: Page.status(refused: refused), isIndexed: false,
            content: """
                \(context.done)
                \(refused.map { .notice(.warning, words.told($0)) } ?? HTML())
                \(supplement)
                \(payment)
                \(result)
                \(rating)
                \(.section(words("online.own.state"), .definitions(facts)))
                \(history)
                \(if: !screen.folder.components.isEmpty, .section(words("online.step.papers"), papers))
                \(links)
                \(withdrawal)
                """)
    }

    private func button(_ part: String, _ text: String) -> HTML {
        """
        <form method="post" action="\(OnlineLink.own(code, part))">\(.token(context.actor))<div class="actions"><button>\(text)</button></div></form>
        """
    }

    // MARK: what must be done

    private var supplement: HTML {
        guard screen.folder.awaitsSupplement, let asked = screen.folder.asked else { return HTML() }
        return .section(
            words("online.supplement"),
            """
            <p>\(words("online.supplement.lead", ["at": words.numbers.moment(asked.at)]))</p>
            <blockquote>\(.lines(asked.text))</blockquote>
            \(button("supplement", words(screen.draft == nil ? "online.supplement.begin" : "online.supplement.go_on")))
            """)
    }

    private var payment: HTML {
        guard dossier.owes, screen.folder.unpaid > 0 else { return HTML() }
        let ways = screen.payable.map { provider in
            let text = screen.payable.count == 1 ? words("online.pay") : words("online.pay.by", ["provider": words(provider.text)])
            return "<button name=\"provider\" value=\"\(provider.code)\">\(text)</button>" as HTML
        }
        let way: HTML =
            ways.isEmpty
            ? "<p>\(words("online.pay.counter"))</p>"
            : """
            <form method="post" action="\(OnlineLink.own(code, "payments"))">\(.token(context.actor))<div class="actions">\(HTML(joining: ways))</div></form>
            """
        return .section(
            words("online.fee"),
            """
            <ul>\(each: screen.folder.fees.filter { $0.paid == nil }, { "<li>\($0.name): \(words.dong($0.dong))</li>" })</ul>
            <p><strong>\(words("online.fee.sum", ["dong": words.dong(screen.folder.unpaid)]))</strong></p>
            \(way)
            """)
    }

    private var result: HTML {
        guard dossier.finished != nil, let result = screen.folder.result else { return HTML() }
        let file: HTML? = screen.resultFile.map {
            "<p class=\"actions\"><a class=\"button\" href=\"\(OnlineLink.own(code, "result"))\">\(words("online.result.file", ["name": $0.name]))</a></p>"
        }
        let parcel = screen.folder.parcels.first { $0.direction == .returned }
        return .section(
            words("online.result"),
            """
            <p>\(words("dossiers.outcome.\(result.outcome.rawValue)"))\(if: !result.number.isEmpty, " – \(result.number)")</p>
            \(if: !result.text.isEmpty, "<p>\(result.text)</p>")
            \(file)
            <p>\(words("online.result.\(dossier.delivery.rawValue)", ["unit": words(screen.unit.name), "parcel": parcel?.number ?? "–"]))</p>
            """)
    }

    private var rating: HTML {
        guard dossier.state == .returned else { return HTML() }
        if let rating = screen.rating {
            return .section(words("online.rating"), "<p>\(words("online.rating.given", ["degree": words(rating.overall.text)]))</p>")
        }
        let degrees = Rating.Degree.allCases.reversed().map { Choice("\($0.rawValue)", words($0.text)) }
        let fields =
            Rating.Aspect.allCases.map { Field($0.rawValue, words($0.text), .radios(degrees, chosen: nil), isRequired: $0 == .overall) }
            + [Field("comment", words("online.rating.comment"), .area("", rows: 3))]
        return .section(
            words("online.rating"),
            .form(.post, to: OnlineLink.own(code, "rating"), fields, submit: words("online.rating.send"), by: context.actor))
    }

    // MARK: how it stands

    /// As the counter has it.
    private var applicant: HTML {
        let applicant = screen.folder.applicant
        let lines = [applicant.name, applicant.address, applicant.phone, applicant.email].filter { !$0.isEmpty }
        return "\(each: lines, { "\($0)<br>" })"
    }

    private var facts: [(term: String, text: HTML)] {
        let submission = screen.submission
        var facts: [(term: String, text: HTML)] = [
            (words("online.column.dossier"), "<code>\(code.text)</code>"),
            (words("dossiers.state"), "<strong>\(words(dossier.state.text))</strong>"),
            (words("online.applicant"), applicant),
            (words("online.unit"), "\(words(screen.unit.name))"),
            (words("online.column.submitted"), "\(words.numbers.moment(submission.submitted))"),
        ]
        if submission.answered == nil {
            facts.append((words("online.column.answer_due"), "\(words.numbers.moment(submission.answerDue))"))
        }
        if let due = dossier.due { facts.append((words("dossiers.due"), "\(words.numbers.moment(due))")) }
        facts.append((words("online.delivery"), "\(words("online.delivery.\(dossier.delivery.rawValue)"))"))
        if !submission.address.isEmpty { facts.append((words("online.address"), .lines(submission.address))) }
        return facts
    }

    /// What happened, without who in the office did it (OS-40).
    private var history: HTML {
        .section(
            words("dossiers.history"),
            """
            <ol class="history">\(each: screen.folder.events, { event in
                "<li><time>\(words.numbers.moment(event.at))</time> \(words(event.kind == .registered ? "online.event.registered" : event.kind.text))\(if: !event.text.isEmpty && event.isForApplicant, ": \(event.text)")</li>"
            })</ol>
            """)
    }

    private var papers: HTML {
        """
        <ul>\(each: screen.folder.components.enumerated(), { index, component in
            let file: HTML = component.file.map { "<a href=\"\(OnlineLink.component(code, index + 1))\">\($0.name)</a>" } ?? "\(words("online.papers.none"))"
            return "<li>\(component.name): \(file)</li>"
        })</ul>
        """
    }

    private var links: HTML {
        let qr = QRCode(code.text).map { QRPicture.html($0, label: code.text) }
        return """
            <p>\(qr)</p>
            <ul><li><a href="\(OnlineLink.own(code, "receipt.pdf"))">\(words("online.receipt.pdf"))</a></li>\
            \(if: screen.submission.form != nil, "<li><a href=\"\(OnlineLink.own(code, "form"))\">\(words("online.form.pdf"))</a></li>")\
            \(each: screen.payments.filter { $0.receipt != nil }, { "<li><a href=\"\(OnlineLink.receipt($0.id))\">\(words("online.payment.receipt", ["number": $0.receipt ?? ""]))</a></li>" })</ul>
            """
    }

    private var withdrawal: HTML {
        guard dossier.state.next.contains(.withdrawn) else { return HTML() }
        return """
            <details><summary>\(words("online.withdraw"))</summary>\(.form(
                .post, to: OnlineLink.own(code, "withdrawal"), [Field("reason", words("online.withdraw.reason"), .area("", rows: 2), isRequired: true)],
                submit: words("online.withdraw"), by: context.actor))</details>
            """
    }
}

extension DossierEvent {
    /// Whether its text is written to the applicant.
    fileprivate var isForApplicant: Bool {
        [.refused, .supplementAsked, .paymentAsked, .extended, .stopped, .withdrawn].contains(kind)
    }
}
