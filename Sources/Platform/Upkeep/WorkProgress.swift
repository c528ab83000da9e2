import Synchronization

/// How far works are that take long, for whoever looks meanwhile.
///
/// Kept in memory by the name of the work: its one transaction shows nothing before its end. Another program knows nothing of it.
package final class WorkProgress: Sendable {
    package struct State: Hashable, Sendable {
        /// What is being done, in a word of the room.
        package var phase: String
        package var done: Int
        package var total: Int

        package init(phase: String, done: Int, total: Int) {
            self.phase = phase
            self.done = done
            self.total = total
        }

        /// 0…100.
        package var percent: Int { total <= 0 ? 100 : min(100, max(0, done) * 100 / total) }
    }

    private let states = Mutex<[String: State]>([:])

    package init() {}

    package subscript(work: String) -> State? { states.withLock { $0[work] } }

    package func report(_ state: State, of work: String) { states.withLock { $0[work] = state } }

    package func end(_ work: String) { states.withLock { $0[work] = nil } }
}
