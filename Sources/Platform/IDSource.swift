import Kernel
import Synchronization

/// Makes texts for ids: 26 letters and figures that sort by the moment they were made, unique without asking anybody.
///
/// Ten signs of milliseconds, then sixteen of chance; within one millisecond the chance part counts up, so that the order of
/// ids is the order of making within one program.
package final class IDSource: Sendable {
    private struct State {
        var milliseconds: UInt64 = 0
        var high: UInt16 = 0
        var low: UInt64 = 0
    }

    private let now: @Sendable () -> Timestamp
    private let state = Mutex(State())

    package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    package func next() -> String {
        let moment = UInt64(max(0, now().milliseconds))
        let made = state.withLock { state in
            if moment > state.milliseconds {
                state = State(milliseconds: moment, high: .random(in: 0...(.max >> 1)), low: .random(in: .min ... .max))
            } else {
                // A clock that was set back does not bring the order of ids down.
                let (low, carried) = state.low.addingReportingOverflow(1)
                state.low = low
                if carried { state.high &+= 1 }
            }
            return state
        }
        return Self.text(made)
    }

    /// Digits and capitals without I, L, O and U, which people mistake.
    private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    private static func text(_ state: State) -> String {
        var value = UInt128(state.milliseconds & 0xFFFF_FFFF_FFFF) << 80 | UInt128(state.high) << 64 | UInt128(state.low)
        return String(unsafeUninitializedCapacity: 26) { buffer in
            for index in stride(from: 25, through: 0, by: -1) {
                buffer[index] = signs[Int(value & 31)]
                value >>= 5
            }
            return 26
        }
    }
}
