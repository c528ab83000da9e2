import Dossiers
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Who sees a dossier` {
    @Test func `are those who work with the unit’s dossiers, and nobody else is told that it exists`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.receive()
            let address = "/dossiers/\(dossier.code)"
            for person in ["clerk", "officer", "head", "controller", "auditor"] {
                #expect(try await house.page(address, by: person).status == 200, "\(person)")
            }
            for person in ["clerk-b", "officer-b"] {
                let shown = try await house.page(address, by: person)
                #expect(shown.status == 404, "\(person)")
                #expect(!shown.text.contains("Ánh"))
            }
            #expect(try await house.page(address, by: "stranger").status == 403)
            #expect(try await house.page(address, by: nil).status == 303)
            #expect(try await house.page("/dossiers/units/A", by: "clerk-b").status == 403)
            #expect(try await house.page("/dossiers/units/A/reception/1.000001", by: "officer").status == 403)
        }
    }

    @Test func `may act only as far as their work goes, on the page and behind it`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            let address = "/dossiers/\(dossier.code)/acts"
            #expect(try await house.page("\(address)/finish", by: "officer").status == 200)
            for (act, person) in [
                ("finish", "clerk"), ("assign", "officer"), ("extend", "clerk"), ("stop", "officer"), ("return", "officer"),
            ] {
                #expect(try await house.page("\(address)/\(act)", by: person).status == 409, "\(act) by \(person)")
                let sent = try await house.send(
                    "\(address)/\(act)",
                    ["text": "x", "officer": "officer-2", "day": "2024-04-01", "cause": "handling", "outcome": "granted"],
                    by: person)
                #expect(sent.status == 403 || sent.status == 409, "\(act) by \(person): \(sent.status)")
            }
            #expect(try await house.find(dossier).version == dossier.version)
            #expect(try await house.page("\(address)/explode", by: "head").status == 404)
        }
    }
}

@Suite struct `Tracking by code` {
    @Test func `tells how far a dossier is and nothing about whom it concerns (OS-40)`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            for address in ["/dossiers?code=\(dossier.code)", "/dossiers/track/\(dossier.code)", "/api/v1/dossiers/track/\(dossier.code)"] {
                let shown = try await house.page(address, by: nil)
                #expect(shown.status == 200)
                for secret in ["Ánh", "Nguyễn", "012345678901", "1.000001", "trích lục", "Phường Một", "officer"] {
                    #expect(!shown.text.contains(secret), "\(secret) in \(address)")
                }
            }
            let page = try await house.page("/dossiers?code=\(dossier.code)", by: nil)
            for text in ["Đang xử lý", "04/03/2024", "18/03/2024", "Bước 3 trên 4"] { #expect(page.words.contains(text), "\(text)") }
            #expect(try await house.page("/dossiers?code=H41.2.1-240304-0002", by: nil).status == 404)
            #expect(try await house.page("/dossiers?code=hello", by: nil).words.contains("Đây không phải là mã hồ sơ"))
        }
    }

    @Test func `is limited, so that codes cannot be tried one after the other`() async throws {
        try await DossierHouse.open { house in
            for number in 1...30 { #expect(try await house.page("/dossiers?code=H41.2.1-240304-\(1000 + number)", by: nil).status == 404) }
            let refused = try await house.page("/dossiers?code=H41.2.1-240304-2000", by: nil)
            #expect(refused.status == 429)
            #expect(refused.words.contains("quá nhiều lần"))
            house.clock.advance(milliseconds: 60_000)
            #expect(try await house.page("/dossiers?code=H41.2.1-240304-2000", by: nil).status == 404)
        }
    }
}
