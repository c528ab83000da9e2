import Kernel
import Office

/// A publication's bundle opened for reading: its files under their seal, and its blocks scored again.
///
/// Everything shown of a publication is read from here, so that what people see is what was sealed.
package struct OpenBundle: Sendable {
    package let files: SealedFiles
    /// In the order of their codes.
    package let blocks: [ScoredBlock]

    package init(_ file: InputFile) throws {
        let files = SealedFiles(try ZipFile.read(file))
        func member(_ name: String) throws -> ZipFile.Member {
            guard let bytes = files[name] else { throw SealError.missing(name) }
            return ZipFile.Member(name: name, bytes: bytes)
        }
        blocks = try Bundle.blocks(of: files).map { folder, identity in
            try BlockFiles.recomputed(
                folder: folder, framework: member(Bundle.framework(identity)), units: member("\(folder)/\(BlockFiles.units)").bytes,
                figures: member("\(folder)/\(BlockFiles.figures)").bytes, intervals: files["\(folder)/\(BlockFiles.intervals)"]
            ).block
        }
        self.files = files
    }

    package func block(_ code: String) -> ScoredBlock? { blocks.first { $0.code.lowercased() == code.lowercased() } }

    /// The block that lists a unit.
    package func block(ofUnit code: String) -> ScoredBlock? { blocks.first { $0.index(of: code) != nil } }

    /// A unit's own line of the results, and the way from it to the root.
    package func receipt(unit: String, block: String) -> Receipt? {
        let name = "\(Bundle.folder(block))/\(BlockFiles.results)"
        guard let bytes = files[name] else { return nil }
        let line = SealedFiles.lines(bytes).firstIndex { $0.starts(with: Array("\(unit),".utf8)) }
        return line.flatMap { files.receipt(SealedFiles.Line(file: name, number: $0 + 1)) }
    }
}
