import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The addresses of the house: each with who may use it, for there is no way to add one without saying so.
///
/// ```swift
/// routes.page("/rankings/:block/:period", .everyone, cache: .publicData(query: "sort", "q")) { context in
///     try await RankingsPages(services).ranking(context)
/// }
/// routes.form("/units/:unit/rename", .role(.administrator)) { form, context in … }
/// ```
/// A path part that begins with a colon is a parameter, read by ``Context/path(_:)``.
package struct Routes: Sendable {
    /// A line of the table that `cchc routes`, the tests of the house and OpenAPI read.
    package struct Line: Sendable, Hashable {
        package let method: String
        package let path: String
        package let access: Access
        package let room: String
        package let kind: Kind
        /// Query parameters that the route knows, where it says so.
        package let query: [String]
    }

    package enum Kind: String, Sendable, Hashable {
        case page, file, form, api, call
    }

    typealias Handler = @Sendable (Request, Context) async throws -> Response

    package private(set) var lines: [Line] = []
    private var handlers: [Handler] = []
    private var room = ""
    /// What rooms do by themselves while the program serves.
    private(set) var upkeep: [Upkeep] = []
    /// Who finds out who asks: one door for each kind of people.
    private var doors: [SignIn] = []
    private let services: Services
    let cache: PublicCache

    package init(_ services: Services) {
        self.services = services
        cache = PublicCache(data: services.publicData, limit: services.settings.cacheBytes)
    }

    /// Adds the routes of a room; the table says whose they are.
    package mutating func add(_ module: Module) {
        room = module.name
        if let door = module.signIn { doors = doors.filter { $0.kind != door.kind } + [door] }
        upkeep += module.upkeep
        module.addRoutes(&self, services)
    }

    /// A page of HTML.
    ///
    /// The frame, the status and delivery are the house's.
    package mutating func page(
        _ path: String, _ access: Access, cache policy: CachePolicy = .never, _ handle: @escaping @Sendable (Context) async throws -> Page
    ) {
        let site = services.site
        let render: Renderer = { _, context in
            let page = try await handle(context)
            return Rendered(page, context, site)
        }
        add(.get, path, access, .page, policy, render)
    }

    /// A page of HTML with the form that it sends to its own address.
    package mutating func page(
        _ path: String, _ access: Access, limit: Int? = nil, _ handle: @escaping @Sendable (Context) async throws -> Page,
        form take: @escaping @Sendable (Form, Context) async throws -> FormAnswer
    ) {
        page(path, access, handle)
        form(path, access, limit: limit, take)
    }

    /// A file to keep: CSV, JSON, XLSX, PDF.
    package mutating func file(
        _ path: String, _ access: Access, cache policy: CachePolicy = .never,
        _ handle: @escaping @Sendable (Context) async throws -> FileAnswer
    ) {
        let render: Renderer = { _, context in
            Rendered(try await handle(context))
        }
        add(.get, path, access, .file, policy, render)
    }

    /// What answers as it likes: files of the house, probes.
    package mutating func get(
        _ path: String, _ access: Access, _ handle: @escaping @Sendable (Request, Context) async throws -> some ResponseGenerator
    ) {
        append(.get, path, access, .call, []) { request, context in
            try access.check(context.actor)
            return try await handle(request, context).response(from: request, context: context)
        }
    }

    /// A script that works in the background of a page, under an address that stays, for browsers look there for a newer one; it
    /// reaches the house and nothing else.
    package mutating func worker(_ path: String, _ script: Assets.Script) {
        let bytes = services.site.assets.bytes(script)
        append(.get, path, .everyone, .call, []) { _, _ in
            var rendered = Rendered(status: .ok, mediaType: "text/javascript; charset=utf-8", bytes: bytes)
            rendered.policy = "default-src 'none'; connect-src 'self'"
            return rendered.response()
        }
    }

    /// Takes a form that a person sends: read whole, its files kept, its sender proven (``FormGuard``).
    ///
    /// `limit` in bytes of the whole body; without it the setting `request_limit` holds.
    package mutating func form(
        _ path: String, _ access: Access, limit: Int? = nil, _ handle: @escaping @Sendable (Form, Context) async throws -> FormAnswer
    ) {
        let site = services.site
        let body = FormBody(
            files: services.files, limit: min(limit ?? .max, services.settings.requestBytes), scanner: services.settings.scanner)
        append(.post, path, access, .form, []) { request, context in
            try request.refuseBody(over: body.limit)
            try access.check(context.actor)
            let form = try await body.read(request)
            try FormGuard.check(form[FormGuard.field], context.actor)
            return try await handle(form, context).response(context, site)
        }
    }

    /// A question that programs ask, answered in JSON.
    package mutating func api<Answer: Encodable & Sendable>(
        _ path: String, _ access: Access, _ handle: @escaping @Sendable (Context) async throws -> Answer
    ) {
        append(.get, path, access, .api, []) { _, context in
            try access.check(context.actor)
            return try Rendered.json(try await handle(context)).response()
        }
    }

    /// A change that programs make, sent and answered in JSON.
    package mutating func api<Body: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access,
        _ handle: @escaping @Sendable (Body, Context) async throws -> Answer
    ) {
        let limit = services.settings.requestBytes
        append(method, path, access, .api, []) { request, context in
            try request.refuseBody(over: limit)
            try access.check(context.actor)
            try FormGuard.check(request.headers[.formToken] ?? "", context.actor)
            let body = try await JSONBody.read(Body.self, request, limit: limit)
            return try Rendered.json(try await handle(body, context)).response()
        }
    }

    /// A file that programs send as the whole body; it is kept before `handle` is asked.
    package mutating func upload<Answer: Encodable & Sendable>(
        _ path: String, _ access: Access, limit: Int? = nil,
        _ handle: @escaping @Sendable (Form.File, Context) async throws -> Answer
    ) {
        let body = FormBody(
            files: services.files, limit: min(limit ?? .max, services.settings.requestBytes), scanner: services.settings.scanner)
        append(.post, path, access, .api, []) { request, context in
            try request.refuseBody(over: body.limit)
            try access.check(context.actor)
            try FormGuard.check(request.headers[.formToken] ?? "", context.actor)
            return try Rendered.json(try await handle(try await body.file(request, named: context.query["name"] ?? ""), context)).response()
        }
    }
}

extension Routes {
    private typealias Renderer = @Sendable (Request, Context) async throws -> Rendered

    private mutating func add(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ kind: Kind, _ policy: CachePolicy, _ render: @escaping Renderer
    ) {
        switch policy {
        case .never:
            append(method, path, access, kind, []) { request, context in
                try access.check(context.actor)
                return try await render(request, context).response()
            }
        case .publicData(let query):
            precondition(access == .everyone, "\(path): what is kept for all is open to all")
            let cache = cache
            let safety = SafetyFields(services.settings)
            append(method, path, access, kind, query) { request, context in
                var context = context
                context.query = context.query.filter { query.contains($0.key) }
                context.address = context.address.keeping(query)
                // Whoever has a session is shown as signed in; what is kept for everybody is made for nobody in particular.
                if kind == .page, context.actor.formToken != nil { return try await render(request, context).response() }
                context.actor = .anonymous
                let key = PublicCache.Key(address: context.address.text, language: context.language)
                if let kept = cache.find(key) { return kept.response(answering: request.head) }
                let version = cache.version
                let made = CachedAnswer(try await render(request, context), safety)
                return cache.keep(made, key, version: version).response(answering: request.head)
            }
        }
    }

    private mutating func append(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ kind: Kind, _ query: [String], _ handler: @escaping Handler
    ) {
        precondition(path.hasPrefix("/"), "a path begins with a slash")
        lines.append(Line(method: method.rawValue, path: path, access: access, room: room, kind: kind, query: query))
        handlers.append(handler)
    }

    /// Everything that was added, ready to answer: the whole way of a request through the house.
    package func responder() -> FrontDoor {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ErrorMiddleware(lines: lines, services: services))
        if !doors.isEmpty { router.add(middleware: IdentityMiddleware(doors: doors, services: services)) }
        for (line, handler) in zip(lines, handlers) {
            router.on(RouterPath(line.path), method: .init(rawValue: line.method) ?? .get) { request, context in
                try await handler(request, context)
            }
        }
        return FrontDoor(router: router.buildResponder(), cache: cache, services: services)
    }
}

/// Whether an answer may be kept and given to everybody who asks the same.
package enum CachePolicy: Sendable, Hashable {
    case never
    /// The answer depends on the address, the language and what is published, on nothing else. Of the query only the named
    /// parameters count; the rest is not even seen.
    case publicData(query: [String])

    package static func publicData(query: String...) -> CachePolicy { .publicData(query: query) }
    package static var publicData: CachePolicy { .publicData(query: []) }
}

extension Link {
    /// The address with only the named parameters of its query, in the order of their names, empty ones left out.
    func keeping(_ names: [String]) -> Link {
        let halves = text.split(separator: "?", maxSplits: 1)
        guard halves.count == 2, let bare = Link(path: String(halves[0])) else { return self }
        let items = halves[1].split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        return names.sorted().reduce(bare) { address, name in
            guard let item = items.first(where: { $0.count == 2 && $0[0] == name }), let value = String(item[1]).formDecoded else {
                return address
            }
            return address.setting(name, to: value)
        }
    }
}
