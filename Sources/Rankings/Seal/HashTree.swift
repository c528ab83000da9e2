import Crypto
import Kernel

/// A hash of the tree: 32 bytes, written as 64 small hexadecimal digits.
package struct TreeHash: Sendable, Hashable, CustomStringConvertible {
    fileprivate let bytes: [UInt8]

    fileprivate init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    /// Reads what ``description`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let high = rest.next(), let low = rest.next() {
            guard let high = Self.digit(high), let low = Self.digit(low) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    package var description: String {
        String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static func digit(_ byte: UInt8) -> UInt8? { digits.firstIndex(of: byte).map { UInt8($0) } }
}

/// The Merkle tree of RFC 6962, 2.1: one hash vouches for every leaf, and a short path proves one leaf to whoever holds it.
///
/// Leaves and nodes are hashed with different first bytes, so no node can pass for a leaf.
package struct HashTree: Sendable {
    /// One step from a leaf to the root: the hash beside it, and on which side it stands.
    package struct Step: Sendable, Hashable {
        package var hash: TreeHash
        package var isLeft: Bool

        package init(_ hash: TreeHash, isLeft: Bool) {
            self.hash = hash
            self.isLeft = isLeft
        }
    }

    /// Levels from the leaves up; a node without a neighbour rises as it is, which gives the shape of RFC 6962.
    private let levels: [[TreeHash]]

    package init(leaves: [TreeHash]) {
        var levels = [leaves]
        while let last = levels.last, last.count > 1 {
            levels.append(
                stride(from: 0, to: last.count, by: 2).map { $0 + 1 < last.count ? Self.node(last[$0], last[$0 + 1]) : last[$0] })
        }
        self.levels = levels
    }

    package static func leaf(_ bytes: some Sequence<UInt8>) -> TreeHash {
        var hasher = SHA256()
        hasher.update(data: [0])
        hasher.update(data: Array(bytes))
        return TreeHash(hasher.finalize())
    }

    static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hasher = SHA256()
        hasher.update(data: [1])
        hasher.update(data: left.bytes)
        hasher.update(data: right.bytes)
        return TreeHash(hasher.finalize())
    }

    package var root: TreeHash { levels.last?.first ?? TreeHash(SHA256.hash(data: [UInt8]())) }

    /// The way from a leaf to the root.
    package func path(of leaf: Int) -> [Step] {
        var steps: [Step] = []
        var index = leaf
        for level in levels.dropLast() {
            let beside = index ^ 1
            if beside < level.count { steps.append(Step(level[beside], isLeft: beside < index)) }
            index /= 2
        }
        return steps
    }

    /// The root to which a leaf leads along a path.
    package static func root(of leaf: TreeHash, along path: [Step]) -> TreeHash {
        path.reduce(leaf) { hash, step in step.isLeft ? node(step.hash, hash) : node(hash, step.hash) }
    }
}
