import Dossiers
import Kernel
import Office
import Platform
import Storage
import TestNumbers
import TestSupport
import Testing

@Suite struct `Reading a list by its bytes` {
    @Test func `a code is a code exactly where the house says so`() {
        var random = SeededGenerator(seed: 7)
        let pieces = ["H41.2.1", "h41", "A", "H41.2.1-", "-240304-", "-240230-", "-24030-", "0001", "0000", "99999", "é", ".", "-", " "]
        for _ in 0..<20_000 {
            let text = (0..<3).map { _ in random.pick(pieces) }.joined()
            let bytes = Array(text.utf8)
            let read = WrittenCode(bytes.span).map { $0.text(bytes.span) }
            #expect(read == DossierCode(text)?.text, "\(text)")
        }
    }

    @Test func `whatever bytes come, it ends with an outcome or a fault with its place`() async throws {
        try await ExchangeHouse.open { house in
            let good = ExchangeHouse.list((1...6).map { ExchangeHouse.row($0) }).bytes
            for seed in fuzzSeeds(300) {
                var random = SeededGenerator(seed: seed)
                var bytes = good
                for _ in 0...random.below(6) {
                    let place = random.below(bytes.count)
                    switch random.below(4) {
                    case 0: bytes[place] = UInt8(random.below(256))
                    case 1: bytes.remove(at: place)
                    case 2: bytes.insert([44, 34, 10, 13, 0, 200][random.below(6)], at: place)
                    default: bytes.removeSubrange(place..<min(place + random.below(40), bytes.count))
                    }
                }
                do {
                    let outcome = try await house.take(InputFile(name: "x.csv", bytes: bytes))
                    #expect(outcome.isKept == outcome.faults.isEmpty)
                } catch let error as any DomainError {
                    #expect(error.kind == .invalid, "\(error)")
                }
            }
            let seen = try await house.count()
            #expect(try await house.sums()[0] == seen)
        }
    }
}
