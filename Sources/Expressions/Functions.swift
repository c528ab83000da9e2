import Kernel

extension Expression {
    /// Every function of the language; one line each in the reference of ``Expression``.
    static let functions: [Function] = ofNumbers + aboutAnswers

    private static let ofNumbers: [Function] = [
        Function("if(condition, a, b)", [.truth, .result, .result], gives: nil) { call throws(ExpressionFault) in
            try call.truth(0) ? try call.value(1) : try call.value(2)
        },
        Function("min(a, b, …)", [.number, .number], repeats: true, gives: .number) { call throws(ExpressionFault) in
            .number(try outermost(call) { $0 < $1 })
        },
        Function("max(a, b, …)", [.number, .number], repeats: true, gives: .number) { call throws(ExpressionFault) in
            .number(try outermost(call) { $0 > $1 })
        },
        Function("clamp(x, low, high)", [.number, .number, .number], gives: .number) { call throws(ExpressionFault) in
            let (value, low, high) = (try call.number(0), try call.number(1), try call.number(2))
            guard low <= high else { throw call.fault(.clampCrossed, ["low": "\(low)", "high": "\(high)"]) }
            return .number(Swift.min(Swift.max(value, low), high))
        },
        Function("abs(x)", [.number], gives: .number) { call throws(ExpressionFault) in
            let value = try call.number(0)
            return .number(value < .zero ? -value : value)
        },
        Function("floor(x)", [.number], gives: .number) { call throws(ExpressionFault) in
            let value = try call.number(0)
            let (quotient, remainder) = value.numerator.quotientAndRemainder(dividingBy: value.denominator)
            return .number(Ratio(remainder < 0 ? quotient - 1 : quotient, 1))
        },
        Function("round(x, digits)", [.number, .digits], gives: .number) { call throws(ExpressionFault) in
            let (value, digits) = (try call.number(0), try call.number(1))
            guard let number = value.number(scale: Int(digits.numerator), .halfUp) else { throw call.fault(.overflow) }
            return .number(number.ratio)
        },
    ]

    /// Those that answers of forms ask for: what is given, texts, lists of words, days.
    private static let aboutAnswers: [Function] = [
        Function("given(name)", [.name], gives: .truth) { call throws(ExpressionFault) in .truth(call.isGiven(0)) },
        Function("length(text)", [.text], gives: .number) { call throws(ExpressionFault) in
            .number(Ratio(try call.text(0).unicodeScalars.count, 1))
        },
        Function("matches(text, 'pattern')", [.text, .pattern], gives: .truth) { call throws(ExpressionFault) in
            let (text, pattern) = (try call.text(0), try call.text(1))
            return .truth(Pattern(pattern)?.matches(text) ?? false)
        },
        Function("includes(list, word)", [.text, .text], gives: .truth) { call throws(ExpressionFault) in
            let (list, word) = (try call.text(0), try call.text(1))
            return .truth(list.split(separator: " ").contains { $0 == word })
        },
        Function("date('2020-01-31')", [.day], gives: .number) { call throws(ExpressionFault) in
            let text = try call.text(0)
            return .number(Ratio(CalendarDate(text)?.daysSince1970 ?? 0, 1))
        },
        Function("years(from, to)", [.number, .number], gives: .number) { call throws(ExpressionFault) in
            let (from, to) = (try call.day(0), try call.day(1))
            let isBefore = (to.month, to.day) < (from.month, from.day)
            return .number(Ratio(to.year - from.year - (isBefore ? 1 : 0), 1))
        },
        Function("year(day)", [.number], gives: .number) { call throws(ExpressionFault) in .number(Ratio(try call.day(0).year, 1)) },
    ]

    static let functionIndexes = Dictionary(uniqueKeysWithValues: functions.enumerated().map { ($1.name, $0) })

    private static func outermost(_ call: Call, _ precedes: (Ratio, Ratio) -> Bool) throws(ExpressionFault) -> Ratio {
        var outermost = try call.number(0)
        for position in 1..<call.count {
            let value = try call.number(position)
            if precedes(value, outermost) { outermost = value }
        }
        return outermost
    }
}
