import Foundation
import Kernel
import Platform
import Scoring
import Units

/// What a unit holds in its hands: its own line of the results and the hashes that lead from it to the root in the decision.
struct UnitReceipt {
    let publication: Publication
    let block: ScoredBlock
    let unit: String
    let name: String
    let receipt: Receipt

    /// Throws `rankings.unit_not_ranked` for a unit that is not in the publication.
    init(_ reading: FindPublications.Reading, unit: String) throws(RankingsError) {
        publication = reading.publication
        guard let block = reading.bundle.block(ofUnit: unit), let index = block.index(of: unit),
            let receipt = reading.bundle.receipt(unit: unit, block: block.code)
        else { throw .unitNotRanked(unit: unit, ranking: reading.publication.code) }
        self.block = block
        self.unit = unit
        name = block.units[index].name
        self.receipt = receipt
    }

    var file: ReceiptFile { ReceiptFile(receipt, publication: publication.code, unit: unit, name: name) }
}

/// A receipt as a file: everything that is needed to check it, in a few lines of JSON.
struct ReceiptFile: Codable {
    struct Step: Codable {
        let hash: String
        /// `left` when the hash stands before the one that was reached, else `right`.
        let side: String
    }

    let publication, unit, name, root, file, line: String
    let columns: String
    /// From the line to its file, and from the file to the root.
    let lines, files: [Step]

    init(_ receipt: Receipt, publication: String, unit: String, name: String) {
        self.publication = publication
        self.unit = unit
        self.name = name
        root = "\(receipt.root)"
        file = receipt.file
        line = receipt.text
        columns = BlockFiles.resultColumns.joined(separator: ",")
        lines = receipt.lines.map { Step(hash: "\($0.hash)", side: $0.isLeft ? "left" : "right") }
        files = receipt.files.map { Step(hash: "\($0.hash)", side: $0.isLeft ? "left" : "right") }
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Reads a receipt that somebody was given; throws when it is none.
    init(reading bytes: [UInt8], name: String) throws(SealError) {
        guard let file = try? JSONDecoder().decode(ReceiptFile.self, from: Data(bytes)) else { throw .unreadable(name) }
        self = file
    }

    /// The receipt to be checked; nil where a hash is none.
    var receipt: Receipt? {
        func steps(_ steps: [Step]) -> [HashTree.Step]? {
            let read = steps.compactMap { step in
                ["left", "right"].contains(step.side) ? TreeHash(step.hash).map { HashTree.Step($0, isLeft: step.side == "left") } : nil
            }
            return read.count == steps.count ? read : nil
        }
        guard let root = TreeHash(root), let lines = steps(lines), let files = steps(files) else { return nil }
        return Receipt(file: file, text: line, lines: lines, files: files, root: root)
    }
}
