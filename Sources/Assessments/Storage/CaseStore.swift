import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// The doors to what is in a round: everything about a round, a unit or a leaf is found here, by whoever may see it (HOUSE 4.6).
///
/// What somebody may not see is not there: the same error as for what does not exist.
struct CaseStore {
    let actor: Actor
    let now: Timestamp
    let frameworks: PublishedFrameworks
    let db: any Connection

    /// A round that the person has to do with.
    func round(_ code: String) throws -> Round {
        guard let round = try RoundStore.find(code, db), try visibleRounds()?.contains(round.id) != false else {
            throw AssessmentsError.noSuchRound(code)
        }
        return round
    }

    /// Every round that the person has to do with, the latest period first.
    func rounds() throws -> [Round] {
        let visible = try visibleRounds()
        return try RoundStore.all(db).filter { visible?.contains($0.id) != false }
    }

    /// Ids of the rounds in which the person has a part; nil for whoever sees them all.
    private func visibleRounds() throws -> Set<ID<Round>>? {
        if Sight.seesAll(actor) || actor.grants.contains(where: { $0.role == .leader && $0.unit == nil }) { return nil }
        let units = [Role.unitOfficer, .unitHead, .leader].reduce(into: Set<String>()) { $0.formUnion(actor.units(of: $1)) }
        let rounds = try RoundStore.rounds(of: units, db)
        // Who was assigned but has the role no more has no part any more.
        return try actor.has(.appraiser) ? rounds.union(AssignmentStore.rounds(of: actor.person ?? "", db)) : rounds
    }

    /// A unit of a round, as far as the person may see it.
    func unit(_ code: String, in round: String) throws -> (item: UnitCase, sight: Sight) {
        let (item, sight, _) = try unit(code, in: round) { _ in Query.nothing }
        return (item, sight)
    }

    /// A leaf of a unit, with all its entries; what of them may be shown, the sight says.
    func leaf(_ name: LeafName) throws -> (item: LeafCase, sight: Sight) {
        let (item, sight, entries) = try unit(name.unit, in: name.round) { EntryStore.entries(of: name.criterion, $0) }
        guard let leaf = item.sheet.leaf(name.criterion), sight.admits(leaf) else { throw AssessmentsError.noSuchLeaf(name.criterion) }
        return (LeafCase(of: item, leaf: leaf, entries: entries), sight)
    }

    /// A unit, and what else is asked of it, in one journey: every save of hundreds of people comes here.
    private func unit<More>(
        _ code: String, in round: String, with more: (UnitName) -> Query<More>
    ) throws -> (item: UnitCase, sight: Sight, more: More) {
        let name = UnitName(code, in: round)
        let (found, listed, reopenings, submissions, assignments, more) = try db.ask(
            RoundStore.find(round), RoundStore.unit(code, in: round), AssignmentStore.reopenings(of: name),
            SubmissionStore.present(of: name), AssignmentStore.of(actor.person ?? "", in: name.roundID), more(name))
        guard let found else { throw AssessmentsError.noSuchRound(round) }
        if let (unit, framework) = listed {
            let item = try UnitCase(
                round: found, unit: unit, sheet: frameworks.sheet(framework, db), now: now, reopenings: reopenings,
                submissions: submissions, rights: Rights(actor, assignments))
            if let sight = Sight(item) { return (item, sight, more) }
        }
        // Whoever may see the unit has to do with its round; of all others it is asked only now.
        _ = try self.round(round)
        throw AssessmentsError.noSuchUnit(code)
    }

    /// Every unit of a round that the person may see, in the order of the round.
    func units(of round: Round) throws -> [(item: UnitCase, sight: Sight)] {
        let blocks = try RoundStore.blocks(of: round.id, db)
        let sheets = Dictionary(uniqueKeysWithValues: try blocks.map { ($0.code, try frameworks.sheet($0.framework, db)) })
        let reopenings = try AssignmentStore.reopenings(in: round.id, db)
        let submissions = try SubmissionStore.present(in: round.id, db)
        let rights = try rights(in: round)
        return try RoundStore.units(of: round.id, db).compactMap { unit in
            guard let sheet = sheets[unit.block] else { return nil }
            let item = UnitCase(
                round: round, unit: unit, sheet: sheet, now: now, reopenings: reopenings[unit.id] ?? [],
                submissions: submissions[unit.id] ?? UnitCase.Submissions(), rights: rights)
            return Sight(item).map { (item, $0) }
        }
    }

    func rights(in round: Round) throws -> Rights {
        Rights(actor, try db.ask(AssignmentStore.of(actor.person ?? "", in: "\(round.id)")))
    }
}

/// The ids of a unit and its round, as statements find them by the codes of an address.
struct UnitName {
    let id: SQL
    let roundID: SQL

    init(_ code: String, in round: String) {
        id = "(SELECT id FROM units_units WHERE code = \(code))"
        roundID = "(SELECT id FROM assessments_rounds WHERE code = \(round))"
    }
}

/// How an address names a leaf of a unit in a round: by codes.
package struct LeafName: Sendable, Hashable {
    package var round: String
    package var unit: String
    package var criterion: String

    package init(round: String, unit: String, criterion: String) {
        self.round = round
        self.unit = unit
        self.criterion = criterion
    }
}
