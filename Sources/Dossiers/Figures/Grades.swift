import Kernel

/// How often an indicator got each grade.
package struct Grades: Hashable, Sendable {
    package var twos: Int
    package var ones: Int
    package var zeros: Int

    package init(twos: Int = 0, ones: Int = 0, zeros: Int = 0) {
        self.twos = twos
        self.ones = ones
        self.zeros = zeros
    }

    /// One grade for a whole office.
    package init(_ grade: Int) { self.init(twos: grade == 2 ? 1 : 0, ones: grade == 1 ? 1 : 0, zeros: grade == 0 ? 1 : 0) }

    package var count: Int { twos + ones + zeros }

    /// Points over dossiers in tenths, half-up: the circular gives the digit, not the mode.
    var tenths: Int64 { Ratio(Int64(twos * 2 + ones), Int64(max(count, 1))).rounded(scale: 1, .halfUp) ?? 0 }

    package var mean: Number? { count == 0 ? nil : Number(digits: tenths, scale: 1) }
}
