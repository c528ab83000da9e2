import Dispatch
import Foundation
import Synchronization

/// What a thread of its own makes, block by block, while whoever takes it is busy with what was made before.
///
/// Only a few blocks are made ahead, so a million elements need the memory of some thousands. When nobody takes any more, the maker is
/// told with its next block.
package final class MadeAhead<Element: Sendable, Outcome: Sendable>: Sequence, IteratorProtocol {
    private let belt = Belt<Element, Outcome>()
    private var block: [Element] = []
    private var place = 0

    /// `make` hands over its blocks, none of them empty, until `hand` is false or it has no more, and leaves what it found on the way.
    package init(_ make: @escaping @Sendable (_ hand: ([Element]) -> Bool) -> Outcome) {
        let belt = belt
        Thread.detachNewThread { belt.end(make { belt.put($0) }) }
    }

    deinit { belt.refuse() }

    package func next() -> Element? {
        if place == block.count {
            // The block before goes first, so that it is not kept beside the next one.
            block = []
            guard let next = belt.take() else {
                place = 0
                return nil
            }
            (block, place) = (next, 0)
        }
        defer { place += 1 }
        return block[place]
    }

    /// What the maker left, once everything was taken.
    package var outcome: Outcome {
        guard let outcome = belt.outcome else { preconditionFailure("the outcome is asked for when everything was taken") }
        return outcome
    }
}

/// Where blocks lie between the two threads.
private final class Belt<Element: Sendable, Outcome: Sendable>: Sendable {
    private struct State {
        var blocks: [[Element]] = []
        var outcome: Outcome?
        var isRefused = false
    }

    private let state = Mutex(State())
    /// Rings once for each place that is free.
    private let room = DispatchSemaphore(value: 0)
    /// Rings once for each block, and for the end.
    private let filled = DispatchSemaphore(value: 0)

    private static var places: Int { 4 }

    init() { for _ in 0..<Self.places { room.signal() } }

    var outcome: Outcome? { state.withLock { $0.outcome } }

    func put(_ block: [Element]) -> Bool {
        room.wait()
        let isWanted = state.withLock { state in
            if !state.isRefused { state.blocks.append(block) }
            return !state.isRefused
        }
        filled.signal()
        return isWanted
    }

    func take() -> [Element]? {
        filled.wait()
        let block = state.withLock { $0.blocks.isEmpty ? nil : $0.blocks.removeFirst() }
        // Behind the end stands the end.
        if block == nil { filled.signal() } else { room.signal() }
        return block
    }

    func end(_ outcome: Outcome) {
        state.withLock { $0.outcome = outcome }
        filled.signal()
    }

    func refuse() {
        state.withLock { $0.isRefused = true }
        room.signal()
    }
}
