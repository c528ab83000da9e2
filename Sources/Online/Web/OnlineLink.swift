import Dossiers
import Kernel
import Platform

/// The addresses of the room.
enum OnlineLink {
    static let services: Link = "/online"
    static let desks: Link = "/online/desk"
    static let pauses: Link = "/online/pauses"
    static let bank: Link = "/online/trial-bank"

    static func provider(_ code: String) -> Link { "/online/providers/\(code)" }
    static func service(_ procedure: String) -> Link { "/online/procedures/\(procedure)" }
    static func begin(_ procedure: String) -> Link { "/online/procedures/\(procedure)/drafts" }
    static func draft(_ id: ID<Draft>) -> Link { "/online/drafts/\(id)" }
    static func step(_ id: ID<Draft>, _ step: DraftStep) -> Link { "/online/drafts/\(id)/\(step.word)" }
    static func autosave(_ id: ID<Draft>) -> Link { "/online/drafts/\(id)/autosave" }
    static func renew(_ id: ID<Draft>) -> Link { "/online/drafts/\(id)/renewal" }
    static func drop(_ id: ID<Draft>) -> Link { "/online/drafts/\(id)/removal" }
    static func file(_ id: ID<Draft>, _ file: DraftFile) -> Link { "/online/drafts/\(id)/files/\(file.digest.rawValue)" }
    static func dossier(_ code: DossierCode) -> Link { "/online/dossiers/\(code)" }
    static func own(_ code: DossierCode, _ part: String) -> Link { "/online/dossiers/\(code)/\(part)" }
    static func component(_ code: DossierCode, _ number: Int) -> Link { "/online/dossiers/\(code)/files/\(number)" }
    static func payment(_ id: ID<Payment>) -> Link { "/online/payments/\(id)" }
    static func receipt(_ id: ID<Payment>) -> Link { "/online/payments/\(id)/receipt.pdf" }
    static func desk(_ unit: String) -> Link { "/online/units/\(unit)" }
    static func payments(_ unit: String) -> Link { "/online/units/\(unit)/payments" }
    static func paper(_ code: String) -> Link { "/online/desk/\(code)/form" }
}

/// The screens of a draft, one after the other.
enum DraftStep: Hashable {
    /// For whom, to which unit, in which case.
    case start
    /// A part of the form, from 0.
    case part(Int)
    case papers
    /// How the result is to be had.
    case handing
    case review

    init?(_ word: String) {
        switch word {
        case "start": self = .start
        case "papers": self = .papers
        case "handing": self = .handing
        case "review": self = .review
        default:
            guard word.hasPrefix("part-"), let number = Int(word.dropFirst(5)), (1...500).contains(number) else { return nil }
            self = .part(number - 1)
        }
    }

    var word: String {
        switch self {
        case .start: "start"
        case .part(let number): "part-\(number + 1)"
        case .papers: "papers"
        case .handing: "handing"
        case .review: "review"
        }
    }
}

extension Context {
    /// What was done, told on the page that follows.
    var done: HTML { done(in: "online") }
}

extension Words {
    /// What was wrong, in one paragraph.
    func told(_ error: any DomainError) -> String {
        guard let faults = error as? Faults else { return self(error.code, error.details) }
        return faults.faults.map { message($0) }.joined(separator: " ")
    }

    func dong(_ amount: Int64) -> String { "\(numbers.count(Int(amount))) ₫" }
}

extension [Pause] {
    /// Told on every page of a service: what is now, and what is to come (OL-12).
    func notices(_ words: Words) -> HTML {
        HTML(
            joining: map { pause in
                .notice(
                    .warning,
                    words(
                        "online.pause.told",
                        ["from": words.numbers.moment(pause.from), "to": words.numbers.moment(pause.to)]), "<p>\(words(pause.text))</p>")
            })
    }
}
