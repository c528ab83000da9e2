import Kernel
import Platform
import Storage
import Units

/// Gives a dossier to an officer of the unit, for the first time or anew; with the first one the work begins.
///
/// Source: NĐ 61/2018 Đ19.1 (OS-7).
package struct AssignDossier: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, to officer: String, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .lead)
            try item.require(.accepted, .processing, .supplement, .payment, for: .assigned)
            let holders = [Role.caseOfficer, .unitHead]
            let isThere = try holders.contains { role in
                try StaffStore.holders(of: role, in: item.dossier.unit.rawValue, at: desk.now, desk.db).contains { $0.login == officer }
            }
            guard isThere else { throw DossiersError.noSuchPerson(officer) }
            if item.dossier.state == .accepted { try item.move(to: .processing, by: .assigned) }
            item.change { $0.officer = officer }
            try item.save(.assigned, at: at, text: text.isEmpty ? officer : "\(officer): \(text)", document: document, desk)
            return item.dossier
        }
    }
}

/// Gives many dossiers to one officer at once, all or none: when somebody leaves, falls ill or comes back.
package struct ReassignDossiers: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(
        from old: String, to new: String, unit: String, reason: String, by actor: Actor
    ) async throws -> Int {
        try await bureau.write(by: actor) { desk in
            let unit = try desk.unit(unit, for: .lead)
            let text = try DossierAct(unit.code, text: reason).checked(textIsNeeded: true, now: desk.now).text
            guard try StaffStore.holders(of: .caseOfficer, in: unit.id.rawValue, at: desk.now, desk.db).contains(where: { $0.login == new })
            else { throw DossiersError.noSuchPerson(new) }
            let dossiers = try DeskStore.open(of: old, in: unit.id, desk.db)
            for dossier in dossiers {
                var item = try DossierCase(dossier, calendar: desk.calendar(), desk.db)
                item.change { $0.officer = new }
                try item.save(.assigned, at: desk.now, text: "\(new): \(text)", desk)
            }
            return dossiers.count
        }
    }
}
