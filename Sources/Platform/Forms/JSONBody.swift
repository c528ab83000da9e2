import Foundation
import Hummingbird
import Kernel

/// The body of a call as JSON.
enum JSONBody {
    static func read<Body: Decodable>(_ type: Body.Type, _ request: Request, limit: Int) async throws -> Body {
        let bytes = try await request.body.collect(upTo: limit)
        do {
            return try JSONDecoder().decode(Body.self, from: Data(bytes.readableBytesView))
        } catch let error as DecodingError {
            throw JSONBodyError(error)
        }
    }
}

/// A body that is no JSON, or not of the shape that the call takes.
package struct JSONBodyError: DomainError, Hashable {
    /// The way to the value that is wrong, `entries.3.points`; empty for the whole.
    package var path: String

    init(_ error: DecodingError) {
        let way =
            switch error {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context.codingPath
            @unknown default: [any CodingKey]()
            }
        path = way.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    package var code: String { path.isEmpty ? "platform.json_malformed" : "platform.json_field" }
    package var kind: ErrorKind { .invalid }
    package var details: [String: String] { path.isEmpty ? [:] : ["field": path] }
}
