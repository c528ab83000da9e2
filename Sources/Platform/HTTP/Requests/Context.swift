import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore

/// What is known of one request: who asks, in which language, with which words to answer.
package struct Context: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var actor = Actor.anonymous
    /// Words in the reader's language.
    package var words = Words(Texts(), .vi)
    /// The page's own address: its path and the parts of the query that its route knows.
    package var address: Link = "/"
    /// The query, decoded; of a repeated name the first.
    package var query: [String: String] = [:]
    /// The fields of the request's head.
    package var headers: HTTPFields = [:]
    /// Bytes of the largest body that is read where a route sets no other limit.
    package var maxUploadSize = 2 * 1024 * 1024
    /// Where the request came from, proxies taken off; nil in tests without a network.
    package var client: String?

    private let channel: (any Channel)?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    package var language: Language { words.language }
    package var numbers: NumberFormat { words.numbers }

    /// The part of the path that the route names so, decoded: `:unit` in `/rankings/:unit`.
    ///
    /// Nothing of the house is named by text that is badly encoded, or that holds a slash or a control character.
    package func path(_ name: String) throws(RouteError) -> String {
        guard let value = parameters.get(name)?.percentDecoded(), !value.isEmpty,
            !value.unicodeScalars.contains(where: { $0 == "/" || $0.properties.generalCategory == .control })
        else { throw .noSuchPage }
        return value
    }

    /// The page of a long list that is asked for, from 1; no higher than sums of it can bear.
    package var pageNumber: Int { min(max(Int(query["page"] ?? "") ?? 1, 1), 100_000) }

    /// What was done, told on the page that follows, where the room has a text for it: `exams.done.saved`.
    package func done(in room: String) -> HTML {
        guard let done = query["done"], words.has("\(room).done.\(done)") else { return HTML() }
        return .notice(.success, words("\(room).done.\(done)"))
    }

    /// The address at the other end of the connection.
    var peer: String? { channel?.remoteAddress?.ipAddress }

    /// The number under which the log knows this request; short enough to be told on the telephone.
    package var requestNumber: String {
        let digits = logger[metadataKey: "hb.request.id"]?.description.suffix(9) ?? "0"
        guard let value = UInt64(digits, radix: 16) else { return String(digits) }
        let text = String(value)
        return stride(from: 0, to: text.count, by: 4).map { start in
            String(text.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    package var responseEncoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
