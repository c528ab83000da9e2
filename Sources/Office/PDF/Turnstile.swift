import Synchronization

/// Lets a few in at a time, the others in the order they came; whoever finds the queue full is sent away.
package final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var queue: [(id: Int, wake: CheckedContinuation<Bool, Never>)] = []
        var lastID = 0
        /// Cancelled before they had come to the queue.
        var gone: Set<Int> = []
    }

    private let state: Mutex<State>
    private let waiting: Int

    /// `places` are let in at once, `waiting` may stand in the queue.
    package init(places: Int, waiting: Int) {
        precondition(places > 0, "somebody must be let in")
        state = Mutex(State(free: places))
        self.waiting = waiting
    }

    /// True when inside, and then ``leave()`` must follow.
    ///
    /// False when the queue is full or the task was cancelled.
    package func enter() async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        defer { state.withLock { _ = $0.gone.remove(id) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wake in
                let answer: Bool? = state.withLock { state in
                    if state.gone.contains(id) { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    guard state.queue.count < waiting else { return false }
                    state.queue.append((id, wake))
                    return nil
                }
                if let answer { wake.resume(returning: answer) }
            }
        } onCancel: {
            let wake = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard let index = state.queue.firstIndex(where: { $0.id == id }) else {
                    state.gone.insert(id)
                    return nil
                }
                return state.queue.remove(at: index).wake
            }
            wake?.resume(returning: false)
        }
    }

    /// Gives the place to whoever waits longest.
    package func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.queue.isEmpty {
                state.free += 1
                return nil
            }
            return state.queue.removeFirst().wake
        }
        next?.resume(returning: true)
    }
}
