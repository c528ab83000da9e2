import Kernel
import Office
import Platform
import Synchronization

/// Opens the files of publications, and keeps the last few open: what was sealed never changes.
final class PublicationShelf: Sendable {
    private struct State {
        var bundles: [FileDigest: OpenBundle] = [:]
        var order: [FileDigest] = []
    }

    /// A province of three thousand communes takes some ten megabytes.
    private static let limit = 4

    private let files: FileStore
    private let state = Mutex(State())

    init(_ services: Services) { files = services.files }

    /// Throws ``BundleAltered`` where the file does not come to the seal in the decision.
    func open(_ publication: Publication) async throws -> OpenBundle {
        let digest = publication.bundle
        if let kept = state.withLock({ $0.bundles[digest] }) { return kept }
        let bundle = try OpenBundle(InputFile(name: "\(publication.code).zip", bytes: try await files.read(digest)))
        guard bundle.files.root == publication.root else { throw BundleAltered(publication: publication.code) }
        state.withLock { state in
            guard state.bundles.updateValue(bundle, forKey: digest) == nil else { return }
            state.order.append(digest)
            if state.order.count > Self.limit { state.bundles[state.order.removeFirst()] = nil }
        }
        return bundle
    }

    /// The file itself, as it is downloaded.
    func bytes(_ publication: Publication) async throws -> [UInt8] { try await files.read(publication.bundle) }
}

/// A publication's file does not come to the seal in its decision: one of them was altered behind the house's back.
struct BundleAltered: Error, CustomStringConvertible {
    let publication: String

    var description: String { "publication \(publication): its file does not come to its seal" }
}
