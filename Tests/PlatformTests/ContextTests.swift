import Kernel
import Platform
import Testing

@Suite struct `What an address says` {
    @Test(arguments: [
        ("", 1), ("?page=3", 3), ("?page=0", 1), ("?page=-2", 1), ("?page=x", 1), ("?page=9223372036854775807", 100_000),
        ("?page=92233720368547758070", 1),
    ])
    func `is a page of a list with which sums can be made`(query: String, page: Int) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test/list", .everyone) { context in Page("page[\(context.pageNumber)]", content: HTML()) }
        }) { client async throws in
            #expect(try await client.get("/test/list\(query)").text.contains("page[\(page)]"))
        }
    }

    @Test(arguments: [("?done=saved", true), ("?done=unknown", false), ("?done=%3Cscript%3E", false), ("", false)])
    func `is told as done where there is a text for it`(query: String, isTold: Bool) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test/list", .everyone) { context in Page("Trang", content: context.done(in: "test")) }
        }) { client async throws in
            #expect(try await client.get("/test/list\(query)").text.contains("Đã lưu.") == isTold)
        }
    }
}
