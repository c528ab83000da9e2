import HTTPTypes
import Hummingbird
import Kernel

/// What a form is answered with: the next page by redirection, or the same one with what was wrong.
package struct FormAnswer: Sendable {
    enum Content: Sendable {
        case go(Link)
        case page(Page)
        case file(FileAnswer)
        case saved(revision: Int)
    }

    var content: Content
    var cookies: [String]

    /// On to another page; `cookies` as `Set-Cookie` writes them.
    package static func go(_ link: Link, cookies: [String] = []) -> FormAnswer { FormAnswer(content: .go(link), cookies: cookies) }

    /// A page in place of the next one; its status should be 422 where the form was refused.
    package static func page(_ page: Page) -> FormAnswer { FormAnswer(content: .page(page), cookies: []) }

    package static func file(_ file: FileAnswer) -> FormAnswer { FormAnswer(content: .file(file), cookies: []) }

    /// Nothing to show: the page's script kept what is typed, and is told the number of what is there now.
    package static func saved(revision: Int) -> FormAnswer { FormAnswer(content: .saved(revision: revision), cookies: []) }

    /// What `verb` answers; where it refuses what was typed, the page `again` with the reason, what was typed kept.
    ///
    /// What cannot be mended by typing something else (no right, no such thing) is thrown on.
    package static func trying(
        _ verb: () async throws -> FormAnswer, again: (any DomainError) async throws -> Page
    ) async throws -> FormAnswer {
        do {
            return try await verb()
        } catch let error as any DomainError where [.invalid, .conflict, .excessive].contains(error.kind) {
            return .page(try await again(error))
        }
    }

    private static let draftRevision = HTTPField.Name("Draft-Revision") ?? .eTag

    func response(_ context: Context, _ site: Site) -> Response {
        var response =
            switch content {
            case .go(let link): Rendered.redirect(to: link)
            case .page(let page): Rendered(page, context, site).response()
            case .file(let file): Rendered(file).response()
            case .saved(let revision): Response(status: .noContent, headers: [Self.draftRevision: "\(revision)"])
            }
        for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }
}
