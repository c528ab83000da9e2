import Kernel
import Platform

/// Something a citizen is told, worded in the citizen's own language when it is sent.
///
/// The text of the key is one line, which is the subject of the letter and the whole of the short message; `<key>.text` the rest.
package struct CitizenMessage: Sendable {
    package var key: String
    /// Where it leads on this site.
    package var link: Link
    /// A second message of the same reference is left out.
    package var reference: String
    package var details: @Sendable (Words) -> [String: String]

    package init(
        _ key: String, link: Link, reference: String, details: @escaping @Sendable (Words) -> [String: String] = { _ in [:] }
    ) {
        self.key = key
        self.link = link
        self.reference = reference
        self.details = details
    }
}

/// A message as it lies on the citizen's page.
struct InboxMessage: Sendable, Hashable {
    let id: ID<InboxMessage>
    let title: String
    let text: String
    let link: Link
    let created: Timestamp
    let read: Timestamp?
}
