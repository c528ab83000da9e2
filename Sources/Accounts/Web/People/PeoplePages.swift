import Kernel
import Platform
import Units

/// The list of people, for administrators.
struct PeoplePages: Sendable {
    let services: Services

    /// The page `/accounts/people`, with `q`, `role`, `status` and `page` of the query.
    func list(_ context: Context) async throws -> Page {
        let words = context.words
        var filter = PersonFilter()
        filter.text = context.query["q"] ?? ""
        filter.role = Role.all.first { $0.rawValue == context.query["role"] }
        filter.status = context.query["status"].flatMap(Person.Status.init(rawValue:)) ?? .active
        let page = min(max(1, context.query["page"].flatMap { Int($0) } ?? 1), 10_000)
        let found = try await FindPeople(services)(filter, page: page, by: context.actor)
        let pages = max(1, (found.count + FindPeople.pageSize - 1) / FindPeople.pageSize)
        return Page(
            words("accounts.people"), lead: words("accounts.people.lead"), room: "accounts", isIndexed: false,
            content: """
                \(context.notice)
                <p><a class="button" href="\("/accounts/new" as Link)">\(words("accounts.person.new"))</a> \
                <a href="\("/accounts/import" as Link)">\(words("accounts.import"))</a></p>
                \(.form(.get, to: "/accounts/people", fields(filter, words), submit: words("accounts.people.filter"), isBar: true))
                <p>\(words("accounts.people.count", ["count": words.numbers.count(found.count)]))</p>
                \(.table(
                    id: "people", caption: words("accounts.people.caption"), isCaptionHidden: true, columns: columns(words),
                    rows: found.lines, empty: words("accounts.people.none")))
                \(.pagination(page: min(page, pages), of: pages, address: context.address, words))
                """)
    }

    private func fields(_ filter: PersonFilter, _ words: Words) -> [Field] {
        [
            Field("q", words("accounts.people.search"), .search(filter.text)),
            Field(
                "role", words("accounts.role"),
                .select(
                    [Choice("", words("accounts.people.all_roles"))] + Role.all.map { Choice($0.rawValue, words($0.text)) },
                    chosen: filter.role?.rawValue ?? "")),
            Field(
                "status", words("accounts.status"),
                .select(
                    Person.Status.allCases.map { Choice($0.rawValue, words("accounts.status.\($0.rawValue)")) },
                    chosen: filter.status.rawValue)),
        ]
    }

    private func columns(_ words: Words) -> [Column<FindPeople.Listing.Line>] {
        [
            Column(words("accounts.name"), .head) { line in
                "<a href=\"\(line.person.page)\">\(line.person.name)</a><span class=\"why\">\(line.person.login)</span>"
            },
            Column(words("accounts.people.column")) { line in
                let roles = Set(line.grants.map(\.role))
                return """
                    \(Role.all.filter(roles.contains).map { words($0.text) }.joined(separator: ", "))\
                    <span class="why">\(line.unit.map { words($0.name) } ?? "")</span>
                    """
            },
            Column(words("accounts.way_in"), .aside) { "\(words($0.person.wayIn))" },
        ]
    }
}

extension Person {
    /// The person's page for administrators.
    var page: Link { "/accounts/people/\(login)" }

    /// The key that says how the person can sign in at present.
    var wayIn: String {
        switch (status, hasPassword, hasSecondFactor) {
        case (.closed, _, _): "accounts.way_in.closed"
        case (.active, false, _): "accounts.way_in.none"
        case (.active, true, false): "accounts.way_in.password"
        case (.active, true, true): "accounts.way_in.two"
        }
    }
}
