import Kernel

extension Expression {
    /// Every function of the language; one line each in the reference of ``Expression``.
    static let functions: [Function] = [
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
