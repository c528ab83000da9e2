import HTTPTypes
import Hummingbird

/// Finds out who asks, for requests that bring something to be known by.
struct IdentityMiddleware: RouterMiddleware {
    typealias Context = Platform.Context

    let doors: [SignIn]
    let services: Services

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard request.headers.contains(.cookie) || request.headers.contains(.authorization) else { return try await next(request, context) }
        var context = context
        for door in doors where context.actor.kind == .anonymous {
            context.actor = try await door.identify(request.head, services)
        }
        return try await next(request, context)
    }
}
