import CCurl
import Dispatch
import Kernel
import Office

/// A question that the house asks another server, through libcurl; it waits on threads of its own.
///
/// GET without a body, POST with one. Never follows a redirection, and takes no more than `limit` bytes within `seconds`.
package struct HTTPCall: Sendable {
    package struct Answer: Sendable, Hashable {
        package var status: Int
        package var bytes: [UInt8]
    }

    package var address: String
    package var user: String?
    package var password: String?
    /// Whole lines, `Accept: application/json`.
    package var headers: [String]
    package var body: [UInt8]?
    package var limit = 256 * 1024
    package var seconds = 10

    private static let queue = DispatchQueue(label: "cchc.calls", attributes: .concurrent)
    private static let gate = Turnstile(places: 8, waiting: 64)

    package init(_ address: String, user: String? = nil, password: String? = nil, headers: [String] = [], body: [UInt8]? = nil) {
        self.address = address
        self.user = user
        self.password = password
        self.headers = headers
        self.body = body
    }

    /// Whatever the server answers, refusals as well.
    package func callAsFunction() async throws(HTTPCallError) -> Answer {
        guard await Self.gate.enter() else { throw HTTPCallError(reason: "too many calls at once") }
        defer { Self.gate.leave() }
        let result: Result<Answer, HTTPCallError> = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: ask()) }
        }
        return try result.get()
    }

    private func ask() -> Result<Answer, HTTPCallError> {
        precondition(headers.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } }, "a header is a line of printable signs")
        var failure = [CChar](repeating: 0, count: 512)
        var (length, status) = (0, 0)
        var room = [UInt8](repeating: 0, count: limit)
        let code = room.withUnsafeMutableBytes { room in
            (body ?? [0]).withUnsafeBytes { sent in
                ccurl_http(
                    address, user, password, headers.joined(separator: "\n"),
                    body == nil ? nil : sent.baseAddress?.assumingMemoryBound(to: CChar.self), body?.count ?? 0, seconds * 1000,
                    room.baseAddress?.assumingMemoryBound(to: CChar.self), room.count, &length, &status, &failure, failure.count)
            }
        }
        if code == 0 { return .success(Answer(status: status, bytes: Array(room.prefix(length)))) }
        return .failure(HTTPCallError(reason: String(decoding: failure.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)))
    }
}

/// No answer came, or a longer one than was asked for.
package struct HTTPCallError: Error, Hashable, CustomStringConvertible {
    package var reason: String
    package var description: String { reason }
}
