import Forms
import Kernel
import Statistics

/// How far two people who keyed the same forms agree, by question and in all, and how often each was wrong (SV-42, SV-43).
///
/// Shares are exact; kappa is a decimal of ten digits, and nil where everybody answered the same, for then nothing can be said of it.
package struct PaperAgreement: Sendable {
    package struct Item: Sendable, Hashable {
        package let question: String
        package let compared: Int
        package let agreed: Int
        package let kappa: Number?
    }

    package let items: [Item]
    package let compared: Int
    package let agreed: Int
    /// Over all fields that have choices.
    package let kappa: Number?
    /// Errors against the paper, of the first and of the second person.
    package let errors: [Int]
    /// How many of them the batch bears of one person; one is always borne, unless none is allowed.
    package let allowed: Int

    init(_ forms: [FormComparison], _ instrument: Instrument, limit: Int) {
        let pairs = forms.filter(\.isComparable).map(\.pairs)
        let choices = Set(instrument.questionnaire.questions.filter { $0.question?.kind.isChosen == true }.map(\.name))
        items = instrument.columns.enumerated().map { index, question in
            let own = pairs.map { ($0[index].one, $0[index].other) }
            return Item(
                question: question, compared: own.count, agreed: own.count { $0.0 == $0.1 },
                kappa: choices.contains(question) ? Self.kappa(own) : nil)
        }
        compared = items.reduce(0) { $0 + $1.compared }
        agreed = items.reduce(0) { $0 + $1.agreed }
        kappa = Self.kappa(pairs.flatMap { $0.filter { choices.contains($0.question) }.map { ($0.one, $0.other) } })
        errors = [forms.reduce(0) { $0 + $1.errors.first }, forms.reduce(0) { $0 + $1.errors.second }]
        let fields = forms.count * instrument.columns.count
        allowed = limit == 0 ? 0 : max(1, (limit * fields + 999) / 1000)
    }

    private static func kappa(_ pairs: [(String, String)]) -> Number? {
        let codes = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
        let places = Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var table = [[Int]](repeating: [Int](repeating: 0, count: codes.count), count: codes.count)
        for (one, other) in pairs { if let row = places[one], let column = places[other] { table[row][column] += 1 } }
        return (try? Kappa(counts: table))?.decimal
    }
}

extension Question.Kind {
    /// Whether it is answered from a list.
    fileprivate var isChosen: Bool {
        switch self {
        case .choice, .choices, .yesNo: true
        default: false
        }
    }
}
