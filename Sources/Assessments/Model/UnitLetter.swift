import Kernel
import Platform

/// What is written to one person about one unit, in the person's language.
struct UnitLetter {
    private let item: UnitCase
    private let addressee: Addressee
    private let words: Words
    private let address: String

    init(_ item: UnitCase, _ addressee: Addressee, _ services: Services) {
        self.item = item
        self.addressee = addressee
        words = services.words(addressee.language)
        let link: Link = "/assessments/rounds/\(item.round.code)/units/\(item.unit.code)"
        address = (services.site.publicURL ?? "") + link.text
    }

    func sentBack(by head: String, reason: String) -> Mail {
        mail("sent_back", ["head": head, "reason": reason])
    }

    /// `claimed` of `claimable` leaves have their points.
    func claimDue(_ left: DaysLeft, on lastDay: CalendarDate, claimed: Int, of claimable: Int) -> Mail {
        mail(
            left.days < 0 ? "claim_late" : "claim_due",
            due(left, lastDay).merging(["done": "\(claimed)", "all": "\(claimable)"]) { $1 })
    }

    func explanationDue(_ left: DaysLeft, on lastDay: CalendarDate, open: Int) -> Mail {
        mail(
            left.days < 0 ? "explanation_late" : "explanation_due",
            due(left, lastDay).merging(["open": "\(open)"]) { $1 })
    }

    private func due(_ left: DaysLeft, _ lastDay: CalendarDate) -> [String: String] {
        ["days": "\(abs(left.days))", "date": words.numbers.date(lastDay)]
    }

    private func mail(_ key: String, _ details: [String: String]) -> Mail {
        let all = details.merging([
            "name": addressee.name, "unit": words(item.unit.name), "round": words(item.round.title), "address": address,
        ]) { $1 }
        return Mail(
            to: addressee.email, subject: words("assessments.letter.\(key).subject", all),
            body: words("assessments.letter.\(key).text", all))
    }
}
