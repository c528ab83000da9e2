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
/// <block>/verdicts.csv         what was claimed and what was decided, stage by stage
/// seal.txt                     the hashes of all lines, and the root
/// ```
package struct Bundle: Sendable {
    /// One block to be published.
    package struct Block {
        package var code: String
        package var framework: FrameworkFile
        package var figures: FigureFile
        /// Lines of `unit,criterion,stage,points,reason` without a header; empty where nothing was assessed.
        package var verdicts: [[String]]

        package init(code: String, framework: FrameworkFile, figures: FigureFile, verdicts: [[String]] = []) {
            self.code = code
            self.framework = framework
            self.figures = figures
            self.verdicts = verdicts
        }
    }

    static let description = "publication.csv"
    static let blockRow = "block"

    package let files: SealedFiles

    /// `about` are lines of name and value that describe the publication: title, decision, date, signer.
    package init(about: [(name: String, value: String)], _ blocks: [Block]) throws {
        var members: [ZipFile.Member] = []
        var lines = about.map { [$0.name, $0.value] }
        for block in blocks.sorted(by: { $0.code < $1.code }) {
            let identity = block.framework.framework.identity
            members.append(ZipFile.Member(name: Self.framework(identity), bytes: Array(block.framework.text.utf8)))
            members += try BlockFiles(folder: Self.folder(block.code), block.framework, block.figures).members
            if !block.verdicts.isEmpty {
                let rows = block.verdicts.map { $0.map { OutputCell.text($0) } }
                let bytes = CSVWriter.write(["unit", "criterion", "stage", "points", "reason"], rows, .machine)
                members.append(ZipFile.Member(name: "\(Self.folder(block.code))/verdicts.csv", bytes: bytes))
            }
            lines.append([Self.blockRow, "\(Self.folder(block.code)) \(identity)"])
        }
        members.append(
            ZipFile.Member(
                name: Self.description, bytes: CSVWriter.write(["name", "value"], lines.map { $0.map { .text($0) } }, .machine)))
        files = SealedFiles(members)
    }

    package var root: TreeHash { files.root }

    /// The bundle as it is downloaded.
    package func zip() throws -> [UInt8] {
        try ZipFile.write(files.members + [ZipFile.Member(name: SealedFiles.listName, bytes: files.list)])
    }

    /// A unit's own line of the results and the way from it to the root.
    package func receipt(unit: String, block: String) -> Receipt? {
        let name = "\(Self.folder(block))/\(BlockFiles.results)"
        guard let bytes = files[name] else { return nil }
        let line = SealedFiles.lines(bytes).firstIndex { $0.starts(with: Array("\(unit),".utf8)) }
        return line.flatMap { files.receipt(SealedFiles.Line(file: name, number: $0 + 1)) }
    }

    /// Names in a bundle are in small letters: archives are opened where capitals do not count.
    static func framework(_ identity: String) -> String { "frameworks/\(identity.lowercased()).yaml" }
    static func folder(_ block: String) -> String { block.lowercased() }
}
