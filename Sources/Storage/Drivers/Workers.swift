import Dispatch
import Foundation
import Synchronization

/// Threads for calls that block, so that Swift's own few threads never wait for a disk or a server.
///
/// Each thread owns one resource (a connection) for life. Threads are started as needed, up to a limit; the one that rested
/// last is woken first, so that a quiet hour uses one warm connection.
final class Workers<Resource>: Sendable {
    private typealias Job = @Sendable (Resource) -> Void

    private struct State {
        var resting: [Worker] = []
        var waiting: [Job] = []
        var threads = 0
        var isClosed = false
        var onceEmpty: [CheckedContinuation<Void, Never>] = []
    }

    /// A thread's place to wait at, and the job handed to it there; woken without a job, it ends.
    private final class Worker: Sendable {
        let bell = DispatchSemaphore(value: 0)
        let job = Mutex<Job?>(nil)
    }

    private let limit: Int
    private let make: @Sendable () -> Resource
    private let end: @Sendable (Resource) -> Void
    private let state = Mutex(State())

    /// At most `limit` threads; each makes its resource when it starts and ends it when it stops.
    init(limit: Int, make: @escaping @Sendable () -> Resource, end: @escaping @Sendable (Resource) -> Void) {
        self.limit = limit
        self.make = make
        self.end = end
    }

    /// Runs `body` on one of the threads and returns what it returns.
    func run<T: Sendable>(_ body: @escaping @Sendable (Resource) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = submit { resource in continuation.resume(with: Result { try body(resource) }) }
            if !accepted { continuation.resume(throwing: StorageError.unreachable(reason: "it is closed")) }
        }
    }

    /// Lets every thread finish what was submitted and end, without waiting for it.
    func stop() {
        let resting = state.withLock { state in
            state.isClosed = true
            defer { state.resting = [] }
            return state.resting
        }
        for worker in resting { worker.bell.signal() }
    }

    /// Stops, and returns when the last thread has ended.
    func close() async {
        stop()
        await withCheckedContinuation { continuation in
            state.withLock { $0.onceEmpty.append(continuation) }
            resumeIfEmpty()
        }
    }

    private enum Decision {
        case refuse, wait, rest
        case wake(Worker)
        case start(Worker)
        case work(Job)
    }

    /// Has one of the threads do something that nobody awaits here; after `close` it is not done.
    func start(_ job: @escaping @Sendable (Resource) -> Void) { _ = submit(job) }

    private func submit(_ job: @escaping Job) -> Bool {
        let decision: Decision = state.withLock { state in
            if state.isClosed { return .refuse }
            if let worker = state.resting.popLast() { return .wake(worker) }
            if state.threads < limit {
                state.threads += 1
                return .start(Worker())
            }
            state.waiting.append(job)
            return .wait
        }
        switch decision {
        case .refuse: return false
        case .wake(let worker):
            worker.job.withLock { $0 = job }
            worker.bell.signal()
        case .start(let worker):
            worker.job.withLock { $0 = job }
            Thread.detachNewThread { self.live(worker) }
        case .wait, .rest, .work: break
        }
        return true
    }

    private func live(_ worker: Worker) {
        let resource = make()
        while let job = worker.job.withLock({ $0.take() }) ?? next(worker) { job(resource) }
        end(resource)
        state.withLock { $0.threads -= 1 }
        resumeIfEmpty()
    }

    /// The job that waited longest, or the one this worker is woken for; nil when it is time to go.
    private func next(_ worker: Worker) -> Job? {
        let decision: Decision = state.withLock { state in
            if !state.waiting.isEmpty { return .work(state.waiting.removeFirst()) }
            if state.isClosed { return .refuse }
            state.resting.append(worker)
            return .rest
        }
        switch decision {
        case .work(let job): return job
        case .rest:
            worker.bell.wait()
            return worker.job.withLock { $0.take() }
        case .refuse, .wait, .wake, .start: return nil
        }
    }

    private func resumeIfEmpty() {
        let waiting = state.withLock { state in
            guard state.isClosed, state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.onceEmpty = [] }
            return state.onceEmpty
        }
        for continuation in waiting { continuation.resume() }
    }
}
