import Foundation
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Notes guidance that was given though no dossier comes of it: for which procedure, how, and what was explained; nothing of the person.
///
/// Source: NĐ 61/2018 Đ15.2 (OS-18).
package struct GiveGuidance: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `unit` and `procedure` are codes; of no single procedure the latter is empty.
    @discardableResult
    package func callAsFunction(
        unit: String, procedure: String = "", _ channel: Guidance.Channel = .counter, text: String, by actor: Actor
    ) async throws -> Guidance {
        try await bureau.write(by: actor) { desk in
            let unit = try desk.unit(unit, for: .receive)
            let text = try DossierAct(unit.code, text: text).checked(textIsNeeded: true, now: desk.now).text
            let procedure = procedure.trimmingCharacters(in: .whitespaces)
            if !procedure.isEmpty, try ProcedureStore.versions(of: procedure, desk.db).isEmpty {
                throw DossiersError.noSuchProcedure(procedure)
            }
            let guidance = Guidance(
                id: desk.newID(), unit: unit.id, procedure: procedure, channel: channel, at: desk.now, login: actor.name, text: text)
            try GuidanceStore.insert(guidance, desk.db)
            try desk.services.audit.record(
                "dossiers.guided", by: actor, subject: "dossiers/guidances/\(guidance.id.rawValue)", unit: unit.id.rawValue,
                after: ["procedure": .text(procedure), "channel": .text(channel.rawValue)], in: desk.db)
            return guidance
        }
    }
}

/// What was explained to somebody at a counter, by telephone or over the network (OS-18).
package struct Guidance: Hashable, Sendable {
    package enum Channel: String, Hashable, Sendable, CaseIterable, SQLConvertible { case counter, phone, online }

    package let id: ID<Guidance>
    package let unit: ID<Units.Unit>
    /// Its code; empty: of no single one.
    package let procedure: String
    package let channel: Channel
    package let at: Timestamp
    package let login: String
    package let text: String
}

/// The guidance that a unit gave: how often this month, and the last of it.
package struct ListGuidances: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        let latest: [Guidance]
        /// Since the first of the month.
        let month: Int
        let names: [String: String]
    }

    private static let most = 50

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(unit code: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .read)
            let today = desk.now.vietnamDate
            let month = Period.month(today.month, of: today.year)
            let latest = try GuidanceStore.latest(of: unit.id, Self.most, desk.db)
            return Screen(
                unit: unit, latest: latest,
                month: try GuidanceStore.count(in: [unit.id.rawValue], from: month.first.start, before: today.end, desk.db),
                names: try StaffStore.names(latest.map(\.login), desk.db))
        }
    }
}
