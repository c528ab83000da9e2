import Kernel

/// One page as a room hands it over: its words, its way up and its content.
///
/// The house puts it into its frame.
///
/// A page reads from the top: where one is, what it is about, one sentence that could be printed, then the content.
package struct Page: Sendable {
    package var title: String
    /// A short line above the title: the decision, the period, the block.
    package var kicker: String?
    /// The sentence below the title.
    package var lead: String?
    /// The way up, from the widest; the page itself is not in it.
    package var crumbs: [Crumb]
    package var content: HTML
    /// The word of the room whose entry in the main navigation is marked as current.
    package var room: String?
    package var status: Int
    /// False for pages that search engines shall leave alone: errors, searches.
    package var isIndexed: Bool
    /// What makes the page handier where scripts run.
    package var scripts: [Assets.Script] = []
    /// Whether it shows files of the house inside itself.
    package var framesFiles = false
    /// Whether it fills a screen that hangs on a wall or stands in a hall, without the way to other pages.
    package var isScreen = false
    /// Whether nothing on it leads anywhere else: it is all that a device in a hall shows.
    package var isSealed = false
    /// After how many seconds a browser asks for it again by itself, with scripts or without; nil: never.
    package var refreshSeconds: Int?

    package init(
        _ title: String, kicker: String? = nil, lead: String? = nil, crumbs: [Crumb] = [], room: String? = nil, status: Int = 200,
        isIndexed: Bool = true, content: HTML
    ) {
        self.title = title
        self.kicker = kicker
        self.lead = lead
        self.crumbs = crumbs
        self.content = content
        self.room = room
        self.status = status
        self.isIndexed = isIndexed
    }
}

/// A page above the present one.
package struct Crumb: Sendable, Hashable {
    package var text: String
    package var link: Link

    package init(_ text: String, _ link: Link) {
        self.text = text
        self.link = link
    }
}

/// What all pages share: the frame's navigation, its files and the program's version.
package struct Site: Sendable {
    package var assets: Assets
    package var navigation: [NavigationItem]
    package var version: String
    /// The address under which the public reaches the house, when it is known; see ``Settings/publicURL``.
    package var publicURL: String?
    /// Where people sign in, citizens first.
    package var doors: [SignIn]
    /// What rooms add to the page of a unit, in their order.
    package var unitSections: [UnitSection]
    /// What rooms keep of a citizen, in their order.
    package var citizenSections: [CitizenSection]
    /// What rooms add to the first page, in their order.
    package var frontSections: [FrontSection]
    /// What rooms add to pages of rooms below them, in their order.
    package var pageSections: [PageSection] = []
    /// Who hears what rooms tell.
    package var listeners: [Listener] = []
    /// Whether anything can be stored just now.
    package let outage = Outage()

    package init(
        assets: Assets = Assets(), navigation: [NavigationItem], version: String, publicURL: String? = nil, doors: [SignIn] = [],
        unitSections: [UnitSection] = [], citizenSections: [CitizenSection] = [], frontSections: [FrontSection] = []
    ) {
        self.assets = assets
        self.navigation = navigation
        self.version = version
        self.publicURL = publicURL
        self.doors = doors
        self.unitSections = unitSections
        self.citizenSections = citizenSections
        self.frontSections = frontSections
    }

    /// Where people of a kind sign in; nil in a house without them.
    func door(_ kind: Actor.Kind) -> SignIn? { doors.first { $0.kind == kind } }

    /// The permanent address of a page.
    func permanent(_ address: Link) -> Link? { publicURL.flatMap { Link(external: $0 + address.text) } }
}

/// An entry of the main navigation.
///
/// `text` is a key; `room` tells which pages it is current for.
package struct NavigationItem: Sendable, Hashable {
    package var room: String
    package var text: String
    package var link: Link
    /// To whom it is shown.
    package var audience: Access

    package init(room: String, text: String, link: Link, audience: Access = .everyone) {
        self.room = room
        self.text = text
        self.link = link
        self.audience = audience
    }
}

extension Page {
    /// The whole document.
    ///
    /// `address` is the page's own, by which the other language is offered; `actor` is who reads it.
    package func html(_ words: Words, _ site: Site, address: Link, actor: Actor = .anonymous) -> HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) – \(words("platform.name"))</title>
        \(if: !isIndexed, "<meta name=\"robots\" content=\"noindex\">\n")\
        \(refreshSeconds.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">\n" as HTML })\
        \(site.permanent(address).map { "<link rel=\"canonical\" href=\"\($0)\">\n" as HTML })\
        <link rel="stylesheet" href="\(site.assets.style)">
        <link rel="icon" type="image/svg+xml" href="\(site.assets.icon)">
        \(each: scripts, { "<script src=\"\(site.assets.link($0))\" defer></script>\n" })\
        </head>
        <body\(attribute: "class", isSealed ? "sealed" : isScreen ? "screen" : nil)>
        \(if: !isSealed, "<a class=\"skip\" href=\"#main\">\(words("platform.skip"))</a>\n")\
        \(if: !isSealed, isScreen ? Self.onlyLanguages(words, address) : banner(words, site, address, actor))
        <main id="main" class="wrap" tabindex="-1">
        \(if: site.outage.isReadOnly && status < 500, Self.readOnly(words))\
        \(way(words))\
        <header class="page">
        \(kicker.map { "<p class=\"kicker\">\($0)</p>\n" as HTML })\
        <h1>\(title)</h1>
        \(lead.map { "<p class=\"lead\">\($0)</p>\n" as HTML })\
        </header>
        \(content)
        </main>
        \(if: !isScreen && !isSealed, colophon(words, site))
        </body>
        </html>

        """
    }

    /// What every page says while nothing can be stored; a page of an error tells it by itself.
    private static func readOnly(_ words: Words) -> HTML {
        .notice(.warning, words("platform.read_only.title"), "<p>\(words("platform.read_only.text"))</p>\n")
    }

    private func banner(_ words: Words, _ site: Site, _ address: Link, _ actor: Actor) -> HTML {
        """
        <header class="top"><div class="wrap">
        <a class="mark" href="\("/" as Link)"><svg class="seal" viewBox="0 0 32 32" aria-hidden="true">\
        <rect width="32" height="32" rx="6"/><path d="M8 23v-5M14 23V14M20 23v-7M26 23V9"/></svg>\
        <span>\(words("platform.name"))<small>\(words("platform.tagline"))</small></span></a>
        <nav class="main" aria-label="\(words("platform.navigation.main"))"><ul>\
        \(each: site.navigation.filter { $0.audience.admits(actor) }, { item in
            """
            <li><a href="\(item.link)"\(attribute: "aria-current", item.room == room ? "true" : nil)>\(words(item.text))</a></li>
            """
        })\
        </ul></nav>
        <ul class="tools">\(Self.languages(words, address))\(Self.person(actor, site.doors, words))</ul>
        </div></header>
        """
    }

    private static func onlyLanguages(_ words: Words, _ address: Link) -> HTML {
        """
        <header class="top"><div class="wrap"><ul class="tools">\(languages(words, address))</ul></div></header>
        """
    }

    /// The page in each other language.
    private static func languages(_ words: Words, _ address: Link) -> HTML {
        """
        \(each: Language.allCases.filter { $0 != words.language }, { other in
            """
            <li><a href="\(address.setting("lang", to: other.rawValue))" lang="\(other.rawValue)" hreflang="\(other.rawValue)" \
            rel="alternate">\(words.texts.text("platform.language.\(other.rawValue)", other))</a></li>
            """
        })
        """
    }

    /// The ways in, or who is in and the way out.
    private static func person(_ actor: Actor, _ doors: [SignIn], _ words: Words) -> HTML {
        guard let own = doors.first(where: { $0.kind == actor.kind }) else {
            return """
                \(each: doors, { door in
                    """
                    <li><a href="\(door.page)">\(words(door.kind == .citizen ? "platform.sign_in.citizen" : "platform.sign_in.person"))</a></li>
                    """
                })
                """
        }
        return """
            <li><a href="\(own.account)">\(actor.title)</a></li>
            <li><form method="post" action="\(own.signOut)"><input type="hidden" name="form_token" value="\(actor.formToken ?? "")">\
            <button class="plain">\(words("platform.sign_out"))</button></form></li>
            """
    }

    private func way(_ words: Words) -> HTML {
        guard !crumbs.isEmpty else { return HTML() }
        return """
            <nav class="crumbs" aria-label="\(words("platform.navigation.crumbs"))"><ol>\
            \(each: crumbs, { crumb in "<li><a href=\"\(crumb.link)\">\(crumb.text)</a></li>" })</ol></nav>

            """
    }

    private func colophon(_ words: Words, _ site: Site) -> HTML {
        """
        <footer class="foot"><div class="wrap">
        <p>\(words("platform.footer.source"))</p>
        <p>\(words("platform.footer.licence"))</p>
        <p>\(words("platform.footer.version", ["version": site.version]))</p>
        </div></footer>
        """
    }
}
