import Foundation
import Kernel
import Office
import Platform
import Storage
import Units

/// Adds a paper to a unit's evidence: a file that was kept already, or the address where it is published (GL-32).
package struct AddEvidence: Sendable {
    /// What the person says of the paper.
    package struct Order: Sendable {
        package var title: String
        package var number: String
        package var issued: CalendarDate?
        package var content: Content

        package init(title: String, number: String = "", issued: CalendarDate? = nil, content: Content) {
            self.title = title
            self.number = number
            self.issued = issued
            self.content = content
        }
    }

    package enum Content: Sendable {
        case file(Form.File)
        case link(String)
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ order: Order, unit: String, by actor: Actor) async throws -> Evidence {
        let draft = try await EvidenceDraft(order, workplace.services)
        return try await workplace.write(by: actor) { desk in
            let owner = try desk.owner(unit)
            let id: ID<Evidence> = desk.newID()
            return try desk.add(
                draft.evidence(id, chain: id, version: 1, of: owner, by: desk.signature, at: desk.now), as: "evidence_added")
        }
    }
}

/// Evidence as it was sent, looked at before anything is locked: a file is opened to see what it is.
struct EvidenceDraft: Sendable {
    private let title: String
    private let number: String
    private let issued: CalendarDate?
    private let source: Evidence.Source

    init(_ order: AddEvidence.Order, _ services: Services) async throws {
        title = try WrittenText.required(order.title, field: "title", limit: WrittenText.titleLimit)
        number = try WrittenText.read(order.number, field: "number", limit: WrittenText.lineLimit)
        issued = order.issued
        switch order.content {
        case .file(let file):
            let bytes = try await services.files.read(file.stored.digest)
            let kind = try DocumentKind(of: InputFile(name: file.name, bytes: bytes))
            source = .file(file.stored, name: file.name, type: kind.mediaType)
        case .link(let address):
            // A browser follows it from a page of ours, so nothing but plain HTTPS goes in.
            guard address.hasPrefix("https://"), address.utf8.count <= 2000, Link(external: address) != nil,
                let host = URL(string: address)?.host(), host.contains(".")
            else { throw AssessmentsError.linkNotHTTPS }
            source = .link(address)
        }
    }

    func evidence(
        _ id: ID<Evidence>, chain: ID<Evidence>, version: Int, of unit: ID<Units.Unit>, by signature: Signature, at now: Timestamp
    ) -> Evidence {
        Evidence(
            id: id, chain: chain, version: version, unit: unit, title: title, number: number.isEmpty ? nil : number, issued: issued,
            source: source, by: signature, added: now)
    }
}

extension Workplace.Desk {
    /// The id of a unit for which the person scores.
    func owner(_ code: String) throws -> ID<Units.Unit> {
        guard let unit = try UnitStore.find(code: code, db) else { throw AssessmentsError.noSuchUnit(code) }
        guard actor.has(.unitOfficer, for: unit.id) || actor.has(.unitHead, for: unit.id) else {
            throw AssessmentsError.notYourUnit(unit: code)
        }
        return unit.id
    }

    func add(_ evidence: Evidence, as action: String) throws -> Evidence {
        if case .file(let stored, _, let type) = evidence.source { try FileRecordStore.insert(stored, mediaType: type, at: now, db) }
        try EvidenceStore.insert(evidence, db)
        try services.audit.record(
            "assessments.\(action)", by: actor, subject: evidence.subject, unit: evidence.unit.rawValue, after: AuditValue(evidence), in: db
        )
        return evidence
    }
}

extension Evidence {
    /// The paper as the audit names it, whatever its version.
    package var subject: String { "assessments/evidence/\(chain)" }
}

extension AuditValue {
    init(_ evidence: Evidence) {
        let source: AuditValue =
            switch evidence.source {
            case .file(let stored, let name, _): ["name": .text(name), "digest": .text(stored.digest.rawValue)]
            case .link(let address): ["link": .text(address)]
            }
        self = ["version": .whole(Int64(evidence.version)), "title": .text(evidence.title), "source": source]
    }
}
