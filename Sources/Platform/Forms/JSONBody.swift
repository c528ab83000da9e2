import Foundation
import Hummingbird
import Kernel

/// The body of a call as JSON.
enum JSONBody {
    static func read<Body: Decodable>(_ type: Body.Type, _ request: Request, limit: Int) async throws -> Body {
        let body = Data(try await request.body.collect(upTo: limit).readableBytesView)
        do {
            return try JSONDecoder().decode(Body.self, from: body)
        } catch let error as DecodingError {
            throw JSONBodyError(error, of: body)
        }
    }
}

/// A body that is no JSON, or not of the shape that the call takes.
package struct JSONBodyError: DomainError, Hashable {
    /// The way to the value that is wrong, `entries.3.points`; empty for the whole.
    package var path: String
    package let code: String

    init(_ error: DecodingError, of body: Data) {
        let way =
            switch error {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context.codingPath
            @unknown default: [any CodingKey]()
            }
        path = way.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        code =
            switch error {
            case _ where !path.isEmpty: "platform.json_field"
            // Of a number that is not whole, or too large, Foundation tells neither the place nor that it was a number.
            case .dataCorrupted where (try? JSONSerialization.jsonObject(with: body)) != nil: "platform.json_number"
            default: "platform.json_malformed"
            }
    }

    package var kind: ErrorKind { .invalid }
    package var details: [String: String] { path.isEmpty ? [:] : ["field": path] }
}
