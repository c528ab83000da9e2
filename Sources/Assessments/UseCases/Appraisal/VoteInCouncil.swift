import Kernel
import Platform
import Scoring
import Storage

/// A member of the council states the points they would give, for themselves until the secretary closes the leaf (US-5).
package struct VoteInCouncil: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// `points` as written, within the leaf's maximum.
    @discardableResult
    package func callAsFunction(
        _ leaf: LeafName, points: String, comment: String, numbers: NumberStyle = .canonical, by actor: Actor
    ) async throws -> Vote {
        let comment = try WrittenText.read(comment, field: "comment")
        return try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            try item.check(.vote)
            if try desk.voting(on: item).isClosed { throw AssessmentsError.votingClosed(item.leaf.code) }
            let score = try item.of.sheet.score(item.leaf, inputs: ["points": points], numbers: numbers)
            let vote = Vote(points: score.points, comment: comment, by: desk.signature, saved: desk.now)
            try VoteStore.put(vote, of: item, desk.db)
            // The unit reads its history; that somebody voted is not for it to read, and how is for nobody.
            try desk.record("voted", "\(item.subject)/votes")
            return vote
        }
    }
}

extension Workplace.Desk {
    /// The votes that the person may read: those of the council once it has closed the leaf, before that the own one.
    func votes(of item: LeafCase, _ sight: Sight) throws -> [Vote] { visible(try voting(on: item), of: item, sight) }

    func visible(_ voting: Voting, of item: LeafCase, _ sight: Sight) -> [Vote] {
        let isOpen = (voting.isClosed || item.entries[.council] != nil) && sight.admits(.council, at: item.of.stage)
        return voting.votes.filter { isOpen || $0.by.person == actor.person }
    }

    func voting(on item: LeafCase) throws -> Voting {
        try voting(
            on: item, VoteStore.votes(of: item, db), council: RoleStore.holders(of: .councilMember, at: now, db),
            wasEnded: VoteStore.closed(in: item.of.round.id, db).contains(LeafKey(unit: item.of.unit.id, criterion: item.leaf.code)))
    }

    func voting(on item: LeafCase, _ votes: [Vote], council: [Appraiser], wasEnded: Bool) -> Voting {
        Voting(members: council.filter { $0.home != item.of.unit.id }, votes: votes, wasEnded: wasEnded)
    }
}
