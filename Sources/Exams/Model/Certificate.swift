import Kernel
import Platform

/// What somebody who passed may show, as it was said on the day.
package struct Certificate: Hashable, Sendable {
    /// CN-2026-000001.
    package let number: String
    package let exam: String
    package let login: String
    /// What the QR code leads to.
    package let code: ChanceCode
    package let name: String
    /// The unit's name.
    package let agency: String
    package let title: String
    package let issued: Timestamp
    package var revoked: Timestamp?
    /// Why it was revoked; empty: it was not.
    package var reason: String
}
