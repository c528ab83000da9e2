import Kernel

// Decimals of plans come in here, and chances leave as decimals: rooms hold no binary numbers (HOUSE §4.4).

extension Number {
    /// The nearest binary number.
    package var binary: Double { Double(digits) / Double(Self.powerOfTen(scale)) }
}

extension Draw.Unit {
    /// The chance to fifteen digits.
    package var chance: Number { Number(probability, digits: 15) ?? .zero }
}

extension ThreeStageDraw.Person {
    /// The chance of each stage to fifteen digits.
    package var chances: [Number] { probabilities.map { Number($0, digits: 15) ?? .zero } }
    /// What the person stands for, to fifteen digits.
    package var weightDecimal: Number { Number(weight, digits: 15) ?? .zero }
}

extension Allocation.Stratum {
    package init(population: Int, deviation: Number, minimum: Int, isCertain: Bool) {
        self.init(population: population, deviation: deviation.binary, minimum: minimum, isCertain: isCertain)
    }
}

extension SampleSize {
    /// A number that somebody decided.
    package init(given: Int) { self.init(exact: Double(given)) }

    /// For a design that is worth less than simple random sampling (SV-12).
    package func times(_ designEffect: Number) -> SampleSize { SampleSize(exact: exact * designEffect.binary) }

    /// To ten digits.
    package var decimal: Number { Number(exact, digits: 10) ?? .zero }
}
