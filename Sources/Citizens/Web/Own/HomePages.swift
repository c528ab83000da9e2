import Kernel
import Platform

/// A citizen's own page: what is new, what all rooms have of theirs, and the ways to everything of the account.
struct HomePages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let actor = context.actor
        let citizen = try await ChangeProfile(services).present(by: actor)
        let unread = try await ReadMessages(services).unread(by: actor)
        var sections: [HTML] = []
        for section in services.site.citizenSections { sections.append(try await section.content(actor.citizen ?? "", context, services)) }
        return Page(
            words("citizens.home"), lead: words("citizens.home.lead", ["name": actor.title]), room: "citizens", isIndexed: false,
            content: """
                \(context.notice)
                \(if: citizen.profile.name.isEmpty, .notice(
                    .information, words("citizens.home.nameless"),
                    "<p><a href=\"\("/citizens/profile" as Link)\">\(words("citizens.profile.fill"))</a></p>"))
                \(if: unread > 0, news(unread, words))
                \(each: sections, { $0 })
                \(.section(words("citizens.account"), ways(words)))
                """)
    }

    private func news(_ unread: Int, _ words: Words) -> HTML {
        .notice(
            .information, words("citizens.messages.unread", ["count": words.numbers.count(unread)]),
            "<p><a href=\"\("/citizens/messages" as Link)\">\(words("citizens.messages.open"))</a></p>")
    }

    private func ways(_ words: Words) -> HTML {
        let ways: [(Link, String)] = [
            ("/citizens/messages", "citizens.messages"), ("/citizens/profile", "citizens.profile"),
            ("/citizens/delegations", "citizens.delegations"), ("/citizens/security", "citizens.security"),
            ("/citizens/data", "citizens.data"),
        ]
        return """
            <ul class="ways">\(each: ways, { link, key in
                "<li><p><a href=\"\(link)\">\(words(key))</a><span class=\"why\">\(words("\(key).why"))</span></p></li>"
            })</ul>
            """
    }
}

/// The messages that the house left for a citizen.
struct MessagePages: Sendable {
    private static let size = 20

    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let page = min(max(Int(context.query["page"] ?? "") ?? 1, 1), 10_000)
        let (messages, counts) = try await ReadMessages(services).list(page: page, size: Self.size, by: context.actor)
        let lead =
            counts.all == 0
            ? words("citizens.messages.none") : words("citizens.messages.unread", ["count": words.numbers.count(counts.unread)])
        return Page(
            words("citizens.messages"), lead: lead, crumbs: [.home(words)], isIndexed: false,
            content: """
                \(context.notice)
                \(each: messages, { self.message($0, context) })
                \(if: counts.unread > 0, .form(
                    .post, to: "/citizens/messages", [], submit: words("citizens.messages.read_all"), by: context.actor))
                \(.pagination(
                    page: page, of: (counts.all + Self.size - 1) / Self.size, address: "/citizens/messages", words))
                """)
    }

    private func message(_ message: InboxMessage, _ context: Context) -> HTML {
        let words = context.words
        return """
            <section>
            <h2>\(message.title)\(if: message.read == nil, " \(.tag(words("citizens.message.new")))")</h2>
            <p class="small">\(words.numbers.moment(message.created))</p>
            \(each: message.text.split(separator: "\n"), { "<p>\(String($0))</p>" })
            <form method="post" action="\("/citizens/messages" as Link)">\(.token(context.actor))\
            <input type="hidden" name="message" value="\(message.id.rawValue)">\
            <button class="second">\(words("citizens.message.open"))<span class="quiet"> \(message.title)</span></button></form>
            </section>

            """
    }

    /// Goes where the message leads, and notes that it was read; without one, all are.
    func read(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let link = try await ReadMessages(services)(form.optional("message"), by: context.actor)
        return .go(link ?? "/citizens/messages?done=read")
    }
}
