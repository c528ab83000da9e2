import Foundation

extension String {
    /// In NFC, without spaces around it, as forms bring it: commands and programs bring what they have.
    package var composedLine: String { precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces) }

    /// Something, in at most so many signs, marks counted; without line ends and signs that turn the direction of writing or take
    /// no room: two names must not look alike.
    package func isPlainLine(upTo length: Int) -> Bool {
        !isEmpty && unicodeScalars.count <= length
            && !unicodeScalars.contains { [.control, .format, .lineSeparator].contains($0.properties.generalCategory) }
    }
}
