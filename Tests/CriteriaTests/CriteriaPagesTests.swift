import Criteria
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Scoring
import Storage
import TestSupport
import Testing

@Suite struct `Pages of frameworks` {
    private func text(_ response: TestResponse) -> String { String(buffer: response.body) }

    @Test func `list what is published before what is shipped`() async throws {
        try await withHouse { services in
            let file = try FrameworkFile(EveryRule.text, name: "every-rule.yaml")
            try await services.database.write { db in try PublishFramework(services)(file, by: .operating, db) }
            try await withClient(services) { client in
                let page = try await text(client.executeRequest(uri: "/criteria", method: .get, headers: [:], body: nil))
                let published = try #require(page.range(of: "/criteria/every-rule%401"))
                for file in FrameworkLibrary.files {
                    let identity = file.framework.identity.replacingOccurrences(of: "@", with: "%40")
                    let shipped = try #require(page.range(of: "/criteria/\(identity)\""), "\(identity)")
                    #expect(published.lowerBound < shipped.lowerBound)
                }
                #expect(page.contains("Bộ mẫu – không chính thức") && page.contains("Bộ thật") && page.contains("Trích đoạn"))
            }
        }
    }

    @Test(arguments: Language.allCases) func `show every shipped framework whole`(language: Language) async throws {
        try await withHouse { services in
            try await withClient(services) { client in
                for file in FrameworkLibrary.files {
                    let framework = file.framework
                    let response = try await client.executeRequest(
                        uri: "/criteria/\(framework.identity)?lang=\(language.rawValue)", method: .get,
                        headers: [.cookie: "lang=\(language.rawValue)"], body: nil)
                    // Choosing a language may lead back to the page by a redirect; the cookie says it as well.
                    let direct = try await client.executeRequest(
                        uri: "/criteria/\(framework.identity)", method: .get, headers: [.cookie: "lang=\(language.rawValue)"], body: nil)
                    #expect(response.status.code < 400 && direct.status == .ok)
                    let page = text(direct)
                    for criterion in framework.criteria { #expect(page.contains("id=\"c-\(criterion.code)\""), "\(criterion.code)") }
                    #expect(page.contains(framework.title[language].replacingOccurrences(of: "'", with: "&#39;")))
                    #expect(!page.contains("style=\""))
                    #expect(!page.contains(/>[^<]*\{[a-z]+\}/), "a placeholder is left")
                    #expect(!page.contains(/>(criteria|scoring|platform)\.[a-z_.]+</), "a key is left")
                }
            }
        }
    }

    @Test func `are found by code and version however the sign between is written, and by the code alone`() async throws {
        try await withHouse { services in
            try await withClient(services) { client in
                for address in ["/criteria/qd-766@2026", "/criteria/qd-766%402026", "/criteria/qd-766"] {
                    let response = try await client.executeRequest(uri: address, method: .get, headers: [:], body: nil)
                    #expect(response.status == .ok)
                    #expect(text(response).contains("Thủ tục hành chính được công bố đúng hạn"))
                }
                for address in ["/criteria/qd-766@1999", "/criteria/none", "/criteria/none/text", "/criteria/%FF"] {
                    let response = try await client.executeRequest(uri: address, method: .get, headers: [:], body: nil)
                    #expect(response.status == .notFound, "\(address)")
                }
            }
        }
    }

    @Test func `give the text as it was written`() async throws {
        try await withHouse { services in
            try await withClient(services) { client in
                for (path, text) in FrameworkLibrary.texts {
                    let framework = try FrameworkFile(text, name: path).framework
                    let response = try await client.executeRequest(
                        uri: "/criteria/\(framework.identity)/text", method: .get, headers: [:], body: nil)
                    #expect(response.headers[.contentType] == "text/yaml; charset=utf-8")
                    #expect(response.headers[.contentDisposition]?.contains("\(framework.identity).yaml") == true)
                    #expect(String(buffer: response.body) == text)
                }
            }
        }
    }

    @Test func `show a published framework before a shipped one of the same identity`() async throws {
        try await withHouse { services in
            let shipped = try #require(FrameworkLibrary.shipped("qd-766"))
            let changed = try FrameworkFile(
                shipped.text.replacingOccurrences(of: "vi: Công khai, minh bạch", with: "vi: Công khai và minh bạch"), name: "qd-766.yaml")
            try await services.database.write { db in try PublishFramework(services)(changed, by: .operating, db) }
            try await withClient(services) { client in
                let page = try await text(
                    client.executeRequest(uri: changed.framework.identityAddress, method: .get, headers: [:], body: nil))
                #expect(page.contains("Công khai và minh bạch"))
                let list = try await text(client.executeRequest(uri: "/criteria", method: .get, headers: [:], body: nil))
                #expect(list.ranges(of: "\(changed.framework.identityAddress)\"").count == 1)
            }
        }
    }
}

extension Framework {
    fileprivate var identityAddress: String { "/criteria/\(code)%40\(version)" }
}
