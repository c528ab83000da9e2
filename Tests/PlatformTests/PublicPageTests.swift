import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Synchronization
import Testing

/// A public page that tells how often it was made.
private final class Counting: Sendable {
    private let made = Mutex(0)

    var count: Int { made.withLock { $0 } }

    func page(_ context: Context) -> Page {
        let number = made.withLock { made in
            made += 1
            return made
        }
        let query = context.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return Page("\(context.words("test.title")) \(number)", content: "<p>query[\(query)] address[\(context.address.text)]</p>")
    }
}

@Suite struct `A public page is made once until something public changes` {
    private func ask(_ body: @escaping @Sendable (any TestClientProtocol, Counting, Services) async throws -> Void) async throws {
        let counting = Counting()
        let house = try PlatformHouse()
        try await house.ask({ routes, _ in
            routes.page("/test/:one", .everyone, cache: .publicData(query: "sort", "q")) { counting.page($0) }
            routes.page("/test/:one/fresh", .everyone) { counting.page($0) }
        }) { try await body($0, counting, house.services) }
    }

    @Test func `The second reader gets the same bytes`() async throws {
        try await ask { client, counting, _ async throws in
            let first = try await client.get("/test/a")
            let second = try await client.get("/test/a")
            #expect(first.body == second.body && first.headers[.eTag] == second.headers[.eTag] && counting.count == 1)
            #expect(
                first.headers[.cacheControl] == "public, no-cache" && first.headers[.vary] == "Accept-Encoding, Accept-Language, Cookie")
        }
    }

    @Test func `A change makes it anew`() async throws {
        try await ask { client, counting, services async throws in
            let first = try await client.get("/test/a")
            services.publicData.changed()
            let second = try await client.get("/test/a")
            #expect(first.headers[.eTag] != second.headers[.eTag] && counting.count == 2)
        }
    }

    @Test func `A change while a page is made makes that page stale`() async throws {
        let house = try PlatformHouse()
        let counting = Counting()
        try await house.ask({ routes, services in
            routes.page("/test", .everyone, cache: .publicData) { context in
                if counting.count == 0 { services.publicData.changed() }
                return counting.page(context)
            }
        }) { client async throws in
            _ = try await client.get("/test")
            _ = try await client.get("/test")
            _ = try await client.get("/test")
            #expect(counting.count == 2)
        }
    }

    @Test(arguments: [
        ["/test/a", "/test/a?utm_source=x", "/test/a?", "/test/a/", "/test/a?sort=", "/test/a?lang=vi", "/test/a?x=1&y=2"],
        ["/test/a?sort=x&q=y", "/test/a?q=y&sort=x", "/test/a?q=y&z=1&sort=x", "/test/a?sort=x&q=%79", "/test/a?sort=x&q=y&sort=z"],
        ["/test/a?q=hai+ba", "/test/a?q=hai%20ba"],
    ])
    func `Addresses that mean the same are one page`(addresses: [String]) async throws {
        try await ask { client, counting, _ async throws in
            let answers = try await addresses.asyncMap { try await client.get($0).text }
            #expect(Set(answers).count == 1 && counting.count == 1)
        }
    }

    @Test(arguments: [
        ["/test/a", "/test/b"], ["/test/a", "/test/a?sort=x"], ["/test/a?sort=x", "/test/a?q=x"], ["/test/a?lang=en", "/test/a?lang=vi"],
    ])
    func `Addresses that mean different things are two`(addresses: [String]) async throws {
        try await ask { client, counting, _ async throws in
            for address in addresses { _ = try await client.get(address) }
            #expect(counting.count == 2)
        }
    }

    @Test func `A page sees only the parameters that its route names`() async throws {
        try await ask { client, _, _ async throws in
            #expect(try await client.get("/test/a?evil=1&sort=x").text.contains("query[sort=x] address[/test/a?sort=x]"))
        }
    }

    @Test func `A page that nobody keeps is made each time and kept nowhere`() async throws {
        try await ask { client, counting, _ async throws in
            _ = try await client.get("/test/a/fresh")
            let answer = try await client.get("/test/a/fresh")
            #expect(counting.count == 2 && answer.headers[.cacheControl] == "no-store" && answer.headers[.eTag] == nil)
        }
    }

    @Test func `An error is not kept`() async throws {
        let counting = Counting()
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone, cache: .publicData) { context in
                if counting.page(context).title.hasSuffix("1") { throw RouteError.noSuchPage }
                return Page("x", content: "")
            }
        }) { client async throws in
            #expect(try await client.get("/test").status == .notFound)
            #expect(try await client.get("/test").status == .ok)
        }
    }

    @Test func `A full memory lets the oldest go and still answers`() async throws {
        let counting = Counting()
        try await PlatformHouse(environment: ["CCHC_CACHE_LIMIT": "1"]).ask({ routes, _ in
            routes.page("/test/:one", .everyone, cache: .publicData) { context in
                _ = counting.page(context)
                return Page("x", content: "<p>\(String(repeating: "a", count: 100_000))</p>")
            }
        }) { client async throws in
            for number in 0..<20 { _ = try await client.get("/test/\(number)") }
            #expect(counting.count == 20)
            _ = try await client.get("/test/19")
            #expect(counting.count == 20)
            _ = try await client.get("/test/0")
            #expect(counting.count == 21)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
