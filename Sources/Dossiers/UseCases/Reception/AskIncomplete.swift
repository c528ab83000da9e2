import Kernel
import Platform
import Storage
import WorkingTime

/// Tells whoever sent a dossier over the network, in one notice, all that it lacks before it can be accepted (OS-3, OS-13).
///
/// The dossier stays registered; no limit runs before all of it is there (OS-2). Source: NĐ 61/2018 Đ17.2a.
package struct AskIncomplete: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            try item.require(.registered, for: .supplementAsked)
            guard item.dossier.origin == .online, item.dossier.supplements < item.dossier.clock.supplementsAtMost else {
                throw DossiersError.notPossible(.supplementAsked, from: .registered)
            }
            item.change { $0.supplements += 1 }
            try item.save(.supplementAsked, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}
