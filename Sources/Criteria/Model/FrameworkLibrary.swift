import Foundation
import Kernel
import Office
import Platform
import Scoring

/// The frameworks that the binary carries, by `code` or `code@version`.
package enum FrameworkLibrary {
    /// Every shipped file, in the order of its name; each is sound, which a test asserts.
    package static let files: [FrameworkFile] = Embedded.files.keys.sorted()
        .filter { $0.hasPrefix("Frameworks/real/") || $0.hasPrefix("Frameworks/sample/") }
        .compactMap { path in Embedded.files[path].flatMap { try? FrameworkFile($0, name: path) } }

    /// The paths and texts of all shipped frameworks, also of one that is not sound.
    package static let texts = Embedded.files.filter { $0.key.hasPrefix("Frameworks/real/") || $0.key.hasPrefix("Frameworks/sample/") }

    /// A shipped framework; of a bare code the version that is in force last, or the one in force over the whole `period`.
    package static func shipped(_ name: String, over period: Period? = nil) -> FrameworkFile? {
        files.filter { $0.framework.identity == name || $0.framework.code == name }
            .filter { file in period.map { file.framework.valid.covers($0) } != false }
            .max { $0.framework.valid.from < $1.framework.valid.from }
    }

    /// A path of the disk or a shipped code: what people write behind `--framework`.
    package static func find(_ name: String) throws -> FrameworkFile {
        if let file = shipped(name) { return file }
        guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") || FileManager.default.fileExists(atPath: name) else {
            let known = files.map(\.framework.code)
            throw CriteriaError.unknownFramework(name, near: OutlineReader.nearest(to: name, among: known), known: known)
        }
        return try read(path: name)
    }

    /// Reads a file of the disk, which must be UTF-8 of at most 4 MB.
    package static func read(path: String) throws -> FrameworkFile {
        let file = try InputFile(path: path, limit: 4 << 20)
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw Faults([Fault("outline.not_utf8", at: Place(file: path))])
        }
        return try FrameworkFile(text, name: path)
    }
}
