import Foundation
import Kernel
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct `Letters` {
    /// What lies in the outbox: attempts, why not, whether it went, when it is due next.
    private struct Fate: Sendable, Equatable {
        var attempts: Int
        var failure: String?
        var isSent: Bool
        var due: Int64?
    }

    private static let letter = Mail(
        to: "binh@example.vn", subject: "Nhắc hạn tự chấm điểm: còn 2 ngày – Sở Nội vụ, kỳ năm 2026",
        body: "Kính gửi bà Bình,\n\nCòn 12 tiêu chí chưa có điểm tự chấm.\n.\nKhông trả lời thư này.")

    /// A postman who serves an outbox in which one letter was put twice.
    private func post(
        _ engine: AuditEngine, _ settings: [String: String], _ test: (Postman, () async throws -> Fate, TestTime) async throws -> Void
    ) async throws {
        try await engine.withDatabase { database in
            let time = TestTime()
            var services = try PlatformHouse(
                database, environment: settings.merging(["CCHC_MAIL_FROM": "cchc@example.vn"]) { first, _ in first }
            ).services
            services.now = { time.now() }
            let outbox = services.outbox
            for _ in 1...2 { try await database.write { db in try outbox.add(Self.letter, reference: "test/1", in: db) } }
            let server = try #require(services.settings.smtp)
            try await test(
                Postman(services: services, server: server),
                {
                    try await database.read { db in
                        let rows = try db.rows("SELECT attempts, failure, sent_ms, due_ms FROM platform_outbox")
                        #expect(rows.count == 1)
                        return try Fate(
                            attempts: rows[0].integer("attempts"), failure: rows[0].optionalString("failure"),
                            isSent: rows[0].optionalInteger("sent_ms") != nil, due: rows[0].optionalInteger("due_ms").map(Int64.init))
                    }
                }, time)
        }
    }

    @Test(.enabled(if: Mailbox.python != nil, "CCHC_PYTHON names no Python"), arguments: AuditEngine.available)
    func `arrive once, whole and through TLS`(engine: AuditEngine) async throws {
        let mailbox = try Mailbox(python: try #require(Mailbox.python))
        let settings = ["CCHC_SMTP": "smtp://localhost:\(mailbox.port)", "CCHC_SMTP_AUTHORITY": mailbox.authority]
        try await post(engine, settings) { postman, fate, _ in
            #expect(try await postman.round() == 1)
            let got = try mailbox.letter()
            #expect(got.to == ["binh@example.vn"] && got.secret)
            #expect(got.subject == Self.letter.subject)
            #expect(got.body.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines) == Self.letter.body)
            #expect(try await fate() == Fate(attempts: 1, failure: nil, isSent: true, due: nil))
            #expect(try await postman.round() == 0)
        }
    }

    @Test(.enabled(if: Mailbox.python != nil, "CCHC_PYTHON names no Python"))
    func `wait when nobody vouches for the server, and are tried again with growing pauses`() async throws {
        let mailbox = try Mailbox(python: try #require(Mailbox.python))
        try await post(.sqlite, ["CCHC_SMTP": "smtp://localhost:\(mailbox.port)"]) { postman, fate, time in
            for (attempt, minutes) in [1, 5, 15, 60, 180, 360, 720, 1440].enumerated() {
                #expect(try await postman.round() == 1)
                let now = try await fate()
                #expect(now.attempts == attempt + 1 && !now.isSent && now.failure?.isEmpty == false)
                #expect(now.due == time.now().milliseconds + Int64(minutes) * 60_000)
                time.advance(minutes: minutes)
            }
            #expect(try await postman.round() == 1)
            let given = try await fate()
            #expect(given.attempts == 9 && given.due == nil && !given.isSent)
        }
    }

    @Test(.enabled(if: Mailbox.python != nil, "CCHC_PYTHON names no Python"))
    func `are given up when the server will never take them`() async throws {
        let mailbox = try Mailbox(python: try #require(Mailbox.python), refuses: true)
        let settings = ["CCHC_SMTP": "smtp://localhost:\(mailbox.port)", "CCHC_SMTP_AUTHORITY": mailbox.authority]
        try await post(.sqlite, settings) { postman, fate, _ in
            #expect(try await postman.round() == 1)
            let given = try await fate()
            #expect(given.attempts == 1 && given.due == nil && !given.isSent && given.failure?.contains("550") == true)
        }
    }

    @Test(.enabled(if: Mailbox.python != nil, "CCHC_PYTHON names no Python"), arguments: [false, true])
    func `are taken up and noted as sent or failed, each whole, whichever statement fails`(refuses: Bool) async throws {
        let mailbox = try Mailbox(python: try #require(Mailbox.python), refuses: refuses)
        let settings = try Settings(environment: [
            "CCHC_SMTP": "smtp://localhost:\(mailbox.port)", "CCHC_SMTP_AUTHORITY": mailbox.authority, "CCHC_MAIL_FROM": "cchc@example.vn",
        ])
        let server = try #require(settings.smtp)
        try await failsWhole(
            Postman.self, transactions: 2, isAudited: false,
            given: { services in
                try await services.database.write { db in try services.outbox.add(Self.letter, reference: "test/1", in: db) }
            },
            { services in _ = try await Postman(services: services, server: server).round() })
    }

    @Test func `go to addresses alone`() {
        for address in ["binh@example.vn", "nguyen.van-a+cchc@so.noi-vu.example.vn"] { #expect(Mail.isAddress(address), "\(address)") }
        for text in [
            "", "binh", "@example.vn", "binh@", "binh@localhost", "a@b@example.vn", "a b@example.vn", "a@example.vn\r\nBcc: x@example.vn",
            "<a@example.vn>", "a,b@example.vn", "bình@example.vn", String(repeating: "a", count: 250) + "@example.vn",
        ] { #expect(!Mail.isAddress(text), "\(text)") }
    }

    @Test(arguments: [
        (["CCHC_SMTP": "http://localhost"], SettingName.smtp), (["CCHC_SMTP": "smtp://localhost/path"], .smtp),
        (["CCHC_SMTP": "smtp://localhost:25", "CCHC_MAIL_FROM": "nobody"], .mailFrom), (["CCHC_SMTP_ENCRYPTION": "maybe"], .smtpEncryption),
    ]) func `are not sent by a setting that cannot be right`(environment: [String: String], name: SettingName) {
        do throws(SettingsError) {
            _ = try Settings(environment: environment.merging(["CCHC_MAIL_FROM": "cchc@example.vn"]) { first, _ in first })
            Issue.record("taken")
        } catch {
            #expect(error.name == name)
        }
    }

    @Test func `keep the server's password out of what is shown`() throws {
        let settings = try Settings(environment: ["CCHC_SMTP": "smtp://cchc:s3cret@localhost:587", "CCHC_MAIL_FROM": "cchc@example.vn"])
        #expect(settings.smtp?.password == "s3cret")
        #expect(!settings.lines.contains { $0.value.contains("s3cret") })
    }
}

/// A clock that stands until it is moved.
final class TestTime: Sendable {
    private let milliseconds = Mutex<Int64>(1_790_000_000_000)

    func now() -> Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
    func advance(minutes: Int) { milliseconds.withLock { $0 += Int64(minutes) * 60_000 } }
}
