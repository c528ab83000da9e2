import Kernel

/// A straight scale between two round values, with round marks on it; exact, only places on it are `Double`.
struct ChartScale {
    let low: Ratio
    let high: Ratio
    let step: Ratio
    /// The values at which the axis has marks; the first is not below `low`.
    let marks: [Ratio]
    /// Decimals that the marks need.
    let digits: Int

    /// From one value to another, widened to round ones unless they are `exact`, with at most `count` steps between marks.
    init(from first: Ratio, to last: Ratio, steps count: Int, exact: Bool = false) {
        let span = max((try? last - first) ?? .one, Ratio(1, 1000))
        let (step, digits) = Self.step(for: (try? span / Ratio(max(count, 1), 1)) ?? .one)
        var low = exact ? first : Self.multiple(of: step, notAbove: first)
        var high = exact ? last : -Self.multiple(of: step, notAbove: -last)
        if low >= high {
            low = Self.multiple(of: step, notAbove: first)
            high = (try? low + step) ?? .one
        }
        self.low = low
        self.high = high
        self.step = step
        self.digits = digits
        marks = Self.multiples(of: step, from: low, to: high)
    }

    /// The multiples of `step` within two bounds, at most a thousand.
    static func multiples(of step: Ratio, from low: Ratio, to high: Ratio) -> [Ratio] {
        var marks: [Ratio] = []
        var mark = -multiple(of: step, notAbove: -low)
        while mark <= high, marks.count < 1000 {
            marks.append(mark)
            guard let next = try? mark + step else { break }
            mark = next
        }
        return marks
    }

    private static func multiple(of step: Ratio, notAbove value: Ratio) -> Ratio {
        guard let count = try? value / step else { return .zero }
        let whole = count.numerator / count.denominator
        let floor = count.numerator < 0 && count.numerator % count.denominator != 0 ? whole - 1 : whole
        return (try? step * Ratio(floor, 1)) ?? .zero
    }

    /// The smallest of 1, 2, 5 × 10ⁿ that is not below `least`, from a hundredth to five million, and the decimals it needs.
    static func step(for least: Ratio) -> (step: Ratio, digits: Int) {
        for exponent in -2...6 {
            for unit in [1, 2, 5] {
                let power = Number.powerOfTen(abs(exponent))
                let step = exponent < 0 ? Ratio(unit, power) : Ratio(Int64(unit) * power, 1)
                if step >= least { return (step, max(0, -exponent)) }
            }
        }
        return (Ratio(10_000_000, 1), 0)
    }

    /// How far along the scale a value lies, 0…1; beyond an end it is at that end.
    func share(_ value: Ratio) -> Double {
        guard let above = try? value - low, let span = try? high - low, let share = try? above / span else {
            return ((value.pixels(of: 1) - low.pixels(of: 1)) / (high.pixels(of: 1) - low.pixels(of: 1))).clamped(to: 0...1)
        }
        return share.pixels(of: 1).clamped(to: 0...1)
    }
}
