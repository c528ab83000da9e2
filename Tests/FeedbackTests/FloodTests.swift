import Feedback
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Floods and copies` {
    @Test func `are held per network and kind, and never keep others out`() async throws {
        try await FeedbackHouse.open { house in
            for number in 0..<8 {
                try await house.file(from: "10.0.0.1") {
                    $0.isAnonymous = true
                    $0.content.text = "Việc \(number)"
                }
            }
            await #expect(throws: FeedbackError.tooMany(minutes: 15)) {
                try await house.file(from: "10.0.0.1") {
                    $0.isAnonymous = true
                    $0.content.text = "Việc 9"
                }
            }
            // Whoever gives a name goes on, and so does everybody else.
            func named(_ number: Int) async throws {
                try await house.file(from: "10.0.0.1") {
                    $0.content.text = "Việc \(number)"
                    $0.petitioner.phone = "0901 234 \(500 + number)"
                }
            }
            try await named(10)
            try await house.file(from: "10.0.0.2") {
                $0.isAnonymous = true
                $0.content.text = "Việc 11"
            }
            for number in 12..<33 { try await named(number) }
            await #expect(throws: FeedbackError.tooMany(minutes: 15)) { try await named(40) }
            house.clock.advance(milliseconds: 15 * 60_000 + 1)
            try await named(41)
        }
    }

    @Test func `never write to one telephone without end, wherever they come from`() async throws {
        try await FeedbackHouse.open { house in
            for number in 0..<10 { try await house.file(from: "10.0.1.\(number)") { $0.content.text = "Việc \(number)" } }
            await #expect(throws: FeedbackError.tooMany(minutes: 15)) {
                try await house.file(from: "10.0.2.1") {
                    $0.content.text = "Việc 10"
                    $0.petitioner.phone = "+84901234567"
                }
            }
        }
    }

    @Test func `leave nothing that tells where a petition came from`() async throws {
        try await FeedbackHouse.open { house in
            try await house.file(from: "10.0.0.1") { $0.isAnonymous = true }
            house.clock.advance(milliseconds: 15 * 60_000)
            try await house.file(from: "10.0.0.2") {
                $0.isAnonymous = true
                $0.content.text = "Khác"
            }
            let counts = try await house.services.database.read { try $0.row("SELECT COUNT(*) AS n FROM accounts_throttles")?.integer("n") }
            #expect(counts == 2, "the counts of the first network are forgotten")
        }
    }

    @Test func `of IPv6 count by the first 64 bits`() async throws {
        try await FeedbackHouse.open { house in
            for number in 0..<8 {
                try await house.file(from: "2001:db8:1:2::\(number + 1)") {
                    $0.isAnonymous = true
                    $0.content.text = "Việc \(number)"
                }
            }
            await #expect(throws: FeedbackError.self) {
                try await house.file(from: "2001:db8:1:2:ffff::9") {
                    $0.isAnonymous = true
                    $0.content.text = "Việc 9"
                }
            }
        }
    }

    @Test func `of the same text by one sender within a day are told, those of others are taken and shown as perhaps the same`()
        async throws
    {
        try await FeedbackHouse.open { house in
            let first = try await house.file(from: "10.0.0.1")
            await #expect(throws: FeedbackError.sentAlready) {
                try await house.file(from: "10.0.0.2") { $0.content.text = FeedbackHouse.text.uppercased() }
            }
            // A neighbour behind the same address is no copy, nor is another unit the same one.
            let second = try await house.file(from: "10.0.0.1") { $0.petitioner.name = "Lê Thị Hoa" }
            try await house.file(from: "10.0.0.1") { $0.unit = "B" }
            let page = try await house.page("/feedback/petitions/\(second.number)", by: "officer")
            #expect(page.words.contains("Có thể trùng"))
            #expect(page.text.contains("/feedback/petitions/\(first.number)"))
            // Of those without a name nobody knows who they are: what was said is said.
            try await house.file(from: "10.0.0.1") { $0.isAnonymous = true }
            await #expect(throws: FeedbackError.sentAlready) { try await house.file(from: "10.0.0.2") { $0.isAnonymous = true } }
            house.clock.advance(milliseconds: 86_400_000 + 1)
            try await house.file(from: "10.0.0.1")
        }
    }

    @Test func `of questions about receipts are limited`() async throws {
        try await FeedbackHouse.open { house in
            var statuses: [Int] = []
            for _ in 0..<32 { statuses.append(try await house.page("/feedback/track/AAAA-BBBB-CCCC", by: nil).status) }
            #expect(Set(statuses.prefix(30)) == [404])
            #expect(statuses.suffix(2) == [429, 429])
        }
    }
}
