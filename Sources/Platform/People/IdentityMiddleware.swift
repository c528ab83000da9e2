import HTTPTypes
import Hummingbird

/// Finds out who asks, for requests that bring something to be known by.
struct IdentityMiddleware: RouterMiddleware {
    typealias Context = Platform.Context

    let identify: @Sendable (HTTPRequest, Services) async throws -> Actor
    let services: Services

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard request.headers.contains(.cookie) || request.headers.contains(.authorization) else { return try await next(request, context) }
        var context = context
        context.actor = try await identify(request.head, services)
        return try await next(request, context)
    }
}
