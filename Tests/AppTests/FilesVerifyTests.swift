import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// `cchc files verify` as an operator runs it.
@Suite struct `The command files verify` {
    /// Two kept files with their rows; `harm` gets the path of the first.
    private func run(in language: Language, harm: @Sendable @escaping (String) throws -> Void = { _ in }) async throws -> Program.Outcome {
        var outcome: Program.Outcome?
        try await withHouse { services in
            for text in ["first", "second"] {
                let file = try await services.files.store(Array(text.utf8), limit: 100)
                try await services.database.write { db in
                    try FileRecordStore.insert(file, mediaType: "text/plain", at: services.now(), db)
                }
                let digest = file.digest.rawValue
                if text == "first" { try harm("\(services.files.folder)/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)") }
            }
            outcome = try await Program.run(["files", "verify"], in: language, of: services)
        }
        return try #require(outcome)
    }

    @Test func `counts what is whole, and ends with 0`() async throws {
        let english = try await run(in: .en)
        #expect(english.status == 0 && english.errors == "")
        #expect(english.output == "Files read: 2.\n")
        #expect(try await run(in: .vi).output == "Số tệp đã đọc: 2.\n")
    }

    @Test func `names a file that is gone and one that was changed, and ends with 1`() async throws {
        let gone = try await run(in: .en) { try FileManager.default.removeItem(atPath: $0) }
        #expect(gone.status == 1)
        #expect(gone.output.firstMatch(of: /The file with the digest [0-9a-f]{64} is not in the store\./) != nil)
        #expect(gone.errors == "1 file is gone or not whole.\n    Restore them from a backup.\n")
        let changed = try await run(in: .vi) { path in
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            try Data("First".utf8).write(to: URL(fileURLWithPath: path))
        }
        #expect(changed.status == 1)
        #expect(changed.output.firstMatch(of: /Tệp có mã băm [0-9a-f]{64} trong kho đã bị thay đổi hoặc hỏng/) != nil)
        #expect(changed.errors.hasPrefix("Có 1 tệp bị mất hoặc không còn nguyên vẹn."))
    }
}
