import Kernel

extension Estimate {
    /// The value as an exact number of so many significant digits, half-even: how an estimate leaves this target (HOUSE §4.4).
    ///
    /// Nil when it is not finite or does not fit a ``Number``.
    package func decimal(digits: Int = 10) -> Number? { Number(value, digits: digits) }
}

extension Number {
    /// A binary number rounded once, half-even, to significant digits (1…15), at most 18 of them decimals; what is rounded is its exact
    /// binary value.
    package init?(_ value: Double, digits: Int) {
        precondition((1...15).contains(digits), "a double has fifteen digits that can be trusted")
        guard value.isFinite, value.magnitude < 9e18 else { return nil }
        // Below 2⁻⁶⁵ nothing is left within 18 decimals, and a fraction's denominator stays within 2¹¹⁷.
        guard value.magnitude >= 0x1p-65 else {
            self = .zero
            return
        }
        let mantissa = Int128(value.significandBitPattern | 1 << 52) * (value < 0 ? -1 : 1)
        let shift = 52 - Int(value.exponent)
        let exact = shift > 0 ? Ratio(mantissa, Int128(1) << Int128(shift)) : Ratio(mantissa << Int128(-shift), 1)
        let scale = digits - Self.digitsBeforePoint(Ratio(Int128(exact.numerator.magnitude), exact.denominator))
        if scale >= 0 {
            guard let number = exact.number(scale: min(scale, Self.maximumScale), .halfEven) else { return nil }
            self = number
        } else {
            let step = Self.powerOfTen(-scale)
            guard let steps = Ratio(exact.numerator, exact.denominator * Int128(step)).rounded(scale: 0, .halfEven) else { return nil }
            let (product, overflow) = steps.multipliedReportingOverflow(by: step)
            guard !overflow else { return nil }
            self.init(digits: product)
        }
    }

    /// 2 of 12.5, 0 of 0.5, −1 of 0.05; of what is above zero.
    private static func digitsBeforePoint(_ ratio: Ratio) -> Int {
        if let before = (1...18).last(where: { ratio >= Ratio(powerOfTen($0), 1) }) { return before + 1 }
        return ratio >= .one ? 1 : -((1...18).first { ratio >= Ratio(1, powerOfTen($0)) } ?? 19) + 1
    }
}
