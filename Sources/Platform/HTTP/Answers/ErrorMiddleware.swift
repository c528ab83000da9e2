import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Storage

/// Turns what a room throws into what a person or a program reads.
///
/// The only place that does.
///
/// A person gets a page in their language, a program (`/api/…`, or one that accepts JSON and not HTML) a problem of RFC 9457.
/// What only an operator can mend is logged, and told as a number.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = Platform.Context

    let lines: [Routes.Line]
    let services: Services

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        do {
            try check(request, context)
            return try await next(request, context)
        } catch let error as CancellationError {
            throw error
        } catch {
            if let door = door(for: error), request.method == .get, !Self.wantsProblem(request) {
                return Rendered.redirect(to: door.page.setting("next", to: context.address.text))
            }
            return response(to: told(error, request, context), request, context)
        }
    }

    /// Where somebody signs in who has to.
    private func door(for error: any Error) -> SignIn? {
        switch error as? AccessError {
        case .signInFirst: services.site.door(.person)
        case .citizenFirst: services.site.door(.citizen)
        default: nil
        }
    }

    /// What is refused before any room sees it: too large a body, a form from another site.
    private func check(_ request: Request, _ context: Context) throws {
        guard request.method != .get, request.method != .head else { return }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > services.settings.requestBytes {
            throw RouteError.tooLarge(limit: services.settings.requestBytes)
        }
        try FormGuard.checkOrigin(request, publicURL: services.settings.publicURL)
    }

    private func told(_ error: any Error, _ request: Request, _ context: Context) -> ErrorReport {
        services.note(error)
        switch error {
        case let error as HTTPError where error.status == .notFound:
            return ErrorReport(Self.missing(request, lines))
        case let error as HTTPError where error.status == .contentTooLarge:
            return ErrorReport(RouteError.tooLarge(limit: context.maxUploadSize))
        case is NIOTooManyBytesError:
            return ErrorReport(RouteError.tooLarge(limit: context.maxUploadSize))
        case let error as HTTPError where error.status.kind == .clientError:
            return ErrorReport(code: "platform.bad_request", status: error.status)
        case let error as any DomainError:
            if error.kind == .unavailable { log(error, request, context) }
            return ErrorReport(error)
        case StorageError.unstorable:
            // Text with U+0000: nobody types that.
            return ErrorReport(code: "platform.bad_request", status: .badRequest)
        default:
            log(error, request, context)
            guard let code = (error as? StorageError)?.text else {
                return ErrorReport(code: "platform.unexpected", status: .internalServerError)
            }
            return ErrorReport(code: code, status: .serviceUnavailable)
        }
    }

    private func log(_ error: any Error, _ request: Request, _ context: Context) {
        services.log.error(
            "\(error)",
            metadata: [
                "request": "\(context.requestNumber)", "method": "\(request.method)", "path": "\(Self.path(request, context))",
                "client": "\(context.client ?? "-")",
            ])
    }

    /// The path for the log; a part that its route calls `token` opens a door and is left out.
    private static func path(_ request: Request, _ context: Context) -> String {
        context.parameters.get("token") == nil ? request.uri.path : context.endpointPath ?? "…"
    }

    /// 404, or 405 when another method would do.
    private static func missing(_ request: Request, _ lines: [Routes.Line]) -> RouteError {
        let parts = request.uri.path.split(separator: "/")
        let methods = lines.filter { line in
            let pattern = line.path.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }.map(\.method)
        return methods.isEmpty || methods.contains(request.method.rawValue) ? .noSuchPage : .methodNotAllowed(methods.sorted())
    }

    private func response(to report: ErrorReport, _ request: Request, _ context: Context) -> Response {
        let wantsProblem = Self.wantsProblem(request)
        var rendered: Rendered
        if wantsProblem {
            let problem = report.problem(context.words, number: context.requestNumber)
            rendered = Rendered(status: report.status, mediaType: "application/problem+json", bytes: problem)
        } else {
            let html = report.page(context.words, number: context.requestNumber).html(
                context.words, services.site, address: context.address, actor: context.actor)
            rendered = Rendered(status: report.status, mediaType: "text/html; charset=utf-8", bytes: html.bytes)
        }
        var response = rendered.response()
        response.headers[.contentLanguage] = context.language.rawValue
        if report.status == .serviceUnavailable { response.headers[.retryAfter] = "30" }
        if let methods = report.details["methods"], report.status == .methodNotAllowed { response.headers[.allow] = methods }
        if request.method == .head { return response.createHeadResponse() }
        return response
    }

    private static func wantsProblem(_ request: Request) -> Bool {
        if request.uri.path.hasPrefix("/api/") { return true }
        guard let accepted = request.headers[.accept] else { return false }
        return accepted.contains("json") && !accepted.contains("text/html")
    }
}
