import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that is the same for everybody: complete fields, body, and a strong tag over its bytes.
///
/// Kept ones are packed too, once, for whoever takes gzip; they are public, so their length betrays nothing.
struct CachedAnswer: Sendable {
    let status: HTTPResponse.Status
    private let isText: Bool
    private let plain: Form
    private var packed: Form?

    /// The answer as it is sent, in one coding.
    private struct Form {
        var tag: String
        /// Those of the answer, and those of 304.
        var fields: HTTPFields
        var unchanged: HTTPFields
        var body: ByteBuffer

        /// Other bytes have another tag (RFC 9110, 8.8.3.3).
        func packed() -> Form? {
            guard let bytes = Gzip.pack(body.readableBytesView), bytes.count < body.readableBytes - body.readableBytes / 8 else {
                return nil
            }
            var form = self
            form.tag = String(tag.dropLast()) + "-gzip\""
            form.body = ByteBuffer(bytes: bytes)
            form.fields[.eTag] = form.tag
            form.fields[.contentEncoding] = "gzip"
            form.fields[.contentLength] = String(bytes.count)
            form.unchanged[.eTag] = form.tag
            return form
        }
    }

    /// `lifetime` is what caches are told; without it they ask each time, and a correction is seen at once.
    init(_ rendered: Rendered, _ safety: SafetyFields, lifetime: String = "public, no-cache", varies: Bool = true) {
        status = rendered.status
        isText = rendered.isText
        let tag = "\"\(SHA256.hash(data: rendered.bytes).hexadecimal.prefix(24))\""
        let reasons = (isText ? ["Accept-Encoding"] : []) + (varies ? ["Accept-Language", "Cookie"] : [])
        var common = HTTPFields()
        common[.eTag] = tag
        common[.cacheControl] = lifetime
        if !reasons.isEmpty { common[.vary] = reasons.joined(separator: ", ") }
        let unchanged = common
        for field in rendered.fields { common.append(field) }
        safety.add(to: &common)
        plain = Form(tag: tag, fields: common, unchanged: unchanged, body: ByteBuffer(bytes: rendered.bytes))
    }

    /// The same answer, packed as well where that makes it smaller.
    func withPackedForm() -> CachedAnswer {
        guard isText else { return self }
        var answer = self
        answer.packed = plain.packed()
        return answer
    }

    /// Bytes in memory.
    var size: Int { plain.body.readableBytes + (packed?.body.readableBytes ?? 0) }

    /// The answer, or 304 to whoever has these bytes already.
    func response(answering head: HTTPRequest) -> Response {
        let form = packed.flatMap { Gzip.isTaken(by: head) ? $0 : nil } ?? plain
        if head.headerFields.contains(.ifNoneMatch), let known = head.headerFields[.ifNoneMatch], Self.names(known, form.tag) {
            return Response(status: .notModified, headers: form.unchanged)
        }
        if head.method == .head { return Response(status: status, headers: form.fields) }
        return Response(status: status, headers: form.fields, body: .init(byteBuffer: form.body))
    }

    /// `If-None-Match` compares weakly: a proxy may have marked the tag with `W/` (RFC 9110, 13.1.2).
    private static func names(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { entry in
            let bare = entry.drop { $0 == " " }
            return bare == "*" || bare == tag || (bare.hasPrefix("W/") && bare.dropFirst(2) == tag)
        }
    }
}
