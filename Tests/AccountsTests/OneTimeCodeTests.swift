import Accounts
import Kernel
import Testing

/// Codes of the second factor against the vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B, SHA-1, six digits).
@Suite struct OneTimeCodeTests {
    private let key = OneTimeKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

    @Test func `codes by the counter are those of RFC 4226`() throws {
        let key = try #require(key)
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        #expect((0..<10).map { key.code(at: $0) } == codes)
    }

    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ])
    func `codes by the clock are those of RFC 6238`(seconds: Int64, code: String) throws {
        let now = Timestamp(milliseconds: seconds * 1000)
        #expect(try #require(key).step(of: code, at: now, after: nil) == seconds / 30)
    }

    @Test func `a code is good one step early and late, no longer, and never at or before the last`() throws {
        let key = try #require(key)
        let now = Timestamp(milliseconds: 1_000_000 * 30_000)
        for step in 999_990...1_000_010 {
            let isNear = abs(step - 1_000_000) <= 1
            let code = key.code(at: Int64(step))
            #expect(key.step(of: code, at: now, after: nil) == (isNear ? Int64(step) : nil), "\(step)")
            #expect(key.step(of: code, at: now, after: Int64(step)) == nil)
        }
        #expect(key.step(of: key.code(at: 999_999), at: now, after: 1_000_000) == nil)
        #expect(key.step(of: "12345", at: now, after: nil) == nil)
        #expect(key.step(of: "", at: now, after: nil) == nil)
    }

    @Test func `people may type spaces`() throws {
        let key = try #require(key)
        #expect(key.step(of: "287 082", at: Timestamp(milliseconds: 59_000), after: nil) == 1)
        #expect(OneTimeKey("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == key)
    }

    @Test func `a key is written so that it can be read back, and what is none is refused`() {
        for _ in 0..<200 {
            let key = OneTimeKey()
            #expect(key.text.utf8.count == 32)
            #expect(OneTimeKey(key.text) == key)
        }
        for text in [
            "", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ!", "1ÄZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", String(repeating: "A", count: 200),
        ] {
            #expect(OneTimeKey(text) == nil, "\(text)")
        }
    }

    @Test func `the address in the picture is escaped`() throws {
        let address = try #require(key).address(issuer: "Cải Cách", login: "a&b=c:d@e")
        #expect(
            address
                == "otpauth://totp/C%E1%BA%A3i%20C%C3%A1ch:a%26b%3Dc%3Ad%40e?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=C%E1%BA%A3i%20C%C3%A1ch"
        )
    }
}
