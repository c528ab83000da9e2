import Forms
import Kernel

/// One form as two people keyed it in, with what a third saw on the paper (SV-41, SV-43).
package struct FormComparison: Sendable {
    package let serial: FormSerial
    let first: KeyedForm
    let second: KeyedForm
    private let columns: [String]
    private let settled: [String: Settlement]

    /// Keyings of other forms and turns are passed over; nil where one of the two is missing.
    init?(_ serial: FormSerial, _ keyed: [KeyedForm], _ settlements: [Settlement], columns: [String]) {
        guard let first = keyed.first(where: { $0.turn == 1 }), let second = keyed.first(where: { $0.turn == 2 }) else { return nil }
        self.serial = serial
        self.first = first
        self.second = second
        self.columns = columns
        settled = Dictionary(settlements.map { ($0.question, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Whether the form counts; nil where nobody knows yet.
    ///
    /// A form that does not has nothing else to be settled.
    private var mark: InvalidReason?? {
        if first.mark == second.mark { return .some(first.mark) }
        return settled[""].map { InvalidReason(rawValue: $0.settled) }
    }

    /// The questions that the two read differently; the empty one is whether the form counts, and comes before all others.
    var differences: [String] {
        var found = first.mark == second.mark ? [] : [""]
        if let mark, mark == nil { found += self.pairs.filter { $0.one != $0.other }.map(\.question) }
        return found
    }

    /// Those of them that nobody has looked up yet.
    var open: [String] { differences.filter { settled[$0] == nil } }

    /// Question by question what the two read.
    var pairs: [(question: String, one: String, other: String)] {
        let (one, other) = (first.record.values, second.record.values)
        return columns.enumerated().map { index, question in
            (question, one.indices.contains(index) ? one[index] : "", other.indices.contains(index) ? other[index] : "")
        }
    }

    /// Whether both read a form that counts, so that their answers can be compared.
    var isComparable: Bool { first.mark == nil && second.mark == nil }

    /// What stands on the paper; nil while something is open.
    var result: (record: AnswerRecord, mark: InvalidReason?)? {
        guard open.isEmpty, let mark else { return nil }
        if mark != nil { return (first.record, mark) }
        return (AnswerRecord(values: pairs.map { $0.one == $0.other ? $0.one : settled[$0.question]?.settled ?? "" }), nil)
    }

    /// How often each of the two read something else than what stands on the paper; zero while that is open.
    var errors: (first: Int, second: Int) {
        guard let result else { return (0, 0) }
        if result.mark != nil { return (first.mark == result.mark ? 0 : 1, second.mark == result.mark ? 0 : 1) }
        func count(_ form: KeyedForm) -> Int {
            let wrong = zip(form.record.values, result.record.values).count { $0 != $1 }
            return form.mark == nil ? wrong : 1
        }
        return (count(first), count(second))
    }
}
