import Kernel

/// A measured ratio as a rule meets it: two machine integers nearly always, an exact fraction of 128 bits otherwise.
///
/// Not negative. Made of a numerator and a denominator, each possibly decimal, or of a percentage.
enum Share {
    /// Not reduced; the denominator is positive.
    case small(Int64, Int64)
    case large(Ratio)

    /// Nil when the denominator is zero.
    init?(_ numerator: Number, over denominator: Number) {
        guard denominator.digits != 0 else { return nil }
        if numerator.scale == denominator.scale {
            self = .small(numerator.digits, denominator.digits)
            return
        }
        let lift = Number.powerOfTen(abs(numerator.scale - denominator.scale))
        let lower = numerator.scale < denominator.scale ? numerator.digits : denominator.digits
        let (lifted, overflow) = lower.multipliedReportingOverflow(by: lift)
        if overflow {
            self = .large(
                Ratio(
                    Int128(numerator.digits) * Int128(Number.powerOfTen(denominator.scale)),
                    Int128(denominator.digits) * Int128(Number.powerOfTen(numerator.scale))))
        } else if numerator.scale < denominator.scale {
            self = .small(lifted, denominator.digits)
        } else {
            self = .small(numerator.digits, lifted)
        }
    }

    /// `88.62` per cent.
    init(percent number: Number) {
        if number.scale <= 16 {
            self = .small(number.digits, 100 * Number.powerOfTen(number.scale))
        } else {
            self = .large(Ratio(Int128(number.digits), 100 * Int128(Number.powerOfTen(number.scale))))
        }
    }

    init(_ ratio: Ratio) {
        if let numerator = Int64(exactly: ratio.numerator), let denominator = Int64(exactly: ratio.denominator) {
            self = .small(numerator, denominator)
        } else {
            self = .large(ratio)
        }
    }

    var ratio: Ratio {
        switch self {
        case .small(let numerator, let denominator): Ratio(numerator, denominator)
        case .large(let ratio): ratio
        }
    }

    var isAboveOne: Bool {
        switch self {
        case .small(let numerator, let denominator): numerator > denominator
        case .large(let ratio): ratio > .one
        }
    }

    func meets(_ bound: LowerBound) -> Bool {
        if case .small(let numerator, let denominator) = self, let small = bound.small {
            let left = numerator.multipliedFullWidth(by: small.denominator)
            let right = small.numerator.multipliedFullWidth(by: denominator)
            if left.high != right.high { return left.high > right.high }
            return bound.inclusive ? left.low >= right.low : left.low > right.low
        }
        return bound.admits(ratio)
    }

    /// The share of `maximum`, rounded once, half-up, to `decimals`.
    func of(_ maximum: Points, decimals: Int) throws(RuleFault) -> Points {
        let step = Number.powerOfTen(Points.decimals - decimals)
        if case .small(let numerator, let denominator) = self, numerator >= 0, maximum.micro >= 0 {
            let (divisor, overflow) = denominator.multipliedReportingOverflow(by: step)
            let product = maximum.micro.magnitude.multipliedFullWidth(by: numerator.magnitude)
            if !overflow, product.high < divisor.magnitude {
                let (quotient, remainder) = divisor.magnitude.dividingFullWidth(product)
                let units = remainder >= divisor.magnitude - remainder ? quotient &+ 1 : quotient
                let (micro, beyond) = units.multipliedReportingOverflow(by: step.magnitude)
                if !beyond, micro <= Points.limit.micro.magnitude { return Points(micro: Int64(micro)) }
            }
        }
        guard let product = try? ratio * maximum.ratio, let points = Points(product, decimals: decimals) else { throw .overflow }
        return points
    }
}
