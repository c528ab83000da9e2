import Dossiers
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Paying, from the citizen's side and from ours; what the provider sends comes in here too.
struct PaymentPages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        routes.form("/online/dossiers/:sent/payments", .citizen) { try await start($0, $1) }
        routes.page("/online/payments/:payment", .citizen) { try await shown($0) }
        routes.file("/online/payments/:payment/receipt.pdf", .citizen) { try await receipt($0) }
        routes.form("/online/providers/:provider/callback", .everyone, limit: 16 << 10) { try await callback($0, $1) }
        routes.page("/online/units/:unit/payments", .role(.unitHead)) { try await books($0) }
        routes.form("/online/units/:unit/payments", .role(.unitHead)) { try await reconcile($1) }
    }

    private func start(_ form: Form, _ context: Context) async throws -> FormAnswer {
        .go(try await StartPayment(office)(context.path("sent"), at: form.optional("provider"), by: context.actor))
    }

    private func find(_ context: Context) async throws -> (Payment, ShowOwn.Screen) {
        let id = ID<Payment>(rawValue: try context.path("payment"))
        guard let payment = try await office.services.database.read({ try PaymentStore.find(id, $0) }) else {
            throw OnlineError.noSuchPayment
        }
        return (payment, try await ShowOwn(office)(payment.dossier.text, by: context.actor))
    }

    private func shown(_ context: Context) async throws -> Page {
        let (words, (payment, screen)) = (context.words, try await find(context))
        let key = payment.state == .paid && payment.receipt == nil ? "unbooked" : payment.state.rawValue
        return Page(
            words("online.payment.\(key)"), kicker: screen.procedure.procedure.name,
            crumbs: [Crumb(payment.dossier.text, OnlineLink.dossier(payment.dossier))], room: "citizens", isIndexed: false,
            content: """
                <p>\(words("online.payment.\(key).text", ["dong": words.dong(payment.dong)]))</p>
                \(if: payment.receipt != nil, "<p><a href=\"\(OnlineLink.receipt(payment.id))\">\(words("online.payment.receipt", ["number": payment.receipt ?? ""]))</a></p>")
                <p class="actions"><a class="button" href="\(OnlineLink.dossier(payment.dossier))">\(words("online.payment.back"))</a></p>
                """)
    }

    private func receipt(_ context: Context) async throws -> FileAnswer {
        let (payment, screen) = try await find(context)
        guard let number = payment.receipt else { throw OnlineError.noSuchFile }
        let isTrial = office.providers.contains { $0.code == payment.provider && $0.isTrial }
        return try await office.services.print(
            PaymentReceipt(payment: payment, isTrial: isTrial, screen: screen, words: office.services.words(.vi)).html, as: number)
    }

    /// The provider's own message; told again, it changes nothing and is answered the same.
    private func callback(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let outcome = try await SettlePayment(office)(form, from: context.path("provider"))
        return .page(Page(context.words("online.callback.\(outcome)"), isIndexed: false, content: HTML()))
    }

    // MARK: both books

    private func books(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await ReconcilePayments(office).lines(of: context.path("unit"), by: context.actor)
        return Page(
            words("online.reconcile"), kicker: words(screen.unit.name), lead: words("online.reconcile.lead"),
            crumbs: [Crumb(words("online.desk"), OnlineLink.desk(screen.unit.code))], room: "online-desk", isIndexed: false,
            content: """
                \(context.done)
                \(.table(
                    id: "payments", caption: words("online.reconcile"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("online.column.dossier"), .code) { (line: Reconciled) in
                            "<a href=\"\("/dossiers/\(line.payment.dossier)" as Link)\">\(line.payment.dossier.text)</a>"
                        },
                        Column(words("online.payment.dong"), .number) { "\(words.dong($0.payment.dong))" },
                        Column(words("online.payment.here")) { "\(words("online.payment.\($0.payment.state.rawValue)"))" },
                        Column(words("online.payment.there")) { line in
                            "\(line.notice.map { words("online.payment.\($0.isPaid ? "paid" : "failed")") } ?? "–")"
                        },
                        Column(words("online.payment.begun")) { "\(words.numbers.moment($0.payment.started))" },
                        Column(words("online.payment.finding")) { "\(words("online.finding.\($0.finding.rawValue)"))" },
                    ], rows: screen.lines, emphasis: { $0.finding != .agree && $0.finding != .open }))
                <form method="post" action="\(OnlineLink.payments(screen.unit.code))">\(.token(context.actor))\
                <div class="actions"><button>\(words("online.reconcile.book"))</button></div></form>
                """)
    }

    private func reconcile(_ context: Context) async throws -> FormAnswer {
        let unit = try context.path("unit")
        try await ReconcilePayments(office)(unit, by: context.actor)
        return .go(OnlineLink.payments(unit).setting("done", to: "reconciled"))
    }
}
