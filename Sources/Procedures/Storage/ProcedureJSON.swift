import Foundation
import Kernel

/// A version with its content as programs are given it.
struct ProcedureJSON: Encodable, Sendable {
    let id: String
    let decision: String?
    let decided: String?
    /// `new`, `amended` or `abolished`.
    let change: String?
    let from: String?
    let to: String?
    let content: ProcedureDocument

    init(_ stored: StoredProcedure) {
        let version = stored.version
        id = stored.id.rawValue
        decision = version.decision.isEmpty ? nil : version.decision
        (decided, change) = (version.decided?.description, version.change?.rawValue)
        (from, to) = (version.from?.description, version.to?.description)
        content = ProcedureDocument(stored.procedure)
    }

    /// On one line, keys in order.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
