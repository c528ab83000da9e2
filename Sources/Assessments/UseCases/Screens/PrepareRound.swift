import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// What a new round can be made of: the sets of criteria, and the units of their blocks as they stand (PI-5, PI-70).
package struct PrepareRound: Sendable {
    /// Units that a round would take over for a block, each with whether it is ranked.
    package struct Block: Sendable {
        package var framework: Framework
        package var members: [(unit: Unit, isRanked: Bool)]
    }

    /// What is asked before the units can be shown; as typed.
    package struct Basics: Sendable, Hashable {
        package var code: String
        package var title: Bilingual
        package var period: String
        package var kind: String
        package var frameworks: [String]

        package init(code: String, title: Bilingual, period: String, kind: String, frameworks: [String]) {
            self.code = code
            self.title = title
            self.period = period
            self.kind = kind
            self.frameworks = frameworks
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// The period and kind of sound basics; throws all that is wrong, each with the name of its field.
    package func check(_ basics: Basics, by actor: Actor) async throws -> (period: Period, kind: Round.Kind) {
        let frameworks = try await frameworks()
        let isTaken = try await workplace.read(by: actor) { desk in
            try Rights(actor).check(.administer)
            return try RoundStore.find(basics.code, desk.db) != nil
        }
        let log = FaultLog()
        func fault(_ error: AssessmentsError, _ field: String) {
            log.add(error.code, at: Place(file: "round", field: field), error.details)
        }
        do throws(AssessmentsError) { _ = try WrittenText.code(basics.code, field: "code") } catch { fault(error, "code") }
        if isTaken { fault(.roundExists(basics.code), "code") }
        for (name, text) in [("title.vi", basics.title.vi), ("title.en", basics.title.en)] {
            do throws(AssessmentsError) {
                _ = try WrittenText.required(text, field: name, limit: WrittenText.titleLimit)
            } catch {
                fault(error, name)
            }
        }
        let period = Period(basics.period)
        if period == nil { fault(.unreadable(field: "period", text: basics.period), "period") }
        let kind = Round.Kind(rawValue: basics.kind)
        if kind == nil { fault(.unreadable(field: "kind", text: basics.kind), "kind") }
        if basics.frameworks.isEmpty { fault(.textMissing(field: "frameworks"), "frameworks") }
        let blocks = basics.frameworks.compactMap { name in frameworks.first { $0.identity == name }?.block.code }
        for block in Set(blocks).sorted() where blocks.count(where: { $0 == block }) > 1 {
            log.add("assessments.block_twice", at: Place(file: "round", field: "frameworks"), ["block": block])
        }
        try log.check()
        guard let period, let kind else { preconditionFailure("a fault was told of what could not be read") }
        return (period, kind)
    }

    /// Whole sets of criteria, published or shipped; a round fixes the text of what it uses.
    package func frameworks() async throws -> [Framework] {
        let (published, shipped) = try await FindFrameworks(workplace.services)()
        return (published + shipped).filter { !$0.isPartial }
    }

    /// The rounds after whose model another can be made.
    package func models(by actor: Actor) async throws -> [Round] {
        try await workplace.read(by: actor) { desk in
            try Rights(actor).check(.administer)
            return try desk.cases.rounds()
        }
    }

    /// The present members of the block of each set of criteria.
    package func blocks(_ identities: [String], by actor: Actor) async throws -> [Block] {
        let frameworks = try await frameworks()
        return try await workplace.read(by: actor) { desk in
            try Rights(actor).check(.administer)
            return try identities.map { identity in
                guard let framework = frameworks.first(where: { $0.identity == identity }) else { throw CriteriaError.notFound(identity) }
                let members = try BlockStore.members(of: framework.block.code, on: desk.now.vietnamDate, desk.db)
                let units = try UnitStore.find(members.map(\.unit), desk.db)
                return Block(
                    framework: framework, members: members.compactMap { member in units[member.unit].map { ($0, member.isRanked) } })
            }
        }
    }

    /// Today in Vietnam, from which deadlines are proposed.
    package var today: CalendarDate { workplace.services.now().vietnamDate }
}
