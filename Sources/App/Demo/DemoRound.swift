import Accounts
import Assessments
import Criteria
import Kernel
import Platform
import Storage
import Units

/// A round that the demonstration plays.
struct DemoRound: Sendable, Equatable {
    let code: String
    /// The end of the key of its title.
    let key: String
    let kind: Round.Kind
    let framework: String
    /// The block of `Facts/sample-province` whose units take part.
    let block: String
    let year: Int
    /// The days of ``Deadlines/names``, counted from the day of loading.
    let days: [Int]

    static let yearly = DemoRound(
        code: "cchc-2026", key: "yearly", kind: .real, framework: "sample-departments", block: "departments", year: 2026,
        days: [-40, -6, 40, 14, 28, 42, 56])
    static let training = DemoRound(
        code: "tap-huan-2026", key: "training", kind: .training, framework: "sample-records", block: "central-branches", year: 2026,
        days: [-90, -60, 9, -40, -20, -5, 10])

    /// The unit of the demonstration's officer and head, whose self-assessment is open again.
    static let reopened = "M-STC"
    /// The unit that did not hand in.
    static let late = "M-BDT"

    func file() throws -> FrameworkFile { try FrameworkFile.shipped(framework, in: year) }

    func units() throws -> [String] {
        try DemoTable("sample-province/units.csv").rows.filter { $0("block") == block }.map { $0("code") }
    }
}

/// Who plays: the people of the demonstration, and for other units somebody without an account.
struct DemoCast: Sendable {
    private let people: [String: Person]
    private let units: [String: ID<Unit>]

    /// Nil in a house with real people, where nobody is played.
    init?(_ services: Services) async throws {
        let offers = try await SignInDemo(services).offers()
        if offers.isEmpty { return nil }
        people = Dictionary(uniqueKeysWithValues: offers.map { ($0.person.login, $0.person) })
        let units = try await services.database.read { db in try UnitStore.all(db) }
        self.units = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })
    }

    var administrator: Actor { actor("quan.tri", [Grant(.administrator)]) }
    var appraisers: [Actor] { ["tham.dinh", "tham.dinh.2"].map { actor($0, [Grant(.appraiser)]) } }

    func officer(of unit: String) -> Actor { member(of: unit, "can.bo", .unitOfficer) }
    func head(of unit: String) -> Actor { member(of: unit, "thu.truong", .unitHead) }

    /// The same person as assigning knows it.
    func appraiser(_ actor: Actor) -> Appraiser? {
        actor.person.map { Appraiser(person: $0, name: actor.title, home: actor.unit.map(ID.init(rawValue:))) }
    }

    private func member(of unit: String, _ login: String, _ role: Role) -> Actor {
        let id = units[unit]?.rawValue
        if let person = people[login], person.unit?.rawValue == id { return actor(login, [Grant(role, unit: id)]) }
        let name = "\(login).\(unit.lowercased())"
        return Actor(.person, name: name, person: name, unit: id, grants: [Grant(role, unit: id)])
    }

    private func actor(_ login: String, _ grants: Set<Grant>) -> Actor {
        let person = people[login]
        return Actor(
            .person, name: login, title: person?.name, person: person?.id.rawValue, unit: person?.unit?.rawValue, grants: grants)
    }
}
