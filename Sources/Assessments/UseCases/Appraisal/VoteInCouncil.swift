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
    /// The votes that the person may read: all when the council has concluded, else the own one.
    func votes(of item: LeafCase, _ sight: Sight) throws -> [Vote] {
        visible(try VoteStore.votes(of: item, db), of: item, sight)
    }

    func visible(_ votes: [Vote], of item: LeafCase, _ sight: Sight) -> [Vote] {
        let isOpen = item.entries[.council] != nil && sight.admits(.council, at: item.of.stage)
        return votes.filter { isOpen || $0.by.person == actor.person }
    }
}
