import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// `cchc audit verify` as an operator runs it.
@Suite struct `The command audit verify` {
    /// Five sealed entries and one that waits.
    private func record(_ services: Services) async throws {
        func record(_ numbers: ClosedRange<Int>) async throws {
            try await services.database.write { db in
                for number in numbers { try services.audit.record("app.tested", by: .operating, subject: "thing/\(number)", in: db) }
            }
        }
        try await record(1...5)
        try await services.audit.seal(services.database)
        try await record(6...6)
    }

    private func run(_ change: SQL? = nil, in language: Language = .en, known: String? = nil) async throws -> Program.Outcome {
        var outcome: Program.Outcome?
        try await withHouse { services in
            try await record(services)
            if let change { #expect(try await services.database.write { try $0.run(change) } > 0) }
            let arguments = ["audit", "verify"] + (known.map { ["--known", $0] } ?? [])
            outcome = try await Program.run(arguments, in: language, of: services)
        }
        return try #require(outcome)
    }

    @Test func `tells counts, the waiting entry and the end of a whole chain, and ends with 0`() async throws {
        let english = try await run()
        #expect(english.status == 0)
        #expect(english.errors == "")
        let lines = english.output.split(separator: "\n")
        #expect(lines.first == "Audit entries: 5 sealed, 1 not sealed yet.")
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("Not sealed yet: 0"))
        #expect(lines[2].contains("--known 5:"))
        #expect(lines.last == "The chain is whole.")
        let vietnamese = try await run(in: .vi)
        #expect(vietnamese.status == 0)
        #expect(vietnamese.output.hasPrefix("Mục nhật ký: 5 đã niêm phong, 1 chưa niêm phong.\nChưa niêm phong: 0"))
        #expect(vietnamese.output.hasSuffix("Chuỗi nhật ký còn nguyên vẹn.\n"))
    }

    @Test func `names an altered entry and ends with 1`() async throws {
        let change: SQL = "UPDATE platform_audit SET actor = 'somebody' WHERE sequence = 3"
        let english = try await run(change)
        #expect(english.status == 1)
        #expect(english.output.firstMatch(of: /Audit entry 3 \(\w{26}\) is not as it was sealed\./) != nil)
        #expect(!english.output.contains("The chain is whole."))
        #expect(english.errors.hasPrefix("The audit is not whole: 1 finding.\n    Keep this database as it is"))
        let vietnamese = try await run(change, in: .vi)
        #expect(vietnamese.status == 1)
        #expect(vietnamese.output.firstMatch(of: /Mục nhật ký số 3 \(\w{26}\) không còn như lúc được niêm phong\./) != nil)
        #expect(vietnamese.errors.hasPrefix("Nhật ký không còn nguyên vẹn: 1 sai lệch.\n    Hãy giữ nguyên"))
    }

    @Test func `names removed entries and ends with 1`() async throws {
        let change: SQL = "DELETE FROM platform_audit WHERE sequence IN (2, 3)"
        let english = try await run(change)
        #expect(english.status == 1)
        #expect(english.output.hasPrefix("Audit entries: 3 sealed, 1 not sealed yet.\n"))
        #expect(english.output.contains("The audit entries 2 to 3 are gone.\n"))
        let vietnamese = try await run(change, in: .vi)
        #expect(vietnamese.status == 1)
        #expect(vietnamese.output.contains("Các mục nhật ký từ số 2 đến số 3 không còn.\n"))
    }

    @Test func `finds a chain that was cut, by its end kept elsewhere`() async throws {
        let change: SQL = "DELETE FROM platform_audit WHERE sequence > 3"
        #expect(try await run(change).status == 0)
        let outcome = try await run(change, known: "5:" + String(repeating: "0a", count: 32))
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("The audit is cut from entry 4 on; it had reached 5"))
    }

    @Test(arguments: ["5", "0:" + String(repeating: "0", count: 64), "5:abc", "5:" + String(repeating: "G", count: 64)])
    func `refuses what is no end of a chain`(known: String) async throws {
        let outcome = try await run(in: .vi, known: known)
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("“\(known)” không phải là mục cuối của một chuỗi nhật ký.\n    Ghi số của mục"))
    }
}
