import Kernel
import Office
import Platform
import Storage

/// Takes a file of people and their roles, whole or not at all, and makes an invitation for everybody new.
///
/// Who is there stays as they are, and a role they have is not given again: the same file, longer by a few, can be sent later.
package struct ImportPeople: Sendable {
    /// Somebody new, and the way in; told here and never again.
    package struct Invitation: Sendable {
        package let person: Person
        package let offer: OfferLink.Offer
    }

    package struct Outcome: Sendable {
        package var invitations: [Invitation] = []
        /// Roles that were given.
        package var grants = 0
        /// People who were there before.
        package var present = 0
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(_ file: InputFile, by actor: Actor) async throws -> Outcome {
        try actor.require(.administrator)
        let table = try PeopleTable(file)
        let audit = services.audit
        let outcome = try await services.database.write { db in
            let outcome = try take(table, by: actor, db)
            try audit.record(
                "accounts.imported", by: actor, subject: "accounts",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue),
                    "added": .whole(Int64(outcome.invitations.count)), "grants": .whole(Int64(outcome.grants)),
                ], in: db)
            return outcome
        }
        services.publicData.changed()
        return outcome
    }

    private func take(_ table: PeopleTable, by actor: Actor, _ db: any Connection) throws -> Outcome {
        let (creating, giving, offering) = (CreatePerson(services), GrantRole(services), OfferLink(services))
        var outcome = Outcome()
        var people: [String: Person] = [:]
        let log = FaultLog()
        for line in table.lines {
            do {
                let login = line.person.login
                let person: Person
                if let known = people[login] {
                    person = known
                } else if try PersonStore.find(login, db) != nil {
                    person = try db.activePerson(login)
                    outcome.present += 1
                } else {
                    person = try creating.create(line.person, by: actor, db)
                    outcome.invitations.append(Invitation(person: person, offer: try offering.offer(to: person, by: actor, db)))
                }
                people[login] = person
                if let grant = line.grant, try !giving.has(grant, person, db) {
                    try giving.give(grant, to: person, by: actor, db)
                    outcome.grants += 1
                }
            } catch let faults as Faults {
                for fault in faults.faults { log.add(table.placed(fault, line)) }
            } catch let AccountsError.closed(login) {
                log.add(table.placed(Fault("accounts.closed", at: Place(file: "person", field: "login"), ["login": login]), line))
            }
        }
        try log.check()
        return outcome
    }
}
