/// Finds short texts by their UTF-8 bytes without making a String: the units and inputs of a data file, millions of times.
///
/// Open addressing over one buffer of all keys. Ids count up from 0.
package struct ByteIndex {
    private var buffer: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [Int] = []
    private var table: [Int32]
    /// How many keys there are.
    package private(set) var count = 0

    package init() { table = Array(repeating: -1, count: 64) }

    /// The id of a key made of two parts, or nil.
    package func id(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Int? {
        var slot = Self.hash(first, second) & (table.count - 1)
        while table[slot] >= 0 {
            let id = Int(table[slot])
            if matches(id, first, second) { return id }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }

    /// Adds a key that is not there yet and gives its id.
    package mutating func add(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Int {
        if 2 * (count + 1) > table.count { grow() }
        for index in first.indices { buffer.append(first[index]) }
        buffer.append(0)
        for index in second.indices { buffer.append(second[index]) }
        ends.append(buffer.count)
        hashes.append(Self.hash(first, second))
        insert(count, hash: hashes[count])
        count += 1
        return count - 1
    }

    /// Whether the key of an id is made of these two parts.
    package func matches(_ id: Int, _ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        let start = id == 0 ? 0 : ends[id - 1]
        guard ends[id] - start == first.count + second.count + 1 else { return false }
        for index in first.indices where buffer[start + index] != first[index] { return false }
        let next = start + first.count
        guard buffer[next] == 0 else { return false }
        for index in second.indices where buffer[next + 1 + index] != second[index] { return false }
        return true
    }

    private mutating func insert(_ id: Int, hash: Int) {
        var slot = hash & (table.count - 1)
        while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
        table[slot] = Int32(truncatingIfNeeded: id)
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 2)
        for id in 0..<count { insert(id, hash: hashes[id]) }
    }

    /// FNV-1a, with a byte that no text holds between the parts.
    private static func hash(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in first.indices { hash = (hash ^ UInt64(first[index])) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        for index in second.indices { hash = (hash ^ UInt64(second[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 29)
    }
}
