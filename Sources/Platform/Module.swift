import ArgumentParser
import Storage

/// The door of a room: all that the rest of the house may know of it.
package struct Module: Sendable {
    /// The one word that names the room's addresses, tables, texts, errors and commands.
    package var name: String
    /// The files the room embeds, by path; `Locales/*.yaml` are its words.
    package var files: [String: String]
    package var commands: [any ParsableCommand.Type]
    /// Entries of the main navigation, in order.
    package var navigation: [NavigationItem]
    /// How people of one kind sign in; one room of the house has it for each kind.
    package var signIn: SignIn?
    /// What the room adds to the page of a unit.
    package var unitSection: UnitSection?
    /// What the room keeps of a citizen.
    package var citizenSection: CitizenSection?
    /// What the room does by itself while the program serves.
    package var upkeep: [Upkeep]
    /// What the room adds to the top of the first page.
    package var frontSection: FrontSection?
    /// What the room adds to pages of rooms below it.
    package var pageSections: [PageSection] = []
    /// What the room hears of rooms below it.
    package var listeners: [Listener] = []
    package var addRoutes: @Sendable (inout Routes, Services) -> Void

    package init(
        name: String, files: [String: String], commands: [any ParsableCommand.Type] = [], navigation: [NavigationItem] = [],
        signIn: SignIn? = nil, unitSection: UnitSection? = nil, citizenSection: CitizenSection? = nil, frontSection: FrontSection? = nil,
        upkeep: [Upkeep] = [], pageSections: [PageSection] = [], listeners: [Listener] = [],
        addRoutes: @escaping @Sendable (inout Routes, Services) -> Void = { _, _ in }
    ) {
        self.name = name
        self.files = files
        self.commands = commands
        self.navigation = navigation
        self.signIn = signIn
        self.unitSection = unitSection
        self.citizenSection = citizenSection
        self.upkeep = upkeep
        self.frontSection = frontSection
        self.pageSections = pageSections
        self.listeners = listeners
        self.addRoutes = addRoutes
    }
}

/// What a room shows on the page of a unit, which lies below it: the unit's results, its people.
package struct UnitSection: Sendable {
    /// Given the id of the unit; no markup where there is nothing to show.
    package var content: @Sendable (_ unit: String, Context, Services) async throws -> HTML

    package init(_ content: @escaping @Sendable (_ unit: String, Context, Services) async throws -> HTML) { self.content = content }
}

/// What a room below has to do with a citizen, by the id of the account: their dossiers, their petitions.
package struct CitizenSection: Sendable {
    /// What stands on the citizen's own page; no markup where there is nothing to show.
    package var content: @Sendable (_ citizen: String, Context, Services) async throws -> HTML
    /// What the room adds to the data that citizens take with them, under names of its own.
    package var export: @Sendable (_ citizen: String, any Connection) throws -> [String: AuditValue]
    /// Erases what no law keeps, in the transaction that closes the account.
    package var erase: @Sendable (_ citizen: String, any Connection) throws -> Void

    package init(
        _ content: @escaping @Sendable (_ citizen: String, Context, Services) async throws -> HTML,
        export: @escaping @Sendable (_ citizen: String, any Connection) throws -> [String: AuditValue] = { _, _ in [:] },
        erase: @escaping @Sendable (_ citizen: String, any Connection) throws -> Void = { _, _ in }
    ) {
        self.content = content
        self.export = export
        self.erase = erase
    }
}

/// What a room shows on the first page to everybody: a way in.
package struct FrontSection: Sendable {
    /// No markup where there is nothing to show.
    package var content: @Sendable (Words, Services) async throws -> HTML

    package init(_ content: @escaping @Sendable (Words, Services) async throws -> HTML) { self.content = content }
}

/// The floor's own words and pages: what belongs to no room.
package let platformModule = Module(
    name: "platform", files: Embedded.files, commands: [AuditCommand.self, FilesCommand.self], addRoutes: addPlatformRoutes)
