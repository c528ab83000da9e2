import CZlib
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Testing

@Suite struct `A kept answer is packed for whoever takes gzip` {
    private static let rows = String(repeating: "<tr><td>Xã Tam Phước</td><td>61,904</td></tr>\n", count: 200)

    private func ask(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone, cache: .publicData) { _ in Page("x", content: "<p>\(Self.rows)</p>") }
            routes.page("/test/own", .everyone) { _ in Page("x", content: "<p>\(Self.rows)</p>") }
            routes.file("/test/table", .everyone, cache: .publicData) { _ in
                FileAnswer(name: "a.csv", mediaType: "text/csv; charset=utf-8", bytes: Array(Self.rows.utf8))
            }
            routes.file("/test/book", .everyone, cache: .publicData) { _ in
                FileAnswer(
                    name: "a.xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    bytes: Array(Self.rows.utf8))
            }
        }) { client async throws in try await body(client) }
    }

    @Test(arguments: ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.8, *;q=0.1", "deflate,gzip ; q=1"])
    func `The bytes come back whole`(accepted: String) async throws {
        try await ask { client async throws in
            for path in ["/test", "/test/table"] {
                let plain = try await client.get(path)
                // Twice: made, then kept.
                for _ in 1...2 {
                    let packed = try await client.get(path, [.acceptEncoding: accepted])
                    #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.contentType] == plain.headers[.contentType])
                    #expect(packed.headers[.contentLength] == String(packed.body.readableBytes))
                    #expect(packed.body.readableBytes * 5 < plain.body.readableBytes)
                    #expect(try Self.unpacked(packed.body) == Array(plain.body.readableBytesView))
                }
            }
        }
    }

    @Test(arguments: [nil, "", "identity", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "*"])
    func `Nobody else gets them`(accepted: String?) async throws {
        try await ask { client async throws in
            for _ in 1...2 {
                let answer = try await client.get("/test", accepted.map { [.acceptEncoding: $0] } ?? [:])
                #expect(answer.headers[.contentEncoding] == nil && answer.text.contains("Xã Tam Phước"))
                #expect(answer.headers[.vary] == "Accept-Encoding, Accept-Language, Cookie")
            }
        }
    }

    @Test(arguments: ["/test/own", "/test/book"]) func `A page of one's own and a workbook go as they are`(path: String) async throws {
        try await ask { client async throws in
            for _ in 1...2 {
                let answer = try await client.get(path, [.acceptEncoding: "gzip"])
                #expect(answer.headers[.contentEncoding] == nil && answer.body.readableBytes >= Self.rows.utf8.count)
                #expect(answer.headers[.vary]?.contains("Accept-Encoding") != true)
            }
        }
    }

    @Test func `Each form has its own tag and its own 304`() async throws {
        try await ask { client async throws in
            let plain = try #require(try await client.get("/test").headers[.eTag])
            let packed = try #require(try await client.get("/test", [.acceptEncoding: "gzip"]).headers[.eTag])
            #expect(plain != packed)
            let known = try await client.get("/test", [.acceptEncoding: "gzip", .ifNoneMatch: packed])
            #expect(known.status == .notModified && known.headers[.eTag] == packed && known.headers[.contentEncoding] == nil)
            #expect(try await client.get("/test", [.ifNoneMatch: plain]).status == .notModified)
            #expect(try await client.get("/test", [.acceptEncoding: "gzip", .ifNoneMatch: plain]).status == .ok)
            let head = try await client.executeRequest(uri: "/test", method: .head, headers: [.acceptEncoding: "gzip"], body: nil)
            #expect(head.headers[.eTag] == packed && head.headers[.contentEncoding] == "gzip" && head.body.readableBytes == 0)
        }
    }

    @Test func `The stylesheet is packed too`() async throws {
        try await ask { client async throws in
            let path = try #require(try await client.get("/test").text.firstMatch(of: /href="(\/assets\/[^"]+\.css)"/)?.1)
            let plain = try await client.get(String(path))
            let packed = try await client.get(String(path), [.acceptEncoding: "gzip"])
            #expect(try Self.unpacked(packed.body) == Array(plain.body.readableBytesView))
            #expect(packed.headers[.vary] == "Accept-Encoding" && packed.headers[.cacheControl] == plain.headers[.cacheControl])
        }
    }

    private struct NotGzip: Error {}

    private static func unpacked(_ body: ByteBuffer) throws -> [UInt8] {
        var input = Array(body.readableBytesView)
        var output = [UInt8](repeating: 0, count: 1 << 20)
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else { throw NotGzip() }
        defer { inflateEnd(&stream) }
        let isDone = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                return inflate(&stream, Z_FINISH) == Z_STREAM_END
            }
        }
        guard isDone else { throw NotGzip() }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
