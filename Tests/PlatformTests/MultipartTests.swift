import Foundation
import Platform
import Testing

/// Bodies of `multipart/form-data` as browsers and others send them (RFC 7578).
@Suite struct MultipartTests {
    private static let type = "multipart/form-data; boundary=----Form7"

    /// A sound body with a value, a file, an empty file, and bytes that look like a boundary.
    private static let sound = Array(
        """
        ------Form7\r
        Content-Disposition: form-data; name="name"\r
        \r
        Trần Văn Phúc\r
        ------Form7\r
        Content-Disposition: form-data; name="file"; filename="báo cáo.pdf"\r
        Content-Type: application/pdf\r
        \r
        %PDF-1.7\r
        ------Form\r
        ------Form8\r
        \r\n\r
        ------Form7\r
        Content-Disposition: form-data; name="none"; filename=""\r
        Content-Type: application/octet-stream\r
        \r
        \r
        ------Form7--\r\n
        """.utf8)

    /// What a body holds, put together again from its events; throws what the reader throws.
    private static func parts(_ pieces: [ArraySlice<UInt8>], _ type: String = type) throws -> [(MultipartReader.Part, [UInt8])] {
        var reader = try #require(MultipartReader(contentType: type))
        var parts: [(MultipartReader.Part, [UInt8])] = []
        for event in try pieces.flatMap({ try reader.read($0) }) {
            switch event {
            case .begin(let part): parts.append((part, []))
            case .bytes(let bytes): parts[parts.count - 1].1 += bytes
            case .end: break
            }
        }
        try reader.finish()
        return parts
    }

    private static func parts(_ text: String, _ type: String = type) throws -> [(MultipartReader.Part, [UInt8])] {
        try parts([Array(text.utf8)[...]], type)
    }

    /// One part with this head, and its body.
    private static func one(_ head: String, _ body: String = "x") -> String { "------Form7\r\n\(head)\r\n\r\n\(body)\r\n------Form7--\r\n" }

    @Test func `pieces of every length give the same parts`() throws {
        let file = "%PDF-1.7\r\n------Form\r\n------Form8\r\n\r\n"
        for length in 1...Self.sound.count {
            let pieces = stride(from: 0, to: Self.sound.count, by: length).map { Self.sound[$0..<min($0 + length, Self.sound.count)] }
            let parts = try Self.parts(pieces)
            #expect(
                parts.map(\.0) == [
                    .init(name: "name"), .init(name: "file", fileName: "báo cáo.pdf"), .init(name: "none", fileName: "tep"),
                ], "\(length)")
            #expect(parts.map { String(decoding: $0.1, as: UTF8.self) } == ["Trần Văn Phúc", file, ""], "\(length)")
        }
    }

    @Test func `a body cut in two anywhere gives the same parts`() throws {
        for cut in 0...Self.sound.count {
            #expect(try Self.parts([Self.sound[..<cut], Self.sound[cut...]]).count == 3, "\(cut)")
        }
    }

    @Test func `a body that breaks off anywhere before its end is refused`() {
        let end = Self.sound.count - 2
        for cut in 0..<end { #expect(throws: FormError.brokenOff, "\(cut)") { try Self.parts([Self.sound[..<cut]]) } }
        #expect(throws: Never.self) { try Self.parts([Self.sound[..<end]]) }
    }

    @Test(
        arguments: [
            ("name=\"a\"; filename=\"b \\\"c\\\" d.pdf\"", "a", "b \"c\" d.pdf"),
            ("name=\"a\"; filename=\"b %22c%22.pdf\"", "a", "b \"c\".pdf"),
            ("name=a; filename=b.pdf", "a", "b.pdf"), ("NAME=\"a\"; FileName=\"C:\\Users\\Lan\\b.pdf\"", "a", "b.pdf"),
            ("name=\"a;b=c\"; filename=\"x; name=y.pdf\"", "a;b=c", "x; name=y.pdf"),
            ("name=\"a\"; filename=\"../../etc/passwd\"", "a", "passwd"),
            ("name=\"\"", "", nil), ("x=\"1\" ; name=\"a\"", "a", nil), ("name=\"a\"; filename*=UTF-8''b.pdf", "a", nil),
        ] as [(String, String, String?)])
    func `names are read with quotes in them`(parameters: String, name: String, fileName: String?) throws {
        let parts = try Self.parts(Self.one("Content-Disposition: form-data; \(parameters)"))
        #expect(parts.map(\.0) == [.init(name: name, fileName: fileName)])
    }

    @Test(arguments: [
        "Content-Disposition: attachment; name=\"a\"", "Content-Disposition: form-data", "Content-Disposition: form-data; name=\"a",
        "Content-Disposition: form-data; filename=\"a\"", "Content-Type: text/plain", "no colon",
        "Content-Disposition form-data; name=\"a\"",
        "", "X: \(String(repeating: "y", count: 9000))\r\nContent-Disposition: form-data; name=\"a\"",
    ])
    func `a part that does not say what it is is refused`(head: String) {
        #expect(throws: FormError.malformed) { try Self.parts(Self.one(head)) }
    }

    @Test func `a head that never ends and a crowd of parts are refused as they come`() throws {
        var reader = try #require(MultipartReader(contentType: Self.type))
        #expect(throws: FormError.malformed) {
            _ = try reader.read("------Form7\r\n".utf8)
            for _ in 0..<1000 { _ = try reader.read(String(repeating: "A", count: 100).utf8) }
        }
        let part = "------Form7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"
        #expect(try Self.parts(String(repeating: part, count: 500) + "------Form7--").count == 500)
        #expect(throws: FormError.malformed) { try Self.parts(String(repeating: part, count: 501) + "------Form7--") }
    }

    @Test func `what is not UTF-8 in a head is refused, in a file it is the file's`() throws {
        let bad: [UInt8] = [0xFF, 0x00, 0xC3]
        let head = Array("------Form7\r\nContent-Disposition: form-data; name=\"a".utf8) + bad + Array("\"\r\n\r\n\r\n------Form7--".utf8)
        #expect(throws: FormError.malformed) { try Self.parts([head[...]]) }
        let start = Array("------Form7\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n".utf8)
        #expect(try Self.parts([(start + bad + Array("\r\n------Form7--".utf8))[...]])[0].1 == bad)
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=x", true), ("multipart/form-data; charset=utf-8; boundary=\"a b\"", true),
        ("Multipart/Form-Data; BOUNDARY=x", true), ("multipart/form-data; boundary=\(String(repeating: "b", count: 70))", true),
        ("multipart/form-data", false), ("multipart/form-data; boundary=", false), ("multipart/form-data; boundary=\"", false),
        ("multipart/form-data; boundary=\"\"", false), ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", false),
    ])
    func `a type without a sound boundary is none`(type: String, isSound: Bool) {
        #expect((MultipartReader(contentType: type) != nil) == isSound)
    }

    @Test func `what stands before the first and after the last boundary is nobody's`() throws {
        let text = "preamble\r\n" + Self.one("Content-Disposition: form-data; name=\"a\"", "1") + "epilogue\r\n------Form7\r\njunk"
        #expect(try Self.parts(text).map { String(decoding: $0.1, as: UTF8.self) } == ["1"])
        #expect(throws: FormError.malformed) { try Self.parts("------Form7X\r\n") }
        #expect(try Self.parts("------Form7--").isEmpty)
    }
}
