import Feedback
import Kernel
import Testing

@Suite struct `Moves of a petition` {
    @Test func `those that the table does not know are none`() {
        #expect(PetitionState.received.after(.answered) == nil)
    }
}
