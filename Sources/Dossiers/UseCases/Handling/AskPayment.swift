import Kernel
import Platform
import Storage
import WorkingTime

/// Asks for what must be paid before the work can go on; the limit stands still until it is (OS-20, state 6).
package struct AskPayment: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            try item.move(to: .payment, by: .paymentAsked)
            try item.suspend(.payment, at: at, document: document, desk.db)
            item.change { if $0.fee == .none { $0.fee = .unpaid } }
            try item.save(.paymentAsked, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}

/// Takes the fees of a dossier, at the counter or as the payment service tells (OS-15).
package struct TakePayment: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, isOnline: Bool, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            guard item.dossier.fee == .unpaid else { throw DossiersError.notPossible(.paid, from: item.dossier.state) }
            try FolderStore.pay(item.dossier.code, at: at, desk.db)
            item.change { $0.fee = isOnline ? .online : .counter }
            if item.dossier.state == .payment {
                try item.move(to: .processing, by: .paid)
                try item.resume(at: at, desk.db)
            }
            try item.save(.paid, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}
