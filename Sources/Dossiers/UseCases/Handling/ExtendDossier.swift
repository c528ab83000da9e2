import Kernel
import Platform
import Storage
import WorkingTime

/// Apologises for what will be late and gives the one new appointment.
///
/// Source: NĐ 61/2018 Đ19.9 (OS-14, OS-55); a letter that goes out too late is taken and told (``ClockReading/Finding``).
package struct ExtendDossier: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, to day: CalendarDate, cause: Dossier.Cause, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .lead)
            try item.require(.accepted, .processing, for: .extended)
            let appointment = Extension(at: at, to: day, reason: text, document: document.isEmpty ? nil : document)
            let before = item.dossier.due
            try item.extend(appointment)
            try TimeStore.insert(appointment, before: before, of: item.dossier.code, desk.db)
            item.change { $0.cause = cause }
            try item.save(.extended, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}

/// Says why a dossier is late; figures tell causes apart (OS-57).
package struct StateCause: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, cause: Dossier.Cause, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            guard item.dossier.isLate(at: desk.now) == true else { throw DossiersError.notLate }
            item.change { $0.cause = cause }
            try item.save(.causeStated, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }
}
