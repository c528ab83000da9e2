import ArgumentParser

/// The door of a room: all that the rest of the house may know of it.
package struct Module: Sendable {
    /// The one word that names the room's addresses, tables, texts, errors and commands.
    package var name: String
    /// The files the room embeds, by path; `Locales/*.yaml` are its words.
    package var files: [String: String]
    package var commands: [any ParsableCommand.Type]
    /// Entries of the main navigation, in order.
    package var navigation: [NavigationItem]
    /// How people sign in; one room of the house has it.
    package var signIn: SignIn?
    package var addRoutes: @Sendable (inout Routes, Services) -> Void

    package init(
        name: String, files: [String: String], commands: [any ParsableCommand.Type] = [], navigation: [NavigationItem] = [],
        signIn: SignIn? = nil, addRoutes: @escaping @Sendable (inout Routes, Services) -> Void = { _, _ in }
    ) {
        self.name = name
        self.files = files
        self.commands = commands
        self.navigation = navigation
        self.signIn = signIn
        self.addRoutes = addRoutes
    }
}

/// The floor's own words and pages: what belongs to no room.
package let platformModule = Module(name: "platform", files: Embedded.files, addRoutes: addPlatformRoutes)
