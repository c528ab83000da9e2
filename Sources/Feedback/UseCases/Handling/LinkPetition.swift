import Kernel
import Platform
import Storage

/// Ties a petition to another of the same content, whose answer reaches its sender too; its own day stays.
package struct LinkPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `main` is the number of the other one.
    @discardableResult
    package func callAsFunction(_ act: PetitionAct, to main: String, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked(isNeeded: false)
            var item = try desk.open(act, for: .handle)
            let other = try desk.find(main)
            let isSound =
                other.number != item.petition.number && other.state != .duplicate && other.state.isOpen && other.unit == item.petition.unit
            let hasCopies = try PetitionStore.copies(of: item.petition.number, desk.db).contains { $0.state == .duplicate }
            guard isSound, !hasCopies else { throw FeedbackError.notMain(main) }
            try item.move(by: .linked)
            item.change { $0.main = other.number }
            try item.save(.linked, text.isEmpty ? other.number : "\(other.number): \(text)")
            return item.petition
        }
    }
}

/// Takes a petition off the one it was tied to: it gets an answer of its own.
package struct UnlinkPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .handle)
            try item.move(by: .unlinked)
            item.change { $0.main = nil }
            try item.save(.unlinked, text)
            return item.petition
        }
    }
}
