import Kernel
import Platform
import Storage

/// Everything the house knows of a citizen, in one file that the citizen takes along.
///
/// Source: NĐ 13/2023 Đ9.3 (the right of access).
package struct ExportCitizen: Sendable {
    /// More of one kind no account holds.
    private static let most = 1_000_000

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// JSON; rooms below add what is theirs.
    package func callAsFunction(by actor: Actor) async throws -> [UInt8] {
        let (sections, audit) = (services.site.citizenSections, services.audit)
        return try await services.database.write { db in
            let citizen = try db.citizen(actor)
            var all = try Self.own(citizen, db)
            for section in sections { all.merge(try section.export(citizen.id.rawValue, db)) { $1 } }
            try audit.record("citizens.exported", by: actor, subject: citizen.subject, in: db)
            return Array(AuditValue.map(all).description.utf8)
        }
    }

    private static func own(_ citizen: Citizen, _ db: any Connection) throws -> [String: AuditValue] {
        let profile = citizen.profile
        let messages = try MessageStore.page(1, size: most, of: citizen.id, db)
        return [
            "account": .map([
                "id": .init(citizen.id), "phone": .init(citizen.phone), "email": .init(citizen.email), "name": .text(profile.name),
                "birth": .init(profile.birth), "identity_number": .init(profile.identityNumber), "commune": .init(profile.commune),
                "address": .init(profile.address), "language": .text(citizen.language.rawValue), "tells_by_sms": .flag(citizen.tellsBySMS),
                "tells_by_email": .flag(citizen.tellsByEmail), "has_password": .flag(citizen.hasPassword),
                "created": .init(citizen.created),
            ]),
            "messages": .list(
                messages.map { message in
                    .map([
                        "title": .text(message.title), "text": .text(message.text), "link": .text(message.link.text),
                        "at": .init(message.created), "read": .init(message.read),
                    ])
                }),
            "delegations": .list(try DelegationStore.all(of: citizen.id, db).map { line($0, of: citizen.id) }),
            "sign_ins": .list(
                try CitizenSessionStore.past(of: citizen.id, most: most, db).map { past in
                    .map([
                        "at": .init(past.at), "way": .text(past.way.rawValue), "client": .init(past.client), "agent": .text(past.agent),
                    ])
                }),
            "linked": .list(
                try ProviderStore.subjects(of: citizen.id, db).map {
                    .map(["issuer": .text($0.issuer), "subject": .text($0.subject)])
                }),
        ]
    }

    /// The other person's name is theirs.
    private static func line(_ delegation: Delegation, of citizen: ID<Citizen>) -> AuditValue {
        var values: [String: AuditValue] = [
            "acts": .flag(delegation.sender == citizen), "role": .text(delegation.role), "from": .init(delegation.from),
            "until": .init(delegation.until),
        ]
        if case .business(let taxCode, let name) = delegation.party {
            values.merge(["tax_code": .text(taxCode), "business": .text(name)]) { $1 }
        }
        return .map(values)
    }
}
