import Foundation

/// Numbers that are the same for the same seed, so that a failing case can be run again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

/// How many cases a fuzz test runs, and from which seed: `CCHC_FUZZ_CASES` and `CCHC_FUZZ_SEED` set them for the fuzz stage.
enum FuzzPlan {
    static let seed = UInt64(ProcessInfo.processInfo.environment["CCHC_FUZZ_SEED"] ?? "") ?? 20_261_010

    static func cases(usually count: Int) -> Int { Int(ProcessInfo.processInfo.environment["CCHC_FUZZ_CASES"] ?? "") ?? count }
}
