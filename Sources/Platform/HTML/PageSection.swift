/// What a room adds to a page of a room below it.
package struct PageSection: Sendable {
    /// Whose page it is, and what names the thing that the page is about.
    package enum Place: Sendable, Hashable {
        /// A procedure, by its code; the page is kept for everybody, so nothing of the reader may stand there.
        case procedure
        /// A dossier, by its code; whoever reads the page may see the dossier.
        case dossier
    }

    package var place: Place
    /// No markup where there is nothing to show.
    package var content: @Sendable (_ name: String, Context, Services) async throws -> HTML

    package init(_ place: Place, _ content: @escaping @Sendable (_ name: String, Context, Services) async throws -> HTML) {
        self.place = place
        self.content = content
    }
}

extension Services {
    /// What all rooms add to a page, in their order.
    package func sections(_ place: PageSection.Place, _ name: String, _ context: Context) async throws -> HTML {
        var all = HTML()
        for section in site.pageSections where section.place == place { all += try await section.content(name, context, self) }
        return all
    }
}
