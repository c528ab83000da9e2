import Kernel
import Platform
import Procedures
import Storage
import WorkingTime

/// Ends the step of the internal process that a dossier is at and begins the next one, whose own time runs from that moment (PR-8).
///
/// The counter hands over what it accepted, afterwards whoever handles it; where an officer is named, the dossier goes to that officer.
package struct EndStep: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `officer` empty: it stays in the same hands.
    @discardableResult
    package func callAsFunction(_ act: DossierAct, to officer: String = "", by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            let state = try desk.find(act.dossier).state
            var item = try desk.open(act.dossier, version: act.version, for: state.stepDuty)
            try item.require(.accepted, .processing, .finished, for: .stepEnded)
            guard var step = try StepStore.open(of: item.dossier.code, desk.db),
                let procedure = try ProcedureStore.version(item.dossier.procedure, desk.procedures, desk.db)?.procedure
            else { throw DossiersError.notPossible(.stepEnded, from: state) }
            if at < step.begun { throw DossiersError.beforeReceipt(step.begun) }
            step.done = at
            step.login = desk.actor.name
            guard try StepStore.update(step, of: item.dossier.code, desk.db) else {
                throw DossiersError.changedMeanwhile(item.dossier.code.text)
            }
            var told = [procedure.stepName(step.number)]
            if procedure.step(step.number + 1) != nil {
                told.append(procedure.stepName(step.number + 1))
                try item.begin(step.number + 1, of: procedure, at: at, desk)
            }
            if !officer.isEmpty { try give(&item, to: officer, desk) }
            let line = told.joined(separator: " → ")
            try item.save(.stepEnded, at: at, text: text.isEmpty ? line : "\(line): \(text)", document: document, desk)
            return item.dossier
        }
    }

    /// To another officer of the unit, while it is worked on; the first one is named by the head.
    private func give(_ item: inout DossierCase, to officer: String, _ desk: Bureau.Desk) throws {
        try item.require(.processing, for: .assigned)
        guard
            try StaffStore.holders(of: .caseOfficer, in: item.dossier.unit.rawValue, at: desk.now, desk.db)
                .contains(where: { $0.login == officer })
        else { throw DossiersError.noSuchPerson(officer) }
        item.change { $0.officer = officer }
    }
}

extension DossierState {
    /// Whose work the step is that a dossier in this state is at.
    var stepDuty: DossierDuty { self == .processing ? .handle : .receive }
}

extension DossierCase {
    /// Begins a step of the internal process; nothing where the version has no process.
    func begin(_ number: Int = 1, of procedure: Procedure, at moment: Timestamp, _ desk: Bureau.Desk) throws {
        guard let stated = procedure.step(number) else { return }
        var step = DossierStep(number: number, begun: moment)
        try step.count(stated.time?.limit, of: clock, policy: dossier.clock, in: calendar, at: moment)
        try StepStore.insert(step, of: dossier.code, desk.db)
    }

    /// What a change of the dossier's state does to the step it is at: its time stands still or goes on, and ends with the dossier.
    func keepStep(at moment: Timestamp, _ desk: Bureau.Desk) throws {
        guard var step = try StepStore.open(of: dossier.code, desk.db) else { return }
        if dossier.state.isOpen || dossier.state == .finished {
            let process = try ProcedureStore.version(dossier.procedure, desk.procedures, desk.db)?.procedure
            try step.count(process?.step(step.number)?.time?.limit, of: clock, policy: dossier.clock, in: calendar, at: moment)
        } else {
            step.done = max(moment, step.begun)
            step.login = desk.actor.name
        }
        guard try StepStore.update(step, of: dossier.code, desk.db) else { throw DossiersError.changedMeanwhile(dossier.code.text) }
    }
}
