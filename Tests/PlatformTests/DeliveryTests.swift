import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Testing

@Suite struct `Who has the bytes already is told so` {
    private func ask(_ body: @escaping @Sendable (any TestClientProtocol, String) async throws -> Void) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone, cache: .publicData(query: "q")) { _ in Page("x", content: "") }
        }) { client async throws in
            try await body(client, try #require(try await client.get("/test").headers[.eTag]))
        }
    }

    @Test(arguments: ["/test", "/test?q="]) func `A tag that matches gets 304 without a body`(path: String) async throws {
        try await ask { client, tag async throws in
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let answer = try await client.get(path, [.ifNoneMatch: known])
                #expect(answer.status == .notModified && answer.body.readableBytes == 0)
                #expect(answer.headers[.eTag] == tag && answer.headers[.cacheControl] == "public, no-cache" && answer.headers[.vary] != nil)
            }
        }
    }

    @Test func `Another tag gets the page`() async throws {
        try await ask { client, tag async throws in
            for known in ["\"x\"", String(tag.dropLast()), "W/", ""] {
                #expect(try await client.get("/test", [.ifNoneMatch: known]).status == .ok)
            }
        }
    }

    @Test(arguments: ["/test", "/test?q=", "/healthz", "/nothing"]) func `HEAD has the fields of GET and no body`(path: String) async throws
    {
        try await ask { client, _ async throws in
            let get = try await client.get(path)
            let head = try await client.executeRequest(uri: path, method: .head, headers: [:], body: nil)
            #expect(head.status == get.status && head.body.readableBytes == 0)
            #expect(head.headers[.contentLength] == String(get.body.readableBytes) || head.status == .notFound)
            #expect(head.headers[.contentType] == get.headers[.contentType] && head.headers[.eTag] == get.headers[.eTag])
        }
    }
}

@Suite struct `Every answer keeps to itself` {
    @Test(arguments: ["/test", "/test/fresh", "/test/file", "/test/call", "/nothing", "/healthz", "/metrics", "/api/x"])
    func `No script, no frame, no guessing`(path: String) async throws {
        let referrer = try #require(HTTPField.Name("Referrer-Policy"))
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone, cache: .publicData) { _ in Page("x", content: "") }
            routes.page("/test/fresh", .everyone) { _ in Page("x", content: "") }
            routes.file("/test/file", .everyone) { _ in FileAnswer(name: "Bảng điểm.csv", mediaType: "text/csv", bytes: [65]) }
            routes.get("/test/call", .everyone) { _, _ in "x" }
        }) { client async throws in
            // Twice: made, then kept.
            for _ in 1...2 {
                let fields = try await client.get(path).headers
                #expect(
                    fields[.contentSecurityPolicy]
                        == "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                )
                #expect(fields[.xContentTypeOptions] == "nosniff" && fields[referrer] == "same-origin")
                #expect(fields[.strictTransportSecurity] == nil)
            }
        }
    }

    @Test func `A page runs the scripts that it asks for, and shows files where it says so`() async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone) { _ in
                var page = Page("x", content: "")
                page.scripts = [.claims]
                page.framesFiles = true
                return page
            }
            routes.file("/test/paper", .everyone) { _ in
                FileAnswer(name: "a.pdf", mediaType: "application/pdf", bytes: [65], isShown: true)
            }
        }) { client async throws in
            let page = try await client.get("/test")
            #expect(page.headers[.contentSecurityPolicy]?.hasSuffix("; script-src 'self'; connect-src 'self'; frame-src 'self'") == true)
            let script = try #require(String(buffer: page.body).firstMatch(of: /<script src="([^"]+)" defer><\/script>/)?.1)
            let answer = try await client.get(String(script))
            #expect(answer.status == .ok && answer.headers[.contentType]?.hasPrefix("text/javascript") == true)
            let paper = try await client.get("/test/paper").headers
            #expect(paper[.contentDisposition] == nil && paper[.xContentTypeOptions] == "nosniff")
            #expect(paper[.contentSecurityPolicy]?.contains("script-src") == false)
            #expect(paper[.contentSecurityPolicy]?.hasSuffix("frame-ancestors 'self'") == true)
        }
    }

    @Test func `HTTPS is insisted on only where the settings say so`() async throws {
        try await PlatformHouse(environment: ["CCHC_STRICT_TRANSPORT": "30"]).ask({ _, _ in }) { client async throws in
            #expect(try await client.get("/healthz").headers[.strictTransportSecurity] == "max-age=2592000")
        }
    }

    @Test func `A file has its name in ASCII and in full`() async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.file("/test/file", .everyone) { _ in FileAnswer(name: "Bảng \"điểm\".csv", mediaType: "text/csv", bytes: [65]) }
            routes.file("/test/plain", .everyone) { _ in FileAnswer(name: "ranking-2026.csv", mediaType: "text/csv", bytes: [65]) }
        }) { client async throws in
            let field = try await client.get("/test/file").headers[.contentDisposition]
            #expect(field == "attachment; filename=\"bang-diem.csv\"; filename*=UTF-8''B%E1%BA%A3ng%20%22%C4%91i%E1%BB%83m%22.csv")
            #expect(
                try await client.get("/test/plain").headers[.contentDisposition]?.hasPrefix("attachment; filename=\"ranking-2026.csv\";")
                    == true)
        }
    }
}

@Suite struct `The reader's language is what they ask for` {
    @Test(
        arguments: [
            ("/test", nil, nil, "vi"), ("/test?lang=en", nil, nil, "en"), ("/test?lang=en", "lang=vi", "vi", "en"),
            ("/test", "a=b; lang=en", "vi", "en"),
            ("/test", "lang=xx", "en", "en"), ("/test?lang=xx", nil, "en", "en"), ("/test", nil, "en-GB,en;q=0.9,vi;q=0.8", "en"),
            ("/test", nil, "fr, vi;q=0.3, en;q=0.5", "en"),
            ("/test", nil, "fr", "vi"), ("/test", nil, "en;q=0, vi;q=0.1", "vi"), ("/test", nil, "vi-VN,vi;q=0.9,en;q=0.8", "vi"),
            ("/test", nil, "*;q=1", "vi"),
            ("/test", nil, ";;;,,q=,en;q=abc", "vi"), ("/test?x=lang=en", nil, nil, "vi"), ("/test?language=en", nil, nil, "vi"),
        ] as [(String, String?, String?, String)])
    func `Address, cookie, browser, house, in this order`(path: String, cookie: String?, accept: String?, language: String) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone, cache: .publicData) { Page($0.words("test.title"), content: "") }
        }) { client async throws in
            var fields = HTTPFields()
            fields[.cookie] = cookie
            fields[.acceptLanguage] = accept
            for _ in 1...2 { #expect(try await client.get(path, fields).text.contains("<html lang=\"\(language)\">")) }
        }
    }

    @Test func `What the address says, a cookie keeps`() async throws {
        try await PlatformHouse().ask({ routes, _ in routes.page("/test", .everyone) { _ in Page("x", content: "") } }) {
            client async throws in
            #expect(try await client.get("/test?lang=en").headers[.setCookie] == "lang=en; Path=/; Max-Age=31536000; SameSite=Lax")
            #expect(try await client.get("/test?lang=xx").headers[.setCookie] == nil)
            #expect(try await client.get("/test").headers[.setCookie] == nil)
        }
    }

    @Test func `The house may speak English to those who do not ask`() async throws {
        try await PlatformHouse(environment: ["CCHC_LANGUAGE": "en"]).ask({ routes, _ in
            routes.page("/test", .everyone) { _ in Page("x", content: "") }
        }) { client async throws in
            #expect(try await client.get("/test").text.contains("<html lang=\"en\">"))
            #expect(try await client.get("/test", [.acceptLanguage: "vi"]).text.contains("<html lang=\"vi\">"))
        }
    }
}

@Suite struct `A watchman can ask` {
    @Test func `The process lives even without a database, but is not ready`() async throws {
        try await PlatformHouse().ask({ _, _ in }) { client async throws in
            #expect(try await client.get("/healthz").status == .ok)
            #expect(try await client.get("/readyz").status == .serviceUnavailable)
            #expect(try await client.get("/metrics").text.contains("cchc_database_up 0\n"))
        }
    }

    @Test func `With a database it is ready`() async throws {
        try await AuditEngine.sqlite.withDatabase { database in
            try await PlatformHouse(database).ask({ _, _ in }) { client async throws in
                #expect(try await client.get("/readyz").text == "ready\n")
                #expect(try await client.get("/metrics").text.contains("cchc_database_up 1\n"))
            }
        }
    }

    @Test func `Requests are counted by way and status`() async throws {
        try await PlatformHouse().ask({ routes, _ in routes.page("/test", .everyone, cache: .publicData) { _ in Page("x", content: "") } })
        { client async throws in
            for path in ["/test", "/test", "/test", "/nothing"] { _ = try await client.get(path) }
            let text = try await client.get("/metrics").text
            #expect(text.contains("cchc_requests_total{way=\"kept\",status=\"2xx\"} 2\n"))
            #expect(text.contains("cchc_requests_total{way=\"made\",status=\"2xx\"} 1\n"))
            #expect(text.contains("cchc_requests_total{way=\"made\",status=\"4xx\"} 1\n"))
            #expect(text.contains("cchc_request_duration_seconds_bucket{way=\"kept\",le=\"+Inf\"} 2\n"))
            #expect(text.contains("cchc_request_duration_seconds_count{way=\"made\"} 2\n") && text.contains("cchc_kept_answers 1\n"))
        }
    }
}

@Suite struct `Pages' own files never change under their address` {
    @Test func `Style and icon are served for ever`() async throws {
        let house = try PlatformHouse()
        try await house.ask({ _, _ in }) { client async throws in
            for link in [house.services.site.assets.style, house.services.site.assets.icon] {
                let answer = try await client.get(link.text)
                #expect(
                    answer.status == .ok && answer.headers[.cacheControl] == "public, max-age=31536000, immutable"
                        && answer.headers[.vary] == "Accept-Encoding")
                #expect(try await client.get(link.text, [.ifNoneMatch: try #require(answer.headers[.eTag])]).status == .notModified)
            }
            #expect(try await client.get("/assets/0000000000000000/style.css").status == .notFound)
        }
    }
}
