import App
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import TestSupport
import Testing

@Suite struct `The house is put together from its settings` {
    @Test func `Pages name themselves under the public address`() async throws {
        try await withHouse([.publicURL: "https://cchc.example.vn/"]) { services in
            try await withClient(services) { client in
                let page = try await client.executeRequest(uri: "/rankings?sort=unknown", method: .get, headers: [:], body: nil)
                #expect(String(buffer: page.body).contains(#"<link rel="canonical" href="https://cchc.example.vn/rankings">"#))
            }
        }
    }

    @Test func `Without one they name no other address`() async throws {
        try await withHouse { services in
            try await withClient(services) { client in
                let page = try await client.executeRequest(uri: "/rankings", method: .get, headers: [:], body: nil)
                #expect(!String(buffer: page.body).contains("canonical"))
            }
        }
    }
}
