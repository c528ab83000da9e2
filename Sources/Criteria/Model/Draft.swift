import Kernel
import Scoring

/// A framework that is still being written: sound, but not published (PI-13).
package struct Draft: Sendable {
    /// `code@version`, as it will be published.
    package var identity: String
    package var text: String
    /// Grows with every saving, so that whoever saves tells what they saw.
    package var revision: Int
    package var saved: Timestamp
    package var savedBy: String

    package func framework() throws -> Framework { try FrameworkFile(text, name: identity).framework }
}
