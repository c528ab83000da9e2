import Forms
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Procedures
import TestSupport
import Testing

@Suite struct `The page of a form` {
    private static func publish(_ services: Services) async throws {
        try await Catalogue.load(services)
        try await PublishForm(services)(`Publishing a form`.input(), from: Catalogue.day("2026-10-01"), by: .operating)
    }

    private static func withForm(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withHouse { services in
            try await publish(services)
            try await withClient(services, test)
        }
    }

    private static let page = "/procedures/1.900001/form"

    @Test func `is linked from its procedure and from the list`() async throws {
        try await Self.withForm { client in
            for path in ["/procedures/1.900001", "/procedures/forms"] {
                let text = try await client.get(path).text
                #expect(text.contains("href=\"\(Self.page)\"") && text.contains("href=\"\(Self.page).pdf\""), "\(path)")
            }
            #expect(try await client.get("/procedures/1.900002").text.contains("/form\"") == false)
        }
    }

    @Test func `goes part by part, asks what is called for, and carries the answers along`() async throws {
        try await Self.withForm { client in
            let first = try await client.get(Self.page).text
            #expect(first.contains("name=\"q.name\"") && !first.contains("name=\"q.spouse\"") && first.contains("data-program="))
            let refused = try await client.send(Self.page, ["part": "0", "step": "next", "q.name": ""], as: .administrator)
            #expect(refused.status == 422 && refused.text.contains("class=\"error-summary\""))
            #expect(refused.text.contains("href=\"#q.name\"") && refused.text.contains("href=\"#q.married-1\""))
            // Not married: the part about the spouse is passed over.
            let single = try await client.send(
                Self.page, ["part": "0", "step": "next", "q.name": "An <b>", "q.married": "no"], as: .administrator)
            #expect(single.text.contains("value=\"add:children\"") && single.text.contains("name=\"q.name\" value=\"An &lt;b&gt;\""))
            let married = try await client.send(
                Self.page, ["part": "0", "step": "next", "q.name": "An", "q.married": "yes"], as: .administrator)
            #expect(married.text.contains("<input type=\"text\" id=\"q.spouse\""))
            let added = try await client.send(
                Self.page, ["part": "2", "step": "add:children", "q.name": "An", "q.married": "no", "q.children": "0"], as: .administrator)
            #expect(added.text.contains("name=\"q.children.1.child\"") && added.text.contains("name=\"q.children\" value=\"1\""))
            let review = try await client.send(
                Self.page, ["part": "2", "step": "review", "q.name": "An", "q.married": "yes", "q.children": "0"], as: .administrator)
            // What is missing is said, and what is there is read over.
            #expect(review.text.contains("<dd>An</dd>") && review.text.contains("class=\"notice warning\""))
        }
    }

    @Test func `takes nothing that it did not ask for`() async throws {
        try await Self.withForm { client in
            let answer = try await client.send(
                Self.page,
                [
                    "part": "99", "step": "remove:children.99", "q.children": "100000", "q.nobody": "x", "q.children.1.child": "B",
                    "q.married": "perhaps", "q.name": String(repeating: "x", count: 5_000),
                ], as: .administrator)
            #expect(answer.status == 200 && !answer.text.contains("q.nobody") && answer.text.contains("name=\"q.children\" value=\"3\""))
            // A row that is not there, and a part beyond all numbers.
            for step in ["remove:children.1", "add:nobody", "next", "back"] {
                for part in ["0", "2", "\(Int.max)", "\(Int.min)"] {
                    let answer = try await client.send(
                        Self.page, ["part": part, "step": step, "q.children": "0", "q.married": "no", "q.name": "An"], as: .administrator)
                    #expect([200, 422].contains(answer.status), "\(step) \(part)")
                }
            }
            #expect(try await client.get("/procedures/1.900002/form").status == 404)
            #expect(try await client.get("/api/v1/procedures/catalogues/streets").status == 404)
            let communes = try await client.get("/api/v1/procedures/catalogues/communes?within=01").text
            #expect(communes.contains("[\"00004\",\"Phường Ba Đình\"]") && !communes.contains("\"79\""))
        }
    }

    @Test func `of the demo is there for thirteen procedures`() async throws {
        #expect(PublishSampleForms.shipped.count == 13)
        for input in PublishSampleForms.shipped { #expect(throws: Never.self) { try FormDefinition(input) } }
    }
}
