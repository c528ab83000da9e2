import Accounts
import Foundation
import Kernel
import Office
import Platform
import Testing

/// Password hashes, and what a password must be.
@Suite struct PasswordTests {
    @Test func `a hash is scrypt as RFC 7914 defines it`() async throws {
        // Section 12, the vector "pleaseletmein"; the first 32 of its 64 bytes.
        let bytes: [UInt8] = [
            0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8, 0xfb, 0xba, 0x90,
            0x4f,
            0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
        ]
        func base64(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString().filter { $0 != "=" } }
        let hash = try #require(PasswordHash("$scrypt$ln=14,r=8,p=1$\(base64("SodiumChloride".utf8))$\(base64(bytes))"))
        let mill = PasswordMill()
        #expect(try await mill.check("pleaseletmein", hash))
        #expect(try await !mill.check("pleaseletmeiN", hash))
    }

    @Test func `a hash says how it was made and is read back`() async throws {
        let mill = PasswordMill(try #require(AccountsHouse.cheap))
        let hash = try await mill.hash("một hai ba bốn")
        #expect(hash.description.hasPrefix("$scrypt$ln=4,r=1,p=1$"))
        #expect(PasswordHash(hash.description) == hash)
        #expect(try await mill.check("một hai ba bốn", PasswordHash(hash.description)))
        #expect(try await mill.hash("một hai ba bốn") != hash, "a salt of its own each time")
        #expect(PasswordHash.Cost.standard == PasswordHash.Cost(logarithm: 15, blockSize: 8, parallelism: 3))
    }

    @Test(arguments: [
        "", "$scrypt$", "plain", "$scrypt$ln=4,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$", "$scrypt$ln=40,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "$argon2$ln=4,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=20,r=32,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$r=1,ln=4,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=1,p=1$?$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func `what is no hash is not read as one`(text: String) { #expect(PasswordHash(text) == nil) }

    @Test func `without a hash the same work is done and the answer is no`() async throws {
        let gate = Turnstile(places: 1, waiting: 0)
        let mill = PasswordMill(try #require(AccountsHouse.cheap), gate: gate)
        #expect(try await !mill.check("whatever", nil))
        // Nobody is let in: whoever would not work at all would answer.
        #expect(await gate.enter())
        await #expect(throws: AccountsError.busy) { try await mill.check("whatever", nil) }
        await #expect(throws: AccountsError.busy) { try await mill.hash("whatever") }
        gate.leave()
        #expect(try await !mill.check("whatever", nil))
    }

    @Test(arguments: [
        ("ngắn quá", "accounts.password_short"), ("123456789", "accounts.password_short"), ("1234567890", "accounts.password_common"),
        ("aaaaaaaaaaaa", "accounts.password_common"), ("abababababab", "accounts.password_common"),
        ("MatKhau123", "accounts.password_common"),
        ("zyxwvutsrqpo", "accounts.password_common"), ("tôi là lan.nguyen", "accounts.password_login"),
        ("LAN.NGUYEN2026!", "accounts.password_login"), (String(repeating: "abcdefg ", count: 26), "accounts.password_long"),
    ])
    func `a password that is easy to guess is refused with the reason`(password: String, code: String) async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan.nguyen", name: "Lan"), by: .operating)
            let offer = try await OfferLink(house.services)(to: "lan.nguyen", by: .operating)
            let choose = ChoosePassword(house.services, house.mill)
            do {
                _ = try await choose.accept(offer.secret, password: password, again: password, from: Origin())
                Issue.record("\(password) was taken")
            } catch let faults as Faults {
                #expect(faults.faults.map(\.code) == [code])
            }
            // The link is still good, and a decent password is taken.
            _ = try await choose.accept(offer.secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
        }
    }

    @Test func `both must be the same`() async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: .operating)
            let offer = try await OfferLink(house.services)(to: "lan", by: .operating)
            await #expect(throws: Faults([Fault("accounts.password_differs", at: Place(file: "password", field: "again"))])) {
                try await ChoosePassword(house.services, house.mill).accept(
                    offer.secret, password: AccountsHouse.password, again: "năm con vịt xoè rồi", from: Origin())
            }
        }
    }
}
