import HTTPTypes
import Kernel
import Synchronization

/// Public answers kept in memory, by address and language, for as long as nothing public changed.
///
/// When the version moves, everything kept is dropped: what the public sees is small and made again in a fraction of a
/// millisecond. When the memory is full, what was kept longest goes first, so that nobody fills it with odd addresses.
final class PublicCache: Sendable {
    struct Key: Hashable, Sendable {
        /// The canonical address, without a host.
        let address: String
        let language: Language
    }

    private struct State {
        var version: UInt64 = 0
        var answers: [Key: CachedAnswer] = [:]
        var order: [Key] = []
        var oldest = 0
        var bytes = 0
    }

    private let data: PublicData
    private let limit: Int
    private let state = Mutex(State())

    /// `limit` in bytes of bodies; one answer may take an eighth of it.
    init(data: PublicData, limit: Int) {
        self.data = data
        self.limit = limit
    }

    /// To be read before an answer is made, so that a change meanwhile makes the answer stale.
    var version: UInt64 { data.version }

    func find(_ key: Key) -> CachedAnswer? {
        let version = data.version
        return state.withLock { state in
            if state.version != version { state = State(version: version) }
            return state.answers[key]
        }
    }

    /// Keeps an answer that was begun at `version`, packed, and gives it back so; one that is no plain success, or came too
    /// late, is not kept.
    func keep(_ answer: CachedAnswer, _ key: Key, version: UInt64) -> CachedAnswer {
        guard answer.status == .ok, answer.size <= limit / 8 else { return answer }
        let answer = answer.withPackedForm()
        state.withLock { state in
            guard state.version == version, state.answers.updateValue(answer, forKey: key) == nil else { return }
            state.order.append(key)
            state.bytes += answer.size
            while state.bytes > limit, state.oldest < state.order.count {
                state.bytes -= state.answers.removeValue(forKey: state.order[state.oldest])?.size ?? 0
                state.oldest += 1
            }
            if state.oldest > 1024 {
                state.order.removeFirst(state.oldest)
                state.oldest = 0
            }
        }
        return answer
    }

    /// Answers kept and their bytes, for the metrics.
    var size: (answers: Int, bytes: Int) { state.withLock { ($0.answers.count, $0.bytes) } }
}
