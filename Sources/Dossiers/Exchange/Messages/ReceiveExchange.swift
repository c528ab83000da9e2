import Foundation
import Kernel
import Platform
import Storage
import WorkingTime

/// Takes dossiers that another system tells of as they change, each for itself: a wrong one does not keep out its neighbours.
///
/// The same message again does nothing, an older one is left aside, and what somebody here did is never undone (OS-22, OS-23).
package struct ReceiveExchange: Sendable {
    /// What became of one dossier.
    package struct Answer: Encodable, Sendable, Hashable {
        package enum Status: String, Encodable, Sendable { case accepted, unchanged, outdated, refused }

        package var dossier: String
        package var status: Status
        /// Why it was refused, as the list of faults has it.
        package var code: String?
        package var field: String?

        enum CodingKeys: String, CodingKey {
            case dossier = "MaHoSo"
            case status, code, field
        }
    }

    /// The most dossiers that one call may bring.
    package static let limit = 500

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ messages: [ExchangedDossier], by actor: Actor) async throws -> [Answer] {
        try actor.require(.procedureController)
        if messages.count > Self.limit { throw ExchangeError.tooMany(limit: Self.limit) }
        let bureau = bureau
        let digests = try messages.map { FileDigest(of: Array(try Self.canonical.encode($0))).rawValue }
        let answers = try await bureau.write(by: actor) { desk in
            let reader = try ExchangeReader(at: desk.now, desk.db)
            let answers = try zip(messages, digests).map { try Self.take($0, $1, reader, desk) }
            if answers.contains(where: { $0.status == .accepted }) {
                try desk.services.audit.record(
                    "dossiers.exchanged", by: actor, subject: "dossiers/exchange", after: Self.audited(answers), in: desk.db)
            }
            return answers
        }
        if answers.contains(where: { $0.status == .accepted }) { bureau.services.publicData.changed() }
        return answers
    }

    private static func take(
        _ message: ExchangedDossier, _ digest: String, _ reader: ExchangeReader, _ desk: Bureau.Desk
    ) throws -> Answer {
        let name = String((message.fields["MaHoSo"] ?? "").prefix(60))
        func refused(_ kind: ImportFault.Kind, _ field: String) -> Answer {
            Answer(dossier: name, status: .refused, code: kind.code, field: field)
        }
        let reading: ExchangeReader.Reading
        do throws(ExchangeReader.Refusal) {
            reading = try reader.read(message)
        } catch {
            return refused(error.kind, error.field)
        }
        let foreign = reading.dossier
        let unit = reader.catalogue.units[foreign.unit]
        if desk.actor.kind != .operating, !desk.actor.has(.procedureController, for: unit) { return refused(.notYourUnit, "DonViXuLy") }
        let last = try ExchangeStore.last(foreign.code, desk.db)
        if last?.digest == digest { return Answer(dossier: name, status: .unchanged) }
        if let last, reading.changed < last.changed { return Answer(dossier: name, status: .outdated) }
        let known = try ForeignStore.known([foreign.code], desk.db)[foreign.code]
        guard let new = foreign.dossier(reader.catalogue, origin: known?.dossier.origin ?? .exchange, entered: desk.now) else {
            return refused(.notACode, "MaHoSo")
        }
        if let known {
            let isTheirs = [.exchange, .import, .generated].contains(known.dossier.origin)
            if !isTheirs { return refused(.keptHere, "MaHoSo") }
            if let last, last.version != known.dossier.version { return refused(.handledHere, "MaHoSo") }
            if last == nil, try !ForeignStore.handled([foreign.code], desk.db).isEmpty { return refused(.handledHere, "MaHoSo") }
            try ForeignStore.replace(new, desk.db)
        } else {
            let rows = ForeignRows(reader.catalogue, origin: .exchange, at: desk.now)
            try ForeignStore.load(CollectionOfOne(rows.row(foreign)), desk.db)
        }
        try ForeignStore.put(applicant: foreign.applicant, of: foreign.code, desk.db)
        try CountStore.change(from: known?.dossier, to: new, desk.db)
        try save(reading, new, desk)
        try ExchangeStore.put(
            ExchangeStore.Last(digest: digest, changed: reading.changed, version: (known?.dossier.version ?? 0) + 1), foreign.code,
            at: desk.now, desk.db)
        return Answer(dossier: name, status: .accepted)
    }

    /// Intervals, the new appointment and fees take the place of what was told before; steps that are new are written down.
    private static func save(_ reading: ExchangeReader.Reading, _ dossier: Dossier, _ desk: Bureau.Desk) throws {
        try ExchangeStore.clearTimes(of: dossier.code, desk.db)
        try FolderStore.replace(reading.fees, of: dossier.code, desk.db)
        for suspension in reading.suspensions { try TimeStore.insert(suspension, of: dossier.code, desk.db) }
        if let appointment = reading.appointment {
            try TimeStore.insert(appointment, before: reading.before, of: dossier.code, desk.db)
        }
        let known = Set(try TimeStore.events(of: dossier.code, desk.db).map { "\($0.at) \($0.login) \($0.text)" })
        for step in reading.steps where !known.contains("\(step.at) \(step.login) \(step.text)") {
            try TimeStore.insert(
                DossierEvent(
                    id: desk.newID(), kind: .told, at: step.at, entered: desk.now, login: step.login, state: dossier.state,
                    text: step.text, document: ""), of: dossier.code, desk.db)
        }
    }

    private static func audited(_ answers: [Answer]) -> AuditValue {
        func count(_ status: Answer.Status) -> AuditValue { .whole(Int64(answers.count { $0.status == status })) }
        return [
            "accepted": count(.accepted), "unchanged": count(.unchanged), "outdated": count(.outdated), "refused": count(.refused),
            "dossiers": .list(answers.filter { $0.status == .accepted }.map { .text($0.dossier) }),
        ]
    }

    private static var canonical: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
