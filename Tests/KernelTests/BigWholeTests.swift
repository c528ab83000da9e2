import TestNumbers
import Testing

@Suite struct `The reference of all sums` {
    @Test func `knows powers and factorials`() {
        #expect("\(BigWhole.power(2, 200))" == "1606938044258990275541962092341162602522202993782792835301376")
        #expect("\((1...30).reduce(BigWhole(1)) { $0 * BigWhole($1) })" == "265252859812191058636308480000000")
        #expect("\(BigWhole(0) - BigWhole.power(10, 40))" == "-1" + String(repeating: "0", count: 40))
        #expect("\(BigWhole(Int128.min))" == "\(Int128.min)")
    }

    @Test func `agrees with the machine where the machine suffices`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (one, other) = (random.whole(Int64.self), random.whole(Int64.self))
            let (big, second) = (BigWhole(one), BigWhole(other))
            #expect((big + second).exactly(Int128.self) == Int128(one) + Int128(other), "seed \(seed)")
            #expect((big - second).exactly(Int128.self) == Int128(one) - Int128(other), "seed \(seed)")
            #expect((big * second).exactly(Int128.self) == Int128(one) * Int128(other), "seed \(seed)")
            #expect((big < second) == (one < other), "seed \(seed)")
            if other != 0 {
                let (quotient, remainder) = big.divided(by: second)
                #expect(quotient.exactly(UInt64.self) == one.magnitude / other.magnitude, "seed \(seed)")
                #expect(remainder.exactly(UInt64.self) == one.magnitude % other.magnitude, "seed \(seed)")
            }
        }
    }

    @Test func `divides what it multiplied`() {
        for seed in seeds(200) {
            var random = SeededGenerator(seed: seed)
            let factors = (random.whole(Int128.self), random.whole(Int128.self), random.whole(Int128.self))
            let (one, other, rest) = (
                BigWhole(factors.0).magnitude, BigWhole(factors.1).magnitude + BigWhole(1), BigWhole(factors.2).magnitude
            )
            let (quotient, remainder) = (one * other + rest).divided(by: other)
            #expect(quotient * other + remainder == one * other + rest && remainder < other, "seed \(seed)")
        }
    }
}
