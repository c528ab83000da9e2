import Citizens
import Kernel
import Testing

@Suite struct `Telephones and addresses` {
    @Test(arguments: [
        ("0901234567", "+84901234567"), ("0901 234 567", "+84901234567"), ("+84 (90) 123-4567", "+84901234567"),
        ("84901234567", "+84901234567"),
        ("84901.234.567", "+84901234567"), ("+14155552671", "+14155552671"), ("Lan@Example.VN", "lan@example.vn"),
    ])
    func `are read as people write them, in one way`(typed: String, kept: String) {
        #expect(ContactAddress(typed)?.description == kept)
        #expect(ContactAddress(kept)?.description == kept)
    }

    @Test(arguments: [
        "", "090123456", "09012345678", "0201234567", "+8490123456", "+849012345678", "12345678", "++84901234567", "0901234567x",
        "٠٩٠١٢٣٤٥٦٧",
        "lan@", "lan@example", "lan example@a.vn", "a@b.vn\r\nBcc: x@y.vn", "+012345678", String(repeating: "0", count: 5000),
    ])
    func `that cannot be are refused`(typed: String) { #expect(ContactAddress(typed) == nil) }

    @Test func `are shown to their owner and hidden from a neighbour`() throws {
        let (phone, email) = (try #require(ContactAddress("0901234567")), try #require(ContactAddress("lan@example.vn")))
        #expect(phone.shown == "0901 234 567" && phone.masked == "••• ••• 567")
        #expect(email.shown == "lan@example.vn" && email.masked == "l•••@example.vn")
    }
}
