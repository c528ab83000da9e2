import Kernel
import Platform
import Storage
import WorkingTime

/// Asks for what must be paid before the work can go on; the limit stands still until it is (OS-20, state 6).
package struct AskPayment: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `dong` is what is asked for beyond what the dossier owes already; nil where the letter alone says it.
    @discardableResult
    package func callAsFunction(_ act: DossierAct, dong: Int64? = nil, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            if let dong {
                guard (1...FeeLine.limit).contains(dong) else {
                    throw Faults([Fault("dossiers.fee_wrong", at: Place(file: act.dossier, field: "dong"))])
                }
                let name = text.split(separator: "\n").first.map { String($0.prefix(DossierAct.lineLimit)) } ?? ""
                try FolderStore.add(FeeLine(name: name, dong: dong), to: item.dossier.code, desk.db)
                item.change { $0.fee = .unpaid }
            }
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
            try item.pay(isOnline: isOnline, at: at, document: document, text: text, desk)
            return item.dossier
        }
    }
}

extension DossierCase {
    /// All that it owes is paid; the work goes on where it waited for that.
    mutating func pay(isOnline: Bool, at moment: Timestamp, document: String, text: String, _ desk: Bureau.Desk) throws {
        guard dossier.fee == .unpaid else { throw DossiersError.notPossible(.paid, from: dossier.state) }
        try FolderStore.pay(dossier.code, at: moment, desk.db)
        change { $0.fee = isOnline ? .online : .counter }
        if dossier.state == .payment {
            try move(to: .processing, by: .paid)
            try resume(at: moment, desk.db)
        }
        try save(.paid, at: moment, text: text, document: document, desk)
    }
}
