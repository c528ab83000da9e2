import Kernel
import Platform

/// The secretary ends the voting on a disputed leaf, so that the council sees its points before it agrees on some (US-5).
package struct CloseVoting: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ leaf: LeafName, by actor: Actor) async throws {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            try item.check(.conclude)
            if try desk.voting(on: item).isClosed { throw AssessmentsError.votingClosed(item.leaf.code) }
            try VoteStore.close(item, by: desk.signature, at: desk.now, desk.db)
            try desk.record("voting_ended", "\(item.subject)/votes")
        }
    }
}
