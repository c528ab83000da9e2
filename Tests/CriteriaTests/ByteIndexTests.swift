import Criteria
import Testing

/// A generator whose numbers are always the same.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// The index with keys as arrays: a span cannot be handed to an expectation.
private struct Keys {
    var index = ByteIndex()

    func id(_ key: Key) -> Int? { index.id(key.first.span, key.second.span) }
    func matches(_ id: Int, _ key: Key) -> Bool { index.matches(id, key.first.span, key.second.span) }
    mutating func add(_ key: Key) -> Int { index.add(key.first.span, key.second.span) }
}

private struct Key: Hashable {
    var first: [UInt8]
    var second: [UInt8]

    init(_ first: String, _ second: String) {
        self.first = Array(first.utf8)
        self.second = Array(second.utf8)
    }

    /// Short parts over few letters, so that prefixes, empty parts and like halves abound.
    init(_ generator: inout Seeded) {
        func part() -> String {
            String((0..<Int.random(in: 0...6, using: &generator)).map { _ in "abcd".randomElement(using: &generator) ?? "a" })
        }
        self.init(part(), part())
    }
}

@Suite struct `An index of bytes` {
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func `finds every key it was given, by the id it gave, and no other`(seed: UInt64) {
        var generator = Seeded(state: seed)
        var keys = Keys()
        var ids: [Key: Int] = [:]
        for _ in 0..<3000 {
            let key = Key(&generator)
            #expect(keys.id(key) == ids[key])
            guard ids[key] == nil, Bool.random(using: &generator) else { continue }
            let id = keys.add(key)
            #expect(id == ids.count)
            ids[key] = id
        }
        #expect(keys.index.count == ids.count && ids.count > 500)
        for (key, id) in ids {
            #expect(keys.id(key) == id)
            #expect(keys.matches(id, key))
            #expect(!keys.matches((id + 1) % ids.count, key))
        }
    }

    @Test func `tells where the first part of a key ends`() {
        var keys = Keys()
        let first = keys.add(Key("a", "b"))
        #expect(keys.id(Key("ab", "")) == nil)
        #expect(keys.id(Key("", "ab")) == nil)
        let second = keys.add(Key("ab", ""))
        #expect(first != second)
        #expect(keys.id(Key("a", "b")) == first && keys.id(Key("ab", "")) == second)
    }
}
