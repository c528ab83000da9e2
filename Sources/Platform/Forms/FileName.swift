import Foundation
import Kernel

/// Names of files as people gave them, fit to be shown and saved again; never to be opened.
package enum FileName {
    /// Without folders, control characters and dots in front, in NFC, at most 150 characters with its ending kept.
    package static func clean(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let sound = String(String.UnicodeScalarView(last.unicodeScalars.filter { !isHidden($0) }))
        let text = String(sound.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces).drop { $0 == "." })
        guard !text.isEmpty else { return "tep" }
        guard text.count > 150, let dot = text.lastIndex(of: "."), text.distance(from: dot, to: text.endIndex) <= 10 else {
            return String(text.prefix(150))
        }
        let ending = text[dot...]
        return String(text.prefix(150 - ending.count) + ending)
    }

    /// Control characters, and those that turn the direction of writing and so hide an ending.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
}
