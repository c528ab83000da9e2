import Kernel
import Platform
import Storage

/// Ends the work on a dossier with its result; a refusal after review is one, and is due within the limit too (OS-11).
package struct FinishDossier: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(
        _ act: DossierAct, result: DossierResult, uploads: [Upload] = [], by actor: Actor
    ) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: result.outcome == .refused, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            let waiting = try TaskStore.tasks(of: item.dossier.code, desk.db).count { $0.done == nil }
            if waiting > 0 { throw DossiersError.tasksOpen(waiting) }
            try item.move(to: .finished, by: .finished)
            try item.finish(at: at)
            try desk.keep(uploads)
            try FolderStore.insert(result.checked(item.dossier.code), of: item.dossier.code, desk.db)
            item.change { $0.digital.hasElectronicResult = result.file != nil }
            try item.save(.finished, at: at, text: text, document: document.isEmpty ? result.number : document, desk)
            return item.dossier
        }
    }
}

/// Ends a dossier without a result: it cannot go on, or the applicant takes it back (OS-20, states 7 and 8).
package struct EndDossier: Sendable {
    package enum Way: Sendable { case stopped, withdrawn }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, _ way: Way, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            let (state, event): (DossierState, DossierEvent.Kind) = way == .stopped ? (.stopped, .stopped) : (.withdrawn, .withdrawn)
            var item = try desk.open(act.dossier, version: act.version, for: way == .stopped ? .lead : .receive)
            try item.move(to: state, by: event)
            try item.finish(at: at)
            try TimeStore.end(item.dossier.code, at: at, desk.db)
            try item.save(event, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}

/// Hands over the result, at the counter, online or to the post, and takes the fees that are still due (OS-15).
package struct ReturnResult: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `parcel` is its number where the post carries it.
    @discardableResult
    package func callAsFunction(
        _ act: DossierAct, delivery: Dossier.Delivery, parcel: String = "", isPaid: Bool = false, by actor: Actor
    ) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            try item.move(to: .returned, by: .returned)
            if let finished = item.dossier.finished, at < finished { throw DossiersError.beforeReceipt(finished) }
            if item.dossier.fee == .unpaid {
                let open = try FolderStore.fees(of: item.dossier.code, desk.db).filter { $0.paid == nil }.reduce(0) { $0 + $1.dong }
                guard isPaid else { throw DossiersError.feeUnpaid(dong: open) }
                try FolderStore.pay(item.dossier.code, at: at, desk.db)
                item.change { $0.fee = .counter }
            }
            if delivery == .post {
                let parcel = Parcel(direction: .returned, number: parcel, handed: at)
                try FolderStore.put(parcel, of: item.dossier.code, desk.db)
            }
            item.change {
                $0.returned = at
                $0.delivery = delivery
            }
            try item.save(.returned, at: at, text: text, document: document.isEmpty ? parcel : document, desk)
            return item.dossier
        }
    }
}

extension DossierResult {
    /// The result with its lines within bounds.
    func checked(_ code: DossierCode) throws(Faults) -> DossierResult {
        let log = FaultLog()
        let place = Place(file: code.text)
        if number.unicodeScalars.count > DossierAct.lineLimit {
            log.add("dossiers.text_too_long", at: place.field("number"), ["limit": "\(DossierAct.lineLimit)"])
        }
        if text.unicodeScalars.count > DossierAct.textLimit {
            log.add("dossiers.text_too_long", at: place.field("result"), ["limit": "\(DossierAct.textLimit)"])
        }
        try log.check()
        return self
    }
}
