import Foundation
import Kernel
import Office

/// What a bundle turns out to be: whole or not, and if not, which values were changed.
package struct BundleCheck: Sendable {
    /// One thing that is wrong; the code names its text.
    package struct Finding: Sendable, Hashable {
        package var code: String
        package var details: [String: String]
    }

    /// The root that the files come to.
    package let root: TreeHash
    package private(set) var findings: [Finding] = []
    /// Points that were computed again.
    package private(set) var points = 0
    package private(set) var units = 0

    package var isWhole: Bool { findings.isEmpty }

    /// Reads and checks; `expected` is the root printed in the decision, without which only the bundle's own list is held against it.
    package init(_ file: InputFile, expected: TreeHash?) throws {
        let members = try ZipFile.read(file)
        guard let list = members.first(where: { $0.name == SealedFiles.listName }) else { throw SealError.missing(SealedFiles.listName) }
        let files = SealedFiles(members)
        root = files.root
        try checkHashes(files, list.bytes, expected)
        try checkPoints(files)
    }

    private mutating func checkHashes(_ files: SealedFiles, _ list: [UInt8], _ expected: TreeHash?) throws {
        guard let differences = files.differences(from: list) else { throw SealError.unreadable(SealedFiles.listName) }
        for line in differences {
            let text = files[line.file].map { SealedFiles.lines($0) }.flatMap { $0.count >= line.number ? $0[line.number - 1] : nil }
            add(
                text == nil ? "rankings.seal_line_missing" : "rankings.seal_line_changed",
                ["file": line.file, "line": "\(line.number)", "text": text.map { String(decoding: $0, as: UTF8.self) } ?? ""])
        }
        let listed = SealedFiles.lines(list).first.flatMap { TreeHash(String(decoding: $0, as: UTF8.self).dropFirst("root ".count)) }
        if let expected, expected != root { add("rankings.seal_root_differs", ["root": "\(root)", "expected": "\(expected)"]) }
        if differences.isEmpty, listed != root { add("rankings.seal_list_differs", ["root": "\(root)"]) }
    }

    /// Everything that follows from the figures must be what the bundle says.
    private mutating func checkPoints(_ files: SealedFiles) throws {
        for (folder, identity) in try Bundle.blocks(of: files) {
            try checkBlock(folder, framework: Bundle.framework(identity), files)
        }
    }

    private mutating func checkBlock(_ block: String, framework name: String, _ files: SealedFiles) throws {
        func bytes(_ name: String) throws -> [UInt8] {
            guard let bytes = files[name] else { throw SealError.missing(name) }
            return bytes
        }
        let framework = ZipFile.Member(name: name, bytes: try bytes(name))
        let again: BlockFiles
        do {
            again = try BlockFiles.recomputed(
                folder: block, framework: framework, units: try bytes("\(block)/\(BlockFiles.units)"),
                figures: try bytes("\(block)/\(BlockFiles.figures)"), intervals: files["\(block)/\(BlockFiles.intervals)"])
        } catch let faults as Faults {
            // A value that is no longer possible is a changed value too.
            for fault in faults.faults {
                add("rankings.seal_figure_refused", ["place": "\(fault.place.file):\(fault.place.line)", "fault": fault.code])
            }
            return
        }
        for member in again.members where [BlockFiles.results, BlockFiles.points].contains(where: { member.name.hasSuffix("/" + $0) }) {
            let said = SealedFiles.lines(try bytes(member.name))
            let computed = SealedFiles.lines(member.bytes)
            for number in 0..<max(said.count, computed.count) {
                let pair = (number < said.count ? said[number] : [], number < computed.count ? computed[number] : [])
                if pair.0 != pair.1 {
                    add(
                        "rankings.seal_not_computed",
                        [
                            "file": member.name, "line": "\(number + 1)", "said": String(decoding: pair.0, as: UTF8.self),
                            "computed": String(decoding: pair.1, as: UTF8.self),
                        ])
                }
            }
            if member.name.hasSuffix(BlockFiles.points) {
                points += max(0, computed.count - 1)
            } else {
                units += max(0, computed.count - 1)
            }
        }
    }

    private mutating func add(_ code: String, _ details: [String: String]) { findings.append(Finding(code: code, details: details)) }
}
