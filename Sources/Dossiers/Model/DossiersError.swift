import Kernel

/// Why something cannot be done with a dossier, beside what is wrong in a form.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum DossiersError: DomainError, Hashable {
    // ── what there is ──
    case noSuchDossier(String)
    case noSuchProcedure(String)
    case noSuchUnit(String)
    case noSuchTask
    case noSuchPerson(String)
    /// No version of it holds on the day.
    case notInForce(procedure: String, day: CalendarDate)
    /// Open dossiers end, new ones are not taken (PR-13).
    case abolished(procedure: String, day: CalendarDate)
    /// Other units are named as its receivers.
    case receivedElsewhere(procedure: String, unit: String)
    case noAgencyCode(unit: String)
    case codesExhausted(agency: String, day: CalendarDate)

    // ── who may ──
    case notYourUnit(unit: String)
    case notYourWork(DossierDuty)

    // ── when ──
    case notPossible(DossierEvent.Kind, from: DossierState)
    case changedMeanwhile(String)
    case receivedInFuture
    case beforeReceipt(Timestamp)
    case taskDone
    case tasksOpen(Int)
    case feeUnpaid(dong: Int64)
    case notLate
    /// What is measured for scoring is measured once it is over.
    case periodNotOver(CalendarDate)

    package var code: String { "dossiers.\(word)" }

    private var word: String {
        switch self {
        case .noSuchDossier: "no_such_dossier"
        case .noSuchProcedure: "no_such_procedure"
        case .noSuchUnit: "no_such_unit"
        case .noSuchTask: "no_such_task"
        case .noSuchPerson: "no_such_person"
        case .notInForce: "not_in_force"
        case .abolished: "abolished"
        case .receivedElsewhere: "received_elsewhere"
        case .noAgencyCode: "no_agency_code"
        case .codesExhausted: "codes_exhausted"
        case .notYourUnit: "not_your_unit"
        case .notYourWork: "not_your_work"
        case .notPossible: "not_possible"
        case .changedMeanwhile: "changed_meanwhile"
        case .receivedInFuture: "received_in_future"
        case .beforeReceipt: "before_receipt"
        case .taskDone: "task_done"
        case .tasksOpen: "tasks_open"
        case .feeUnpaid: "fee_unpaid"
        case .notLate: "not_late"
        case .periodNotOver: "period_not_over"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchDossier, .noSuchUnit, .noSuchTask: .missing
        case .noSuchProcedure, .noSuchPerson, .notInForce, .abolished, .receivedElsewhere, .noAgencyCode, .receivedInFuture, .beforeReceipt,
            .periodNotOver:
            .invalid
        case .notYourUnit, .notYourWork: .forbidden
        case .codesExhausted, .notPossible, .changedMeanwhile, .taskDone, .tasksOpen, .feeUnpaid, .notLate: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchDossier(let code), .noSuchProcedure(let code), .changedMeanwhile(let code): ["code": code]
        case .noSuchUnit(let unit), .noAgencyCode(let unit), .notYourUnit(let unit): ["unit": unit]
        case .noSuchPerson(let login): ["login": login]
        case .notInForce(let procedure, let day), .abolished(let procedure, let day):
            ["procedure": procedure, "day": day.vietnamese]
        case .receivedElsewhere(let procedure, let unit): ["procedure": procedure, "unit": unit]
        case .periodNotOver(let day): ["day": day.vietnamese]
        case .codesExhausted(let agency, let day): ["agency": agency, "day": day.vietnamese]
        case .notYourWork(let duty): ["duty": duty.rawValue]
        case .notPossible(let event, let state): ["event": event.rawValue, "state": state.rawValue]
        case .beforeReceipt(let moment): ["moment": "\(moment.vietnamClock) \(moment.vietnamDate.vietnamese)"]
        case .tasksOpen(let count): ["count": "\(count)"]
        case .feeUnpaid(let dong): ["dong": "\(dong)"]
        case .noSuchTask, .receivedInFuture, .taskDone, .notLate: [:]
        }
    }
}
