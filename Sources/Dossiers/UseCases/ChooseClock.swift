import Kernel
import Platform
import Procedures
import Storage
import WorkingTime

/// Decides for a procedure what the law leaves open: when a late receipt counts, and what waiting for a supplement does (OS-51, OS-53).
///
/// It holds for dossiers received from its day on; those that are open keep what they were received under.
package struct ChooseClock: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ choice: ClockChoice, by actor: Actor) async throws {
        try actor.require(.procedureController)
        try await bureau.write(by: actor) { desk in
            let source = try DossierAct(choice.procedure, text: choice.source).checked(textIsNeeded: true, now: desk.now).text
            guard try !ProcedureStore.versions(of: choice.procedure, desk.db).isEmpty else {
                throw DossiersError.noSuchProcedure(choice.procedure)
            }
            if choice.from < desk.now.vietnamDate { throw DossiersError.choiceBackdated }
            var choice = choice
            choice.source = source
            try ClockStore.put(choice, desk.db)
            try desk.services.audit.record(
                "dossiers.clock_chosen", by: actor, subject: "dossiers/procedures/\(choice.procedure)",
                after: [
                    "from": AuditValue(choice.from), "late_receipt": .text(choice.lateReceipt.rawValue),
                    "supplement": .text(choice.supplement.rawValue),
                ], reason: source, in: desk.db)
        }
    }
}
