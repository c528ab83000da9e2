import Foundation

/// Random numbers that a seed repeats: SplitMix64.
///
/// A failing property names the seed of its case; a run with `CCHC_FUZZ_SEED` set to it tries that case first.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// Whether something that happens once in `times` happens.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }

    mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: below(items.count))]
    }
}

/// The seeds of a property's cases, from `CCHC_FUZZ_SEED` on.
func seeds(_ count: Int) -> Range<UInt64> {
    let first = ProcessInfo.processInfo.environment["CCHC_FUZZ_SEED"].flatMap(UInt64.init) ?? 766
    return first..<first + UInt64(count)
}
