import Dispatch
import Platform
import Synchronization
import Testing

@Suite struct `What is made ahead` {
    @Test func `comes in its order, and at its end what the maker left`() {
        let numbers = MadeAhead<Int, Int> { hand in
            var sum = 0
            for start in stride(from: 0, to: 10_000, by: 7) {
                let block = Array(start..<min(start + 7, 10_000))
                sum += block.reduce(0, +)
                guard hand(block) else { break }
            }
            return sum
        }
        #expect(Array(numbers) == Array(0..<10_000))
        #expect(numbers.outcome == 49_995_000)
        // Behind the end is nothing, however often one looks.
        #expect(numbers.next() == nil && numbers.next() == nil)
    }

    @Test func `may be nothing`() {
        let nothing = MadeAhead<Int, String> { _ in "none" }
        #expect(Array(nothing).isEmpty && nothing.outcome == "none")
    }

    @Test func `is a few blocks ahead and no more, and ends when nobody takes any`() {
        let made = Mutex(0)
        let ended = DispatchSemaphore(value: 0)
        withExtendedLifetime(ended) {
            do {
                let endless = MadeAhead<Int, Void> { hand in
                    var block = 0
                    while true {
                        block += 1
                        made.withLock { $0 = block }
                        if !hand([block]) { break }
                    }
                    ended.signal()
                }
                for expected in 1...100 {
                    #expect(endless.next() == expected)
                    // Four wait, and one more is in the maker's hand.
                    #expect(made.withLock { $0 } <= expected + 5)
                }
            }
            #expect(ended.wait(timeout: .now() + 10) == .success)
        }
    }
}
