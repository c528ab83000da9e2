import Kernel
import Platform
import Storage

/// The trial bank's own pages, which stand where those of a bank would.
struct TrialBankPages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        routes.page("/online/trial-bank", .everyone) { try await bank($0) }
        routes.form("/online/trial-bank", .everyone, limit: 16 << 10) { try await decide($0, $1) }
    }

    private func bank(_ context: Context) async throws -> Page {
        let words = context.words
        let value = { (name: String) in context.query[name] ?? "" }
        let secret = try await office.services.database.read { try PaymentStore.secret(of: TrialBank.code, $0) }
        guard let secret, let order = TrialBank(secret: secret, office.services).order(value) else { throw OnlineError.noticeForged }
        return Page(
            words("online.trial.bank"), lead: words("online.trial.label"), isIndexed: false,
            content: """
                \(.notice(.warning, words("online.trial.label"), "<p>\(words("online.trial.text"))</p>"))
                <p>\(words("online.trial.order", ["order": order.payment.rawValue, "dong": words.dong(order.dong)]))</p>
                <form method="post" action="\(OnlineLink.bank)">\(.token(context.actor))\
                \(each: ["order", "dong", "signature"], { "<input type=\"hidden\" name=\"\($0)\" value=\"\(value($0))\">" })\
                <div class="actions"><button name="choice" value="pay">\(words("online.trial.pay"))</button>\
                <button class="second" name="choice" value="refuse">\(words("online.trial.refuse"))</button>\
                <button class="second" name="choice" value="silent">\(words("online.trial.silent"))</button></div></form>
                """)
    }

    /// Decides as was pressed and tells the house as any provider would, but for the answer that shall be lost.
    private func decide(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let notice = try await DecideTrialPayment(office)(form, isPaid: form["choice"] != "refuse") else {
            throw OnlineError.noticeForged
        }
        if form["choice"] != "silent" { _ = try await SettlePayment(office)(notice, from: TrialBank.code) }
        return .go(OnlineLink.payment(notice.payment))
    }
}
