import Kernel

/// A checked formula: one that was read without a fault always gives a value of its ``kind`` or says why it cannot.
///
/// Scoring rules and forms share this language (PI-40). It is total: no loops, no recursion, no names but the declared
/// ones; it knows exact fractions, texts and truth values, and no conversion between them. What it costs is linear in its
/// size, and its size is bounded: ``maximumBytes``, ``maximumNodes``, ``maximumNesting``.
///
/// # The language
///
/// ```
/// formula     = any ;
/// any         = all { "or" all } ;
/// all         = negation { "and" negation } ;
/// negation    = "not" negation | comparison ;
/// comparison  = sum [ sign sum ] ;
/// sign        = "=" | "!=" | "≠" | bound ;
/// bound       = "<" | "<=" | "≤" | ">" | ">=" | "≥" ;
/// sum         = product { ( "+" | "-" | "−" ) product } ;
/// product     = factor { ( "*" | "×" | "/" ) factor } ;
/// factor      = ( "-" | "−" ) factor | primary ;
/// primary     = number | text | "true" | "false" | name | call | steps | "(" any ")" ;
/// call        = name "(" [ any { "," any } ] ")" ;
/// steps       = "steps" "(" any "," step { "," step } "," "else" ":" any ")" ;
/// step        = bound [ "-" | "−" ] number ":" any ;
/// number      = figure { figure } [ "." figure { figure } ] [ "%" ] ;
/// text        = "'" { any character but "'" and line ends } "'" | '"' { any character but '"' and line ends } '"' ;
/// name        = ( letter | "_" ) { letter | figure | "_" } ;
/// ```
///
/// Letters of names are a…z and A…Z, and case counts. Spaces, tabs and line ends may stand between any two words and
/// before `%`.
///
/// ## Numbers
///
/// The decimal sign is a point. `90%` is 9/10. A comma between two figures without a space is refused, because `max(x, 0,5)`
/// would read as three values: write `0.5`, or `0, 5`. Nothing is rounded unless the formula says `round` or `floor`:
/// `1 / 3 * 3` is 1. A literal has at most 18 decimals.
///
/// ## Signs
///
/// From the weakest to the strongest: `or`, `and`, `not`, comparisons, `+ -`, `* /`, the minus before a value. `and` and `or`
/// stop at the first value that decides, so `y != 0 and x / y > 50%` is safe. Comparisons do not chain: `1 < x < 5` is
/// written `1 < x and x < 5`. `=` and `!=` compare two values of one kind; texts are equal when they read the same, composed
/// or decomposed; the other comparisons are for numbers.
///
/// ## Steps
///
/// ```
/// steps(done / due, > 90%: 2, >= 70%: 1, else: 0)
/// ```
///
/// is "over 90 %: 2 points; from 70 % up to and with 90 %: 1; below: 0" (PI-22). The first bound that the value meets
/// decides; every bound says by its sign whether it is included, and `else` is never left out, so there are neither gaps nor
/// overlaps. All bounds look the same way, falling with `>` and `>=` or rising with `<` and `<=`, and a bound that no value
/// can reach is refused.
///
/// ## Functions
///
/// - `if(condition, a, b)`: `a` when the condition holds, otherwise `b`; the other one is not computed.
/// - `min(a, b, …)`: the smallest of two or more numbers.
/// - `max(a, b, …)`: the largest of two or more numbers.
/// - `clamp(x, low, high)`: `x`, but not below `low` and not above `high`.
/// - `abs(x)`: `x` without its sign.
/// - `floor(x)`: the largest whole number that is not above `x`; `floor(-0.5)` is -1.
/// - `round(x, digits)`: `x` with so many decimals, 0 to 18, halves away from zero; the digits are written as a number. It
///   overflows when the figures of the result do not fit 64 bits, some 18 of them.
/// - `given(name)`: whether the name has a value; an empty text is none.
/// - `length(text)`: how many characters, as Unicode counts them, a text has.
/// - `matches(text, 'pattern')`: whether the whole text has the shape of a ``Pattern``, which is written out.
/// - `includes(list, word)`: whether a word stands in a list of words with spaces between them: one of several choices.
/// - `date('2020-01-31')`: a day as a number, as names of days hold it; two days can be compared and subtracted.
/// - `years(from, to)`: the full years between two days: an age.
/// - `year(day)`: the year of a day.
///
/// # Errors
///
/// Whoever reads a formula gets all of its faults at once, each with its place; see ``ExpressionFault/Reason``. When a sound
/// formula cannot give a value (a divisor is 0, a value is missing, exact digits no longer fit), evaluation throws an
/// ``ExpressionFault`` with the place of the part that failed.
///
/// A file that also imports Foundation, which has an `Expression` of its own, writes `Expressions.Expression`.
package struct Expression: Sendable {
    /// The text as it was read.
    package let source: String
    /// What was declared; the evaluation asks for a variable by its index in this list.
    package let variables: [Variable]
    /// The kind of every value this formula gives.
    package let kind: Kind
    let program: Program

    /// The longest source, in UTF-8 bytes.
    package static let maximumBytes = 4_000
    /// How many values, signs, bounds and functions a formula may have together.
    package static let maximumNodes = 1_000
    /// How deep brackets, functions, `not` and minus signs may stand in each other.
    package static let maximumNesting = 64

    /// Reads and checks a formula.
    ///
    /// `kind` is what it must give; nil permits every kind. Throws all faults in the order of the text, at most ``ExpressionFaults/limit``.
    package static func parse(_ source: String, variables: [Variable], gives kind: Kind? = nil) throws(ExpressionFaults) -> Expression {
        var parser = try Parser(source, variables)
        let program = try parser.program(gives: kind)
        return Expression(source: source, variables: variables, kind: program.kinds[program.root], program: program)
    }
}

extension Expression {
    /// The value for the variables that `lookup` gives by their index; nil is a value that is missing.
    ///
    /// Only variables that the taken branches need are asked for.
    package func evaluate(_ lookup: (Int) -> Value?) throws(ExpressionFault) -> Value {
        try withoutActuallyEscaping(lookup) { lookup throws(ExpressionFault) in
            try Evaluation(program: program, lookup: lookup).value(program.root)
        }
    }

    /// The value of a formula that gives numbers.
    package func number(_ lookup: (Int) -> Value?) throws(ExpressionFault) -> Ratio {
        precondition(kind == .number, "whoever asks for a number has read a formula that gives numbers")
        return try withoutActuallyEscaping(lookup) { lookup throws(ExpressionFault) in
            try Evaluation(program: program, lookup: lookup).number(program.root)
        }
    }

    /// The value of a formula that gives truth values.
    package func truth(_ lookup: (Int) -> Value?) throws(ExpressionFault) -> Bool {
        precondition(kind == .truth, "whoever asks for a truth value has read a formula that gives truth values")
        return try withoutActuallyEscaping(lookup) { lookup throws(ExpressionFault) in
            try Evaluation(program: program, lookup: lookup).truth(program.root)
        }
    }
}

extension Expression {
    /// Indexes of the variables that the formula names, ascending.
    package var references: [Int] {
        var used = Set<Int>()
        for case .variable(let index) in program.nodes { used.insert(index) }
        return used.sorted()
    }

    /// Every literal and every bound of a step, in the order of the text.
    package var constants: [Constant] { program.constants }

    /// The formula with another literal in the place of one of its own: what a test of constants tries.
    ///
    /// Throws when the formula does not admit it, a bound out of order for one.
    package func replacing(_ constant: Constant, with literal: String) throws(ExpressionFaults) -> Expression {
        let bytes = Array(source.utf8)
        let text = bytes[..<constant.range.lowerBound] + Array(literal.utf8) + bytes[constant.range.upperBound...]
        return try Expression.parse(String(decoding: text, as: UTF8.self), variables: variables, gives: kind)
    }
}

/// Formulas are equal when they have the same structure over the same variables; spaces, needless brackets and the spelling
/// of signs do not count.
extension Expression: Hashable {
    package static func == (one: Expression, other: Expression) -> Bool {
        one.variables == other.variables && one.program == other.program
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(variables)
        hasher.combine(program)
    }
}

extension Expression: CustomStringConvertible {
    /// The formula in canonical spelling, which reads back as an equal one.
    package var description: String { Printer(program, .canonical) { variables[$0].name }.text }

    /// The formula for people, as the method page shows it.
    ///
    /// Signs are `≤` and `×`, decimals are as the language writes them, and `;` stands between values where the comma is the
    /// decimal sign; `name` gives each variable the name that the page shows. This spelling is not read back.
    package func text(in language: Language, name: (Int) -> String) -> String {
        withoutActuallyEscaping(name) { Printer(program, .readable(language), name: $0).text }
    }

    /// How each function is called, `clamp(x, low, high)`, in the order of the reference.
    package static var functionUsages: [String] { functions.map(\.usage) }

    /// The keys of every text that this target speaks of: faults, hints and functions.
    ///
    /// The room that words them tests its texts against this list.
    package static var textKeys: [String] {
        ExpressionFault.Reason.allCases.map(\.rawValue) + ExpressionFault.Hint.allCases.map(\.rawValue)
            + functions.map { "expressions.function.\($0.name)" }
    }
}
