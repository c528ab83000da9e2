import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Storage

/// The addresses that belong to no room: the pages' files, and what a watchman asks.
@Sendable func addPlatformRoutes(_ routes: inout Routes, _ services: Services) {
    let safety = SafetyFields(services.settings)
    for asset in services.site.assets.files {
        // The address holds the digest of the bytes, so it never means anything else.
        let answer = CachedAnswer(
            Rendered(status: .ok, mediaType: asset.mediaType, bytes: asset.bytes), safety, lifetime: "public, max-age=31536000, immutable",
            varies: false
        ).withPackedForm()
        routes.get(asset.link.text, .everyone) { request, _ in answer.response(answering: request.head) }
    }
    // The process lives.
    routes.get("/healthz", .everyone) { _, _ in plain("ok\n", .ok) }
    // It can do its work.
    routes.get("/readyz", .everyone) { _, _ in
        await services.isDatabaseUp ? plain("ready\n", .ok) : plain("database unavailable\n", .serviceUnavailable)
    }
    let cache = routes.cache
    routes.get("/metrics", .everyone) { _, _ in
        let text = services.metrics.text(
            isDatabaseUp: await services.isDatabaseUp, isReadOnly: services.site.outage.isReadOnly, kept: cache.size)
        return plain(text, .ok, mediaType: "text/plain; version=0.0.4; charset=utf-8")
    }
}

private func plain(_ text: String, _ status: HTTPResponse.Status, mediaType: String = "text/plain; charset=utf-8") -> Response {
    Rendered(status: status, mediaType: mediaType, bytes: Array(text.utf8)).response()
}

extension Services {
    /// Asks the database for one row.
    package var isDatabaseUp: Bool {
        get async {
            do {
                return try await database.read { db in try db.row("SELECT 1 AS one") != nil }
            } catch {
                log.warning("the database does not answer: \(error)")
                return false
            }
        }
    }
}
