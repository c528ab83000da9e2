import Dispatch
import Kernel
import Office

/// Makes and checks password hashes on threads of its own, few at a time, so that a flood of sign-ins takes neither the
/// memory nor the threads that answer requests.
package struct PasswordMill: Sendable {
    private let gate: Turnstile
    private let cost: PasswordHash.Cost
    /// Worked on for logins that do not exist, so that they take as long as others.
    private let decoy: PasswordHash
    private static let threads = DispatchQueue(label: "passwords", attributes: .concurrent)

    /// `gate` says how many work at once and how many may wait; each of them takes the memory of `cost`.
    package init(_ cost: PasswordHash.Cost = .standard, gate: Turnstile = Turnstile(places: 2, waiting: 64)) {
        self.cost = cost
        self.gate = gate
        decoy = PasswordHash(fittingNothing: cost)
    }

    package func hash(_ password: String) async throws -> PasswordHash {
        try await run { [cost] in try PasswordHash(password, cost) }
    }

    /// Whether the password fits; without a hash it works as long and says no.
    package func check(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        let fits = try await run { [decoy] in try (hash ?? decoy).fits(password) }
        return fits && hash != nil
    }

    /// A hash at the present cost where the kept one has another: passwords grow stronger as people sign in.
    package func renewed(_ password: String, _ hash: PasswordHash?) async throws -> PasswordHash? {
        hash?.cost == cost ? hash : try await self.hash(password)
    }

    private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        guard await gate.enter() else { throw AccountsError.busy }
        defer { gate.leave() }
        return try await withCheckedThrowingContinuation { continuation in
            Self.threads.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
