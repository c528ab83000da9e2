import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import Testing

/// A house that takes forms, files and calls, with a person who may send them.
private struct FormHouse {
    let services: Services
    private let folder: String

    static let person = Actor(.person, name: "lan", grants: [Grant(.auditor)], formToken: "the-word-of-the-session")

    init(megabytes: Int = 1, publicURL: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cchc-forms-" + UUID().uuidString).path
        var services = try PlatformHouse(environment: ["CCHC_REQUEST_LIMIT": "\(megabytes)", "CCHC_PUBLIC_URL": publicURL ?? ""]).services
        services.files = try FileStore(folder: folder)
        self.services = services
    }

    /// Every request that brings a cookie is that of ``person``.
    func ask(
        _ addRoutes: @escaping @Sendable (inout Routes, Services) -> Void,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        var routes = Routes(services)
        routes.add(platformModule)
        let signIn = SignIn(page: "/in", account: "/me", signOut: "/out") { head, _ in
            head.headerFields.contains(.cookie) ? Self.person : .anonymous
        }
        routes.add(Module(name: "test", files: [:], signIn: signIn, addRoutes: addRoutes))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await makeApplication(routes, services).test(.router) { try await body($0) }
    }

    /// How many files the store keeps, finished or begun.
    var fileCount: Int {
        let walker = FileManager.default.enumerator(at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.isRegularFileKey])
        return walker?.compactMap { $0 as? URL }.count { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true } ?? 0
    }
}

extension TestClientProtocol {
    fileprivate func post(_ uri: String, _ body: String, _ headers: HTTPFields) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
    }
}

private let urlencoded: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
private let multipart: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]

/// Tells a form back: its values, and the files with their sizes.
@Sendable private func echo(_ routes: inout Routes, _ services: Services) {
    routes.form("/echo", .everyone) { form, _ in
        let values = form.names.map { "\($0)=\(form.all($0).joined(separator: "|"))" }
        let files = ["file", "other"].flatMap { name in form.files(name).map { "\(name):\($0.name):\($0.stored.size):\($0.head.count)" } }
        return .file(FileAnswer(name: "echo.txt", mediaType: "text/plain", bytes: Array((values + files).joined(separator: "\n").utf8)))
    }
    routes.form("/closed", .role(.auditor)) { _, _ in .go("/done") }
    routes.api(.post, "/api/closed", .role(.auditor)) { (body: [String: [Int]], _: Context) in body }
    routes.upload("/api/upload", .everyone) { (file: Form.File, _: Context) in ["name": file.name, "digest": file.stored.digest.rawValue] }
}

@Suite struct FormTests {
    @Test(arguments: [
        ("a=1&b=hai+ba&a=2", "a=1|2\nb=hai ba"), ("t=Tr%E1%BA%A7n%20V%C4%83n", "t=Trần Văn"), ("e=&=x&f", "=x\ne=\nf="),
        ("n=a%00b%1F%7Fc%0D%0Ad", "n=abc\nd"), ("s=%20%20x%20", "s=x"), ("u=e%CC%82", "u=ê"), ("", ""),
    ])
    func `values are read clean`(body: String, told: String) async throws {
        try await FormHouse().ask(echo) { client in
            let answer = try await client.post("/echo", body, urlencoded)
            #expect(answer.status == .ok)
            #expect(answer.text == told)
        }
    }

    @Test(arguments: ["a=%", "a=%4", "a=%GG", "a=%FF%FE", Array(repeating: "a=1", count: 1001).joined(separator: "&")])
    func `a body that is badly written is refused whole`(body: String) async throws {
        try await FormHouse().ask(echo) { client in
            let answer = try await client.post("/echo", body, urlencoded)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("sai cấu trúc"))
        }
    }

    @Test(arguments: [
        "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=\"", "multipart/mixed; boundary=b",
    ])
    func `a body of another kind is refused`(type: String) async throws {
        try await FormHouse().ask(echo) { client in
            let answer = try await client.post("/echo", "--b--", [.contentType: type])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("cách gửi"))
        }
    }

    @Test func `files come with their names and first bytes, and one that was not chosen leaves nothing`() async throws {
        let house = try FormHouse()
        let large = String(repeating: "0123456789", count: 1000)
        let body = """
            --b\r\nContent-Disposition: form-data; name="t"\r\n\r\nx\r\n\
            --b\r\nContent-Disposition: form-data; name="file"; filename="../a.pdf"\r\n\r\n\(large)\r\n\
            --b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n\
            --b\r\nContent-Disposition: form-data; name="other"; filename="b.pdf"\r\n\r\ny\r\n--b--\r\n
            """
        try await house.ask(echo) { client in
            let answer = try await client.post("/echo", body, multipart)
            #expect(answer.text == "t=x\nfile:a.pdf:10000:4096\nother:b.pdf:1:1")
            #expect(house.fileCount == 2)
        }
    }

    @Test func `a form that breaks off keeps no half of a file`() async throws {
        let house = try FormHouse()
        try await house.ask(echo) { client in
            let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
            let answer = try await client.post("/echo", head + String(repeating: "x", count: 50_000), multipart)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("ngắt giữa chừng"))
            #expect(house.fileCount == 0)
        }
    }

    @Test func `a length of two gigabytes is refused before a byte is read`() async throws {
        let house = try FormHouse()
        try await house.ask(echo) { client in
            for path in ["/echo", "/api/upload", "/api/closed"] {
                // Nothing follows: who waited for it would break off, not refuse the size.
                let headers = multipart.with(.contentLength, "2147483648").with(.cookie, "x")
                let answer = try await client.executeRequest(uri: path, method: .post, headers: headers, body: nil)
                #expect(answer.status == .contentTooLarge, "\(path)")
                #expect(answer.text.contains("1 MB"))
            }
            #expect(house.fileCount == 0)
        }
    }

    @Test func `a body longer than it may be is refused though it declares nothing`() async throws {
        let house = try FormHouse()
        let large = String(repeating: "x", count: 1_100_000)
        try await house.ask(echo) { client in
            let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
            let text = "--b\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\n"
            for (body, headers) in [
                (head + large + "\r\n--b--", multipart), (text + large + "\r\n--b--", multipart), ("a=" + large, urlencoded),
            ] {
                #expect(try await client.post("/echo", body, headers).status == .contentTooLarge)
            }
            let word: HTTPFields = try [.cookie: "x", #require(HTTPField.Name("X-Form-Token")): #require(FormHouse.person.formToken)]
            let json = try await client.post("/api/closed", "{\"a\":[" + large + "]}", word)
            #expect(json.status == .contentTooLarge)
            let upload = try await client.post("/api/upload", large, [:])
            #expect(upload.status == .contentTooLarge || upload.text.contains("file_too_large"))
            #expect(house.fileCount == 0)
        }
    }

    @Test func `a file that a program sends is kept under its digest`() async throws {
        let house = try FormHouse()
        try await house.ask(echo) { client in
            let answer = try await client.post("/api/upload?name=..%2F%E2%80%AEx.pdf", "abc", [:])
            #expect(
                answer.text == #"{"digest":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","name":"x.pdf"}"#)
        }
    }
}

/// Who may send a form: the matrix of what a browser says of its origin and what it brings along.
@Suite struct FormGuardTests {
    @Test(
        arguments: [
            // site, origin, word of the session, is taken
            (nil, nil, true, true), (nil, nil, false, false), ("same-origin", nil, true, true), ("none", nil, true, true),
            ("same-origin", nil, false, false), ("cross-site", nil, true, false), ("same-site", nil, true, false),
            ("bogus", nil, true, false),
            ("same-origin", "https://evil.example", true, true), (nil, "https://evil.example", true, false), (nil, "null", true, false),
            (nil, "https://caicach.gov.vn", true, true), (nil, "https://caicach.gov.vn.evil.example", true, false),
            (nil, "http://caicach.gov.vn", true, false), (nil, "https://caicach.gov.vn:8443", true, false),
            (nil, "http://localhost", true, true),
        ] as [(String?, String?, Bool, Bool)])
    func `a form is taken from pages of ours alone`(site: String?, origin: String?, hasWord: Bool, isTaken: Bool) async throws {
        try await FormHouse(publicURL: "https://caicach.gov.vn/he-thong").ask(echo) { client in
            var headers = urlencoded.with(.cookie, "x")
            if let site { headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = site }
            headers[.origin] = origin
            let word = try #require(FormHouse.person.formToken)
            let answer = try await client.post("/closed", hasWord ? "form_token=\(word)" : "a=1", headers)
            #expect(answer.status == (isTaken ? .seeOther : .forbidden))
            headers[.contentType] = "application/json"
            if hasWord { headers[try #require(HTTPField.Name("X-Form-Token"))] = word }
            #expect(try await client.post("/api/closed", "{}", headers).status == (isTaken ? .ok : .forbidden))
        }
    }

    @Test(arguments: ["", "the-word-of-the-sessio", "the-word-of-the-session2", "THE-WORD-OF-THE-SESSION", "ế"])
    func `another word is none`(word: String) async throws {
        try await FormHouse().ask(echo) { client in
            let answer = try await client.post("/closed", "form_token=\(word)", urlencoded.with(.cookie, "x"))
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("Trang này đã cũ"))
        }
    }

    @Test func `nobody's form is not even read where somebody must be signed in`() async throws {
        let house = try FormHouse()
        try await house.ask(echo) { client in
            let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nx\r\n--b--"
            let answer = try await client.post("/closed", body, multipart)
            #expect(answer.status == .unauthorized)
            #expect(house.fileCount == 0)
        }
    }
}

/// Calls with a body of JSON.
@Suite struct JSONBodyTests {
    @Test(arguments: [
        (#"{"a":[1,2]}"#, 200, ""), ("", 422, "platform.json_malformed"), ("{", 422, "platform.json_malformed"),
        ("[]", 422, "platform.json_malformed"), (#"{"a":[1,"x"]}"#, 422, "platform.json_field"), (#"{"a":1}"#, 422, "platform.json_field"),
        (#"{"a":[1.5]}"#, 422, "platform.json_number"), (#"{"a":[99999999999999999999]}"#, 422, "platform.json_number"),
        (#"{"a":null}"#, 422, "platform.json_field"),
    ])
    func `a body is taken or refused with the way to what is wrong`(body: String, status: Int, code: String) async throws {
        try await FormHouse().ask(echo) { client in
            let word = try #require(FormHouse.person.formToken)
            let headers: HTTPFields = try [.cookie: "x", #require(HTTPField.Name("X-Form-Token")): word]
            let answer = try await client.post("/api/closed", body, headers)
            #expect(answer.status.code == status, "\(answer.text)")
            if !code.isEmpty { #expect(answer.text.contains("\"code\":\"\(code)\"")) }
            if code == "platform.json_field" { #expect(answer.text.contains("\"field\":\"a")) }
        }
    }

    @Test func `depth and bytes that are no text are refused`() async throws {
        try await FormHouse().ask(echo) { client in
            let word = try #require(FormHouse.person.formToken)
            let headers: HTTPFields = try [.cookie: "x", #require(HTTPField.Name("X-Form-Token")): word]
            let deep = String(repeating: "[", count: 100_000)
            #expect(try await client.post("/api/closed", deep, headers).status == .unprocessableContent)
            let bytes = ByteBuffer(bytes: [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x5B, 0x5D, 0x7D])
            let answer = try await client.executeRequest(uri: "/api/closed", method: .post, headers: headers, body: bytes)
            #expect(answer.status == .unprocessableContent)
        }
    }
}

/// Names of files as they are shown and saved again.
@Suite struct FileNameTests {
    @Test(arguments: [
        ("báo cáo.pdf", "báo cáo.pdf"), ("C:\\Users\\Lan\\a.pdf", "a.pdf"), ("/etc/passwd", "passwd"), ("../../x", "x"), ("..", "tep"),
        ("", "tep"), ("...a.pdf", "a.pdf"), ("a\u{0}b\n.pdf", "ab.pdf"), ("gpj\u{202E}fdp.exe", "gpjfdp.exe"), ("  a.pdf  ", "a.pdf"),
        ("e\u{302}.pdf", "ê.pdf"), ("a/", "a"), ("a\\", "a"), (".htaccess", "htaccess"),
        (String(repeating: "a", count: 300) + ".pdf", String(repeating: "a", count: 146) + ".pdf"),
        (String(repeating: "a", count: 300), String(repeating: "a", count: 150)),
    ])
    func `a name is without folders, tricks and length`(given: String, clean: String) { #expect(FileName.clean(given) == clean) }
}

extension HTTPFields {
    fileprivate func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
