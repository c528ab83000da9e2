import Foundation
import Testing

/// The sources of the house as text, for rules that the compiler does not hold.
enum House {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(_ folder: String, _ ending: String) throws -> [(path: String, text: String)] {
        let base = root.appending(path: folder)
        let walker = try #require(FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
        return try walker.compactMap { $0 as? URL }.filter { $0.pathExtension == ending }
            .map { ("\(folder)/" + $0.path.dropFirst(base.path.count + 1), try String(contentsOf: $0, encoding: .utf8)) }
            .sorted { $0.0 < $1.0 }
    }

    static func target(of path: String) -> String { String(path.split(separator: "/")[1]) }
}
