import Kernel
import Platform

/// What happened to a dossier, told to the rooms above in the transaction that made it happen (``Listener``).
package struct DossierChange: Sendable {
    /// As it left the dossier.
    package let dossier: Dossier
    package let kind: DossierEvent.Kind
    package let at: Timestamp
    /// Reason or content, as the event has it.
    package let text: String
}
