import Kernel
import Platform
import Scoring
import Storage
import Units

/// What the council speaks about: disputed leaves only, both arguments side by side, and what hangs on each (US-5).
package struct ListDisputes: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var stage: Stage
        package var lines: [Line]
    }

    package struct Line: Sendable {
        package var line: LeafLine
        /// The votes that the person may read.
        package var votes: [Vote]
        package var voting: Voting
        package var asJudged: Outcome
        package var asClaimed: Outcome
    }

    /// Where the unit would come out, everything else being as it is now.
    package struct Outcome: Sendable, Hashable {
        package var total: Points
        /// Place in the block by the exact percent, equal ones sharing the better place; nil for a unit that is not ranked.
        package var place: Int?
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(round)
            guard Sight.seesAll(actor) else { throw AssessmentsError.notYourRight(.vote) }
            let explained = try EntryStore.explained(in: round.id, desk.db)
            let votes = try VoteStore.votes(in: round.id, desk.db)
            let closed = try VoteStore.closed(in: round.id, desk.db)
            let council = try RoleStore.holders(of: .councilMember, at: desk.now, desk.db)
            let field = explained.isEmpty ? [] : try desk.recompute(round).blocks
            var lines: [Line] = []
            for (item, sight) in try desk.cases.units(of: round) {
                let disputed = item.sheet.leaves.compactMap { leaf -> LeafCase? in
                    guard let entries = explained[LeafKey(unit: item.unit.id, criterion: leaf.code)], entries.isDisputed else { return nil }
                    return LeafCase(of: item, leaf: leaf, entries: entries)
                }
                guard !disputed.isEmpty else { continue }
                let verdicts = try EntryStore.verdicts(of: item.unit.id, in: round.id, desk.db)
                for leafCase in disputed {
                    let key = LeafKey(unit: item.unit.id, criterion: leafCase.leaf.code)
                    let voting = desk.voting(on: leafCase, votes[key] ?? [], council: council, wasEnded: closed.contains(key))
                    var claimed = verdicts
                    claimed[leafCase.leaf.code] = leafCase.entries.claim
                    lines.append(
                        Line(
                            line: LeafLine(leafCase, sight, citations: try desk.citations(of: leafCase)),
                            votes: desk.visible(voting, of: leafCase, sight), voting: voting,
                            asJudged: Outcome(item, verdicts, field), asClaimed: Outcome(item, claimed, field)))
                }
            }
            return Screen(round: round, stage: round.stage(at: desk.now), lines: lines)
        }
    }
}

extension ListDisputes.Outcome {
    fileprivate init(_ item: UnitCase, _ entries: [String: Entry], _ field: [RecomputeRound.Block]) {
        let own = item.sheet.total(of: item.sheet.leaves.map { ($0, entries[$0.code]) })
        total = own.total
        guard item.unit.isRanked, let percent = own.percent, let block = field.first(where: { $0.block.code == item.unit.block }) else {
            return
        }
        let better = block.units.indices.count { index in
            let other = block.units[index]
            guard other.isRanked, other.id != item.unit.id, let theirs = block.scores.totals[index].percent else { return false }
            return theirs > percent
        }
        place = better + 1
    }
}
