/// Numbers of words, found by the bytes of a file without making a text of them.
///
/// A word keeps the number that it was given first; numbers count from 0.
struct WordTable: Sendable {
    private var slots: [Int32] = Array(repeating: -1, count: 16)
    /// All words one after the other, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var numbers: [Int] = []

    init() {}

    init(_ words: some Sequence<(String, Int)>) {
        for (word, number) in words { insert(word, number) }
    }

    /// How many words there are.
    var count: Int { numbers.count }

    func find(_ word: Span<UInt8>) -> Int? {
        let slot = slot(of: word)
        return slots[slot] < 0 ? nil : numbers[Int(slots[slot])]
    }

    /// The text of the word that was put in at a place, from 0.
    func word(at index: Int) -> String { String(decoding: bytes[ends[index]..<ends[index + 1]], as: UTF8.self) }

    mutating func insert(_ word: String, _ number: Int) {
        let word = Array(word.utf8)
        _ = insert(word.span, number)
    }

    /// The number of a word, which is put in with the next one where it is new.
    mutating func number(of word: Span<UInt8>) -> Int { insert(word, count) }

    private mutating func insert(_ word: Span<UInt8>, _ number: Int) -> Int {
        let slot = slot(of: word)
        if slots[slot] >= 0 { return numbers[Int(slots[slot])] }
        slots[slot] = Int32(numbers.count)
        for index in word.indices { bytes.append(word[index]) }
        ends.append(bytes.count)
        numbers.append(number)
        if numbers.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for index in numbers.indices {
            let word = Array(bytes[ends[index]..<ends[index + 1]])
            slots[slot(of: word.span)] = Int32(index)
        }
    }

    /// Where a word is, or would be put.
    private func slot(of word: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
        while slots[slot] >= 0, !isWord(Int(slots[slot]), word) { slot = (slot + 1) & mask }
        return slot
    }

    private func isWord(_ index: Int, _ word: Span<UInt8>) -> Bool {
        let start = ends[index]
        guard ends[index + 1] - start == word.count else { return false }
        for offset in word.indices where bytes[start + offset] != word[offset] { return false }
        return true
    }
}
