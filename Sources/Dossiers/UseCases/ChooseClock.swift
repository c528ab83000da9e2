import Foundation
import Kernel
import Platform
import Procedures
import Storage
import WorkingTime

/// Decides for a procedure what the law leaves open: when a late receipt counts, what waiting for a supplement does, how many days the
/// post may take (OS-51, OS-53, OS-58).
///
/// It holds for dossiers received from its day on; those that are open keep what they were received under.
package struct ChooseClock: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ choice: ClockChoice, by actor: Actor) async throws {
        try actor.require(.procedureController)
        try await bureau.write(by: actor) { desk in
            guard try !ProcedureStore.versions(of: choice.procedure, desk.db).isEmpty else {
                throw DossiersError.noSuchProcedure(choice.procedure)
            }
            var choice = choice
            choice.source = choice.source.trimmingCharacters(in: .whitespacesAndNewlines)
            try choice.check(today: desk.now.vietnamDate)
            try ClockStore.put(choice, desk.db)
            try desk.services.audit.record(
                "dossiers.clock_chosen", by: actor, subject: "dossiers/procedures/\(choice.procedure)",
                after: [
                    "from": AuditValue(choice.from), "late_receipt": .text(choice.lateReceipt.rawValue),
                    "supplement": .text(choice.supplement.rawValue), "post_days": .whole(Int64(choice.postDays)),
                ], reason: choice.source, in: desk.db)
        }
    }
}

extension ClockChoice {
    static let mostPostDays = 30

    /// Throws all that is wrong with it; places name the fields of the form.
    fileprivate func check(today: CalendarDate) throws {
        let log = FaultLog()
        let place = Place(file: procedure)
        // Open dossiers keep the rules that they were received under.
        if from < today { log.add("dossiers.choice_backdated", at: place.field("from")) }
        if !(0...Self.mostPostDays).contains(postDays) {
            log.add("dossiers.count_wrong", at: place.field("post_days"), ["text": "\(postDays)"])
        }
        if source.isEmpty { log.add("dossiers.text_missing", at: place.field("source")) }
        if source.unicodeScalars.count > DossierAct.lineLimit {
            log.add("dossiers.text_too_long", at: place.field("source"), ["limit": "\(DossierAct.lineLimit)"])
        }
        try log.check()
    }
}
