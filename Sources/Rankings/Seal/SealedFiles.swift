import Kernel
import Office

/// The files of a publication under one seal: each line of each file is a leaf of one hash tree (PE-N7).
///
/// A leaf is hashed with its file's name before it, so that no line can be moved to another file unseen. The tree has two
/// floors: the lines of a file, and above them the files in the order of their names.
package struct SealedFiles: Sendable {
    /// Where a sealed value stands.
    package struct Line: Sendable, Hashable {
        package var file: String
        /// Counted from 1.
        package var number: Int

        package init(file: String, number: Int) {
            self.file = file
            self.number = number
        }
    }

    /// The file that lists the hashes; it is not sealed itself.
    package static let listName = "seal.txt"

    package let members: [ZipFile.Member]
    private let trees: [HashTree]
    private let leaves: [[TreeHash]]
    private let top: HashTree

    /// Files in any order; the list of hashes among them is left out.
    package init(_ members: [ZipFile.Member]) {
        self.members = members.filter { $0.name != Self.listName }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        leaves = self.members.map { member in Self.lines(member.bytes).map { Self.leaf(member.name, $0) } }
        trees = leaves.map { HashTree(leaves: $0) }
        top = HashTree(leaves: zip(self.members, trees).map { Self.leaf($0.name, Array($1.root.description.utf8)) })
    }

    /// The one hash that stands in the decision.
    package var root: TreeHash { top.root }

    package subscript(name: String) -> [UInt8]? { members.first { $0.name == name }?.bytes }

    /// The list of hashes: the root, then each file with the hashes of its lines.
    package var list: [UInt8] {
        var text = "root \(root)\n"
        for (index, member) in members.enumerated() {
            text += "file \(member.name) \(leaves[index].count)\n"
            for hash in leaves[index] { text += "\(hash)\n" }
        }
        return Array(text.utf8)
    }

    /// Where the files differ from a list of hashes: changed, added and missing lines; nil when the list cannot be read.
    package func differences(from list: [UInt8]) -> [Line]? {
        var listed: [String: [TreeHash]] = [:]
        var current: String?
        for line in Self.lines(list).dropFirst() {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            if words.count == 3, words[0] == "file" {
                current = String(words[1])
                listed[String(words[1])] = []
            } else if words.count == 1, let hash = TreeHash(words[0]), let current {
                listed[current]?.append(hash)
            } else {
                return nil
            }
        }
        var differences: [Line] = []
        for name in Set(listed.keys).union(members.map(\.name)).sorted() {
            let own = members.firstIndex { $0.name == name }.map { leaves[$0] } ?? []
            let other = listed[name] ?? []
            for number in 0..<max(own.count, other.count) where number >= own.count || number >= other.count || own[number] != other[number]
            {
                differences.append(Line(file: name, number: number + 1))
            }
        }
        return differences
    }

    /// Proof that a line stands in this publication: hashes from the line to the root.
    package func receipt(_ line: Line) -> Receipt? {
        guard let file = members.firstIndex(where: { $0.name == line.file }), leaves[file].indices.contains(line.number - 1) else {
            return nil
        }
        let text = Self.lines(members[file].bytes)[line.number - 1]
        return Receipt(
            file: line.file, text: String(decoding: text, as: UTF8.self), lines: trees[file].path(of: line.number - 1),
            files: top.path(of: file), root: root)
    }

    static func leaf(_ name: String, _ line: some Sequence<UInt8>) -> TreeHash { HashTree.leaf(Array(name.utf8) + [0x0A] + line) }

    /// Lines without their ends; the file's last line end begins no line.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// What a unit holds in its hands: its own line and the hashes that lead from it to the root in the decision.
package struct Receipt: Sendable, Hashable {
    package var file: String
    package var text: String
    /// Within the file, and from the file to the root.
    package var lines: [HashTree.Step]
    package var files: [HashTree.Step]
    package var root: TreeHash

    /// Whether the line leads to the root.
    package var holds: Bool {
        let file = HashTree.root(of: SealedFiles.leaf(file, text.utf8), along: lines)
        return HashTree.root(of: SealedFiles.leaf(self.file, file.description.utf8), along: files) == root
    }
}
