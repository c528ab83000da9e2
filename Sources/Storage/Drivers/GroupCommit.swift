import Dispatch
import Synchronization

/// Commits writes that arrive together in one transaction, each in a savepoint of its own, with one sync of the disk.
///
/// A write that fails is taken back alone. Nobody hears of an end, good or bad, before COMMIT succeeded, because a failure
/// too may rest on what a neighbour wrote. Where a group cannot stay together (the engine gave up the transaction in the
/// middle, a deferred constraint or a lost race refuses COMMIT), all of it is rolled back and each write runs again by
/// itself, so that one bad write never fails its neighbours. When the disk refuses COMMIT, all of the group fail.
///
/// One session leads at a time, so writes of one program do not race each other. Where the engine can write concurrently,
/// another session begins to lead when the first has been held up for a while, by a long write or somebody's lock; once both
/// move, one of them ends.
final class GroupCommit<Session: GroupSession>: Sendable {
    private struct State {
        var waiting: [any PendingWrite] = []
        /// When each of those that lead moved last.
        var leaders: [Int: ContinuousClock.Instant] = [:]
        var lastLeader = 0
        var isWatching = false
        var isClosed = false
        var onceIdle: [CheckedContinuation<Void, Never>] = []

        mutating func newLeader() -> Int {
            lastLeader += 1
            leaders[lastLeader] = .now
            return lastLeader
        }

        /// Whether somebody other than `leader` leads and is not held up.
        func isLed(besides leader: Int? = nil) -> Bool {
            leaders.contains { $0.key != leader && ContinuousClock.now - $0.value <= GroupCommit.heldUp }
        }
    }

    private let leaderLimit: Int
    private let start: @Sendable (@escaping @Sendable (Session) -> Void) -> Void
    private let state = Mutex(State())

    /// A group is closed when it has worked so long, because its first write is waiting for the sync; or when it holds as
    /// many writes as PostgreSQL handles without spilling its table of subtransactions.
    private static var longestGroup: Duration { .milliseconds(20) }
    private static var largestGroup: Int { 64 }
    /// Longer than a busy machine keeps a thread waiting, or a disk a commit: two that lead at once make each other fail.
    private static var heldUp: Duration { .milliseconds(200) }

    /// `start` runs what it is given on a session's own thread; it is called when there is work and fewer than
    /// `leaderLimit` are at it.
    init(leaderLimit: Int, start: @escaping @Sendable (@escaping @Sendable (Session) -> Void) -> Void) {
        self.leaderLimit = leaderLimit
        self.start = start
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write(body: body, continuation: continuation)
            var leader: Int?
            var mustWatch = false
            let isOpen = state.withLock { state in
                if state.isClosed { return false }
                state.waiting.append(write)
                if state.leaders.isEmpty { leader = state.newLeader() }
                mustWatch = leader == nil && leaderLimit > 1 && !state.isWatching
                if mustWatch { state.isWatching = true }
                return true
            }
            if !isOpen { write.fail(.unreachable(reason: "it is closed")) }
            if let leader { start { self.lead(leader, $0) } }
            if mustWatch { watch() }
        }
    }

    /// Finishes what is waiting; later writes are refused.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if !state.leaders.isEmpty { state.onceIdle.append(continuation) }
                return state.leaders.isEmpty
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Looks again in a while, and lets another session lead when nothing has moved since.
    private func watch() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) {
            var leader: Int?
            let goesOn = self.state.withLock { state in
                if !state.waiting.isEmpty, state.leaders.count < self.leaderLimit, !state.isLed() { leader = state.newLeader() }
                state.isWatching = !state.waiting.isEmpty
                return state.isWatching
            }
            if let leader { self.start { self.lead(leader, $0) } }
            if goesOn { self.watch() }
        }
    }

    private func lead(_ leader: Int, _ session: Session) {
        while let first = begin(leader) { commitGroup(from: first, by: leader, on: session) }
    }

    /// The first write of a group; nil ends the leading, because there is none or because somebody else sees to them.
    private func begin(_ leader: Int) -> (any PendingWrite)? {
        var idle: [CheckedContinuation<Void, Never>] = []
        let first: (any PendingWrite)? = state.withLock { state in
            if !state.waiting.isEmpty, !state.isLed(besides: leader) {
                state.leaders[leader] = .now
                return state.waiting.removeFirst()
            }
            state.leaders[leader] = nil
            if state.leaders.isEmpty { swap(&idle, &state.onceIdle) }
            return nil
        }
        for continuation in idle { continuation.resume() }
        return first
    }

    private func next(_ leader: Int) -> (any PendingWrite)? {
        state.withLock { state in
            state.leaders[leader] = .now
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
    }

    /// Runs each write of a group by itself.
    private func runAlone(_ group: [any PendingWrite], by leader: Int, on session: Session) {
        for write in group {
            state.withLock { $0.leaders[leader] = .now }
            session.runAlone(write)
        }
    }

    private func commitGroup(from first: any PendingWrite, by leader: Int, on session: Session) {
        do throws(StorageError) {
            try session.begin()
        } catch {
            // No connection, or another program held the file for as long as we wait: whoever waits here has waited as long.
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            for write in [first] + waiting { write.fail(error) }
            return
        }
        let end = ContinuousClock.now + Self.longestGroup
        var group: [any PendingWrite] = []
        var present: (any PendingWrite)? = first
        while let write = present {
            switch session.run(write, inSavepoint: !group.isEmpty) {
            case .takenBack where group.isEmpty:
                session.rollBack()
                write.finish()
                return
            case .kept, .takenBack:
                group.append(write)
            case .broken(let again):
                session.rollBack()
                if again { group.append(write) } else { write.finish() }
                runAlone(group, by: leader, on: session)
                return
            }
            present = group.count < Self.largestGroup && ContinuousClock.now < end ? next(leader) : nil
        }
        switch session.commit() {
        case .done:
            for write in group { write.finish() }
        case .failed(let error) where error.constraint == nil || group.count == 1:
            session.rollBack()
            for write in group { write.fail(error) }
        case .failed, .apart:
            session.rollBack()
            runAlone(group, by: leader, on: session)
        }
    }
}

/// A connection that can lead a group, used by one thread.
protocol GroupSession: SendableMetatype {
    func begin() throws(StorageError)
    /// Runs the write; takes back what it did when it fails in a savepoint.
    func run(_ write: any PendingWrite, inSavepoint: Bool) -> GroupStep
    func commit() -> GroupEnd
    /// Ends the transaction if there still is one.
    func rollBack()
    /// Runs the write in a transaction of its own, as often as needed, and finishes it.
    func runAlone(_ write: any PendingWrite)
}

enum GroupStep {
    case kept
    /// Its closure failed, and nothing of it is left (without a savepoint: nothing will be, once rolled back).
    case takenBack
    /// The whole transaction is lost; with `again` by no fault of this write.
    case broken(again: Bool)
}

enum GroupEnd {
    case done
    /// It lost a race, or a change of one of its writes failed late: each runs again by itself.
    case apart
    case failed(StorageError)
}

/// What runs the closure of a transaction, whatever it returns.
protocol WriteRunner {
    func perform<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) throws -> T
}

/// A write that somebody awaits, of whatever result.
protocol PendingWrite: Sendable {
    /// Runs it and keeps its result; true when it succeeded.
    func run(by runner: some WriteRunner) -> Bool
    /// Hands the result to whoever awaits it. Either this or `fail` is called, once.
    func finish()
    func fail(_ error: StorageError)
}

private final class Write<T: Sendable>: PendingWrite {
    private let body: @Sendable (any Connection) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private let result = Mutex<Result<T, any Error>?>(nil)

    init(body: @escaping @Sendable (any Connection) throws -> T, continuation: CheckedContinuation<T, any Error>) {
        self.body = body
        self.continuation = continuation
    }

    func run(by runner: some WriteRunner) -> Bool {
        let outcome = Result { try runner.perform(body) }
        result.withLock { $0 = outcome }
        if case .success = outcome { return true }
        return false
    }

    func finish() {
        guard let outcome = result.withLock({ $0 }) else { preconditionFailure("a write is finished after it has run") }
        continuation.resume(with: outcome)
    }

    func fail(_ error: StorageError) { continuation.resume(throwing: error) }
}
