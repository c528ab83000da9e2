import Kernel

/// A function of the language: how it is called, what it takes, and what it gives.
///
/// A new one is a value in ``Expression/functions``, a line in the reference of ``Expression`` and a text
/// `expressions.function.<name>`.
struct Function: Sendable {
    let name: String
    /// As an author writes it: `clamp(x, low, high)`.
    let usage: String
    let parameters: [Parameter]
    /// The last parameter may be given any number of times more.
    let repeats: Bool
    /// The kind of what it gives; nil is the kind that its `.result` parameters share.
    let kind: Expression.Kind?
    let body: @Sendable (Call) throws(ExpressionFault) -> Expression.Value

    /// What an argument must be.
    enum Parameter: Sendable {
        case number, text, truth
        /// A whole number 0…18 that is written out.
        case digits
        /// A name, of whatever kind and whether it has a value or not.
        case name
        /// A text that is written out and is a ``Pattern``.
        case pattern
        /// A day that is written out as a text, `'2020-01-31'`.
        case day
        /// Any kind, the same as the other results; it becomes the value of the call.
        case result
    }

    init(
        _ usage: String, _ parameters: [Parameter], repeats: Bool = false, gives kind: Expression.Kind?,
        _ body: @escaping @Sendable (Call) throws(ExpressionFault) -> Expression.Value
    ) {
        name = String(usage.prefix { $0 != "(" })
        self.usage = usage
        self.parameters = parameters
        self.repeats = repeats
        self.kind = kind
        self.body = body
    }
}

/// One call while it is evaluated.
///
/// An argument is computed when the function asks for it.
struct Call {
    let evaluation: Evaluation
    let node: Int
    let operands: Range<Int>

    var count: Int { operands.count }

    private func argument(_ position: Int) -> Int { evaluation.program.operands[operands.lowerBound + position].node }

    func number(_ position: Int) throws(ExpressionFault) -> Ratio { try evaluation.number(argument(position)) }
    func text(_ position: Int) throws(ExpressionFault) -> String { try evaluation.text(argument(position)) }
    func truth(_ position: Int) throws(ExpressionFault) -> Bool { try evaluation.truth(argument(position)) }
    func value(_ position: Int) throws(ExpressionFault) -> Expression.Value { try evaluation.value(argument(position)) }

    /// Whether the variable that stands here has a value; an empty text is none.
    func isGiven(_ position: Int) -> Bool { evaluation.isGiven(argument(position)) }

    /// A day by its number, as variables hold days.
    func day(_ position: Int) throws(ExpressionFault) -> CalendarDate {
        let number = try number(position)
        guard number.denominator == 1, let days = Int(exactly: number.numerator), let date = CalendarDate(daysSince1970: days) else {
            throw fault(.dayExpected, ["text": "\(number)"])
        }
        return date
    }

    /// A failure of the whole call.
    func fault(_ reason: ExpressionFault.Reason, _ details: [String: String] = [:]) -> ExpressionFault {
        ExpressionFault(reason, at: evaluation.program.places[node], details)
    }
}
