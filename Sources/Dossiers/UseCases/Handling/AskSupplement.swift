import Kernel
import Platform
import Storage
import WorkingTime

/// Sends a dossier back for what is missing: once only, all of it in one letter, and the limit stands still (OS-12, OS-13).
package struct AskSupplement: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            guard item.dossier.supplements < item.dossier.clock.supplementsAtMost else {
                throw WorkingTimeError.supplementTooOften(atMost: item.dossier.clock.supplementsAtMost)
            }
            try item.move(to: .supplement, by: .supplementAsked)
            try item.suspend(.supplement, at: at, document: document, desk.db)
            try item.save(.supplementAsked, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}

/// Takes what was missing: the limit goes on, or starts from zero, as the rule of the day of receipt says (OS-12, OS-53).
package struct TakeSupplement: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `papers` are what was handed in now, by the number of the component from 1.
    @discardableResult
    package func callAsFunction(
        _ act: DossierAct, papers: [Int: Component] = [:], uploads: [Upload] = [], by actor: Actor
    ) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            try item.require(.supplement, for: .supplementReceived)
            try item.move(to: .processing, by: .supplementReceived)
            try item.resume(at: at, desk.db)
            try desk.keep(uploads)
            try desk.put(papers, into: item.dossier.code)
            try item.save(.supplementReceived, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}
