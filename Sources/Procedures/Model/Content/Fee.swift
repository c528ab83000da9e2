import Kernel

/// What a way of handing in costs: as printed, as an amount where it is one, and the words in brackets behind it.
package struct Fee: Hashable, Sendable {
    package enum Amount: Hashable, Sendable {
        /// Said to cost nothing.
        case free
        /// Vietnamese đồng, whole.
        case dong(Int64)
        /// Another currency by its code.
        case foreign(Number, currency: String)
        /// Nothing is said.
        case unstated
        /// Something is said that cannot be taken for an amount.
        case unread
    }

    package var printed: String
    package var amount: Amount
    package var note: String

    package init(printed: String, _ amount: Amount, note: String = "") {
        self.printed = printed
        self.amount = amount
        self.note = note
    }
}
