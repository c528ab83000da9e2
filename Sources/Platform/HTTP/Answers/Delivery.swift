import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// An answer before it is sent: its bytes and what they are.
struct Rendered {
    var status: HTTPResponse.Status
    var mediaType: String
    var bytes: [UInt8]
    /// The name under which the bytes shall be saved; nil when they shall be shown.
    var fileName: String?
    /// What the bytes may do in a browser, where it is not what everything may.
    var policy: String?

    init(status: HTTPResponse.Status, mediaType: String, bytes: [UInt8], fileName: String? = nil) {
        self.status = status
        self.mediaType = mediaType
        self.bytes = bytes
        self.fileName = fileName
    }

    /// A page for whoever asks.
    init(_ page: Page, _ context: Context, _ site: Site) {
        let html = page.html(context.words, site, address: context.address, actor: context.actor)
        self.init(status: .init(code: page.status), mediaType: "text/html; charset=utf-8", bytes: html.bytes)
        policy = SafetyFields.policy(of: page)
    }

    /// A file, to be saved or to be shown.
    init(_ file: FileAnswer) {
        self.init(status: .ok, mediaType: file.mediaType, bytes: file.bytes, fileName: file.isShown ? nil : file.name)
        if file.isShown { policy = SafetyFields.shown }
    }

    /// Keys sorted, so that equal answers are equal bytes.
    static func json(_ answer: some Encodable, status: HTTPResponse.Status = .ok) throws -> Rendered {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Rendered(status: status, mediaType: "application/json", bytes: Array(try encoder.encode(answer)))
    }

    /// Whether the bytes are text, which becomes much smaller by packing; workbooks and papers are packed in themselves.
    var isText: Bool { mediaType.hasPrefix("text/") || mediaType.hasPrefix("application/json") || mediaType.hasPrefix("image/svg") }

    /// Fields that describe the bytes themselves.
    var fields: HTTPFields {
        var fields: HTTPFields = [.contentType: mediaType, .contentLength: String(bytes.count)]
        if let fileName { fields[.contentDisposition] = Self.disposition(fileName) }
        fields[.contentSecurityPolicy] = policy
        return fields
    }

    /// The answer to one person, to be kept by nobody.
    func response() -> Response {
        var fields = fields
        fields[.cacheControl] = "no-store"
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// On to another page, by a request of its own (RFC 9110, 15.4.4).
    static func redirect(to link: Link) -> Response {
        Response(status: .seeOther, headers: [.location: link.text, .cacheControl: "no-store", .contentLength: "0"])
    }

    /// A name in ASCII for old programs and in full for the others (RFC 6266).
    static func disposition(_ name: String) -> String {
        let plain = String(SearchText.fold(name).map { $0 == " " ? "-" : $0 })
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        let isASCII = name.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
        let short = isASCII ? name : String(plain.dropLast(ending.count + 1)) + "." + SearchText.fold(ending)
        return "attachment; filename=\"\(short)\"; filename*=UTF-8''\(Link.encoded(name))"
    }
}

/// The fields that keep a page to itself: no script, no frame, no guessing, nothing from elsewhere.
struct SafetyFields: Sendable {
    private let fields: [HTTPField]

    private static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    /// A paper or a picture within a page of ours; what it holds can reach nothing.
    static let shown = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'"

    /// What a page may do beyond what every page may; nil where that is nothing.
    static func policy(of page: Page) -> String? {
        let more = [page.scripts.isEmpty ? nil : "script-src 'self'; connect-src 'self'", page.framesFiles ? "frame-src 'self'" : nil]
        let added = more.compactMap { $0 }
        return added.isEmpty ? nil : ([policy] + added).joined(separator: "; ")
    }

    init(_ settings: Settings) {
        var pairs = [
            ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
        if settings.strictTransportDays > 0 {
            pairs.append(("Strict-Transport-Security", "max-age=\(settings.strictTransportDays * 86_400)"))
        }
        fields = pairs.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
    }

    /// Adds those that an answer does not have already.
    func add(to others: inout HTTPFields) {
        for field in fields where !others.contains(field.name) { others.append(field) }
    }
}
