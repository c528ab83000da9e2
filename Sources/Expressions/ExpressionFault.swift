import Kernel

/// One thing wrong with a formula, and the bytes of the source that it is about.
///
/// The same value tells what a reader found and why an evaluation failed.
package struct ExpressionFault: DomainError, Hashable {
    package let reason: Reason
    /// UTF-8 offsets into the source, always between characters; empty at the end of the source.
    package let range: Range<Int>
    package let details: [String: String]
    /// Names a second text that says what to do.
    package let hint: Hint?

    package init(_ reason: Reason, at range: Range<Int>, _ details: [String: String] = [:], hint: Hint? = nil) {
        self.reason = reason
        self.range = range
        self.details = details
        self.hint = hint
    }

    package var code: String { reason.rawValue }
    package var kind: ErrorKind { .invalid }
    package var offset: Int { range.lowerBound }
    package var length: Int { range.count }

    /// Codes of faults, with the details that their texts may name.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        // The source as a whole.
        /// `bytes`, `limit`
        case tooLong = "expressions.too_long"
        case empty = "expressions.empty"
        /// `limit`
        case tooDeep = "expressions.too_deep"
        /// `limit`
        case tooManyNodes = "expressions.too_many_nodes"
        // Characters.
        /// `text`, `code` (as `U+00A0`)
        case unexpectedCharacter = "expressions.unexpected_character"
        /// `text`, `instead`
        case writeInstead = "expressions.write_instead"
        /// `text`
        case nameWithAccents = "expressions.name_with_accents"
        /// `text`, `list` (with spaces between the values)
        case decimalComma = "expressions.decimal_comma"
        /// `text`
        case numberMalformed = "expressions.number_malformed"
        /// `text`
        case numberTooLong = "expressions.number_too_long"
        case textNotClosed = "expressions.text_not_closed"
        // Order of words.
        /// `found`
        case unexpectedToken = "expressions.unexpected_token"
        /// `found`
        case valueExpected = "expressions.value_expected"
        case unexpectedEnd = "expressions.unexpected_end"
        case bracketNotClosed = "expressions.bracket_not_closed"
        case bracketNotOpened = "expressions.bracket_not_opened"
        case chainedComparison = "expressions.chained_comparison"
        // Steps.
        /// `found`
        case boundExpected = "expressions.bound_expected"
        /// `found`
        case colonExpected = "expressions.colon_expected"
        case stepsWithoutElse = "expressions.steps_without_else"
        case stepsAfterElse = "expressions.steps_after_else"
        case stepsWithoutBound = "expressions.steps_without_bound"
        case boundsLookBothWays = "expressions.bounds_look_both_ways"
        /// `bound`
        case boundNeverReached = "expressions.bound_never_reached"
        // Names and kinds.
        /// `name`, with the hint ``Hint/near`` also `near`
        case unknownName = "expressions.unknown_name"
        /// `name`, with the hint ``Hint/near`` also `near`
        case unknownFunction = "expressions.unknown_function"
        /// `name`, `usage`
        case functionWithoutBrackets = "expressions.function_without_brackets"
        /// `name`, `usage`, `count`
        case argumentCount = "expressions.argument_count"
        case digitsExpected = "expressions.digits_expected"
        case nameExpected = "expressions.name_expected"
        case patternExpected = "expressions.pattern_expected"
        case dateExpected = "expressions.date_expected"
        case numberExpected = "expressions.number_expected"
        case textExpected = "expressions.text_expected"
        case truthExpected = "expressions.truth_expected"
        case kindsDiffer = "expressions.kinds_differ"
        // Evaluation.
        case divisionByZero = "expressions.division_by_zero"
        case overflow = "expressions.overflow"
        /// `name`
        case valueMissing = "expressions.value_missing"
        /// `name`
        case valueOfOtherKind = "expressions.value_of_other_kind"
        /// `text`
        case dayExpected = "expressions.day_expected"
        /// `low`, `high`
        case clampCrossed = "expressions.clamp_crossed"
    }

    /// What a person can do about a fault.
    package enum Hint: String, Sendable, Hashable, CaseIterable {
        case near = "expressions.hint.near"
        case numberInQuotes = "expressions.hint.number_in_quotes"
        case conditionToNumber = "expressions.hint.condition_to_number"
        case numberToCondition = "expressions.hint.number_to_condition"
        case textToCondition = "expressions.hint.text_to_condition"
        case textInQuotes = "expressions.hint.text_in_quotes"
    }
}

extension ExpressionFault {
    /// The fault as one of the file in which the formula begins at `start`.
    ///
    /// Exact for formulas on one line; in the following lines of a formula columns count from the formula's own margin. A
    /// place without column, a cell of a table, stays as it is.
    package func fault(at start: Place, in source: String) -> Fault {
        var place = start
        if start.column > 0 {
            let before = source.utf8.prefix(offset)
            let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let characters = String(decoding: lines.last.map(Array.init) ?? [], as: UTF8.self).count
            place.line += lines.count - 1
            place.column = lines.count == 1 ? start.column + characters : characters + 1
        }
        return Fault(code, at: place, details, hint: hint?.rawValue)
    }
}

/// Everything wrong with one source, in the order of the text.
package struct ExpressionFaults: Error, Hashable {
    package let faults: [ExpressionFault]

    /// More are not told.
    package static let limit = 20

    init(_ faults: [ExpressionFault]) {
        precondition(!faults.isEmpty, "faults are thrown only where there is one")
        // In the order of the text; of two at one place, the one that was found first.
        let ordered = faults.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
        self.faults = ordered.prefix(Self.limit).map(\.element)
    }
}
