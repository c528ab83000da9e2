import Criteria
import Kernel
import Office
import Scoring
import Units

/// A publication as one file that outlives the server: anyone checks it offline and computes every point again (PE-N7, PE-N23).
///
/// ```
/// publication.csv              what is published, by which decision
/// frameworks/<code@version>.yaml
/// <block>/units.csv …          BlockFiles
/// <block>/decisions.csv        what was claimed and what was decided, stage by stage
/// corrections.csv              what differs from the publication that this one corrects
/// seal.txt                     the hashes of all lines, and the root
/// ```
package struct Bundle: Sendable {
    /// One block to be published.
    package struct Block {
        package var scored: ScoredBlock
        /// Lines of ``decisionColumns``; empty where nothing was assessed.
        package var decisions: [[String]]

        package init(_ scored: ScoredBlock, decisions: [[String]] = []) {
            self.scored = scored
            self.decisions = decisions
        }
    }

    /// The comment itself is the unit's to read (PI-79); its digest proves which one it was.
    static let decisionColumns = ["unit", "criterion", "stage", "points", "comment_sha256"]
    static let correctionColumns = [
        "block", "unit", "criterion", "before", "after", "points_before", "points_after", "reason",
    ]

    static let description = "publication.csv"
    static let decisions = "decisions.csv"
    static let corrections = "corrections.csv"
    static let blockRow = "block"

    package let files: SealedFiles

    /// `about` are lines of name and value that describe the publication: title, round, what it corrects.
    package init(about: [(name: String, value: String)], _ blocks: [Block], corrections: [LeafCorrection] = []) throws {
        var members: [ZipFile.Member] = []
        var lines = about.map { [$0.name, $0.value] }
        func add(_ name: String, _ columns: [String], _ rows: [[String]]) {
            members.append(ZipFile.Member(name: name, bytes: CSVWriter.write(columns, rows.map { $0.map { .text($0) } }, .machine)))
        }
        for block in blocks.sorted(by: { $0.scored.code < $1.scored.code }) {
            let (scored, identity) = (block.scored, block.scored.framework.identity)
            let folder = Self.folder(scored.code)
            members.append(ZipFile.Member(name: Self.framework(identity), bytes: Array(scored.file.text.utf8)))
            members += BlockFiles(folder: folder, block: scored).members
            if !block.decisions.isEmpty { add("\(folder)/\(Self.decisions)", Self.decisionColumns, block.decisions) }
            lines.append([Self.blockRow, "\(folder) \(identity)"])
        }
        if !corrections.isEmpty {
            let rows = corrections.map { correction in
                [
                    correction.block, correction.unit, correction.criterion, LeafCorrection.text(correction.before),
                    LeafCorrection.text(correction.after), "\(correction.pointsBefore)", "\(correction.pointsAfter)", correction.reason,
                ]
            }
            add(Self.corrections, Self.correctionColumns, rows)
        }
        add(Self.description, ["name", "value"], lines)
        files = SealedFiles(members)
    }

    package var root: TreeHash { files.root }

    /// The bundle as it is downloaded.
    package func zip() throws -> [UInt8] {
        try ZipFile.write(files.members + [ZipFile.Member(name: SealedFiles.listName, bytes: files.list)])
    }

    /// The folder and the framework of each block, as the description lists them.
    static func blocks(of files: SealedFiles) throws -> [(folder: String, framework: String)] {
        guard let about = files[description] else { throw SealError.missing(description) }
        return try InputFile(name: description, bytes: about).table().rows.filter { $0[0].text == blockRow }.map { row in
            let words = row[1].text.split(separator: " ")
            guard words.count == 2 else { throw SealError.unreadable(description) }
            return (String(words[0]), String(words[1]))
        }
    }

    /// Names in a bundle are in small letters: archives are opened where capitals do not count.
    static func framework(_ identity: String) -> String { "frameworks/\(identity.lowercased()).yaml" }
    static func folder(_ block: String) -> String { block.lowercased() }
}
