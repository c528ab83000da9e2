import ArgumentParser
import Kernel
import Office
import Platform
import Storage
import Units

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc accounts`.
struct AccountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: help("accounts.cli").abstract,
        subcommands: [
            CreateAdministratorCommand.self, ImportPeopleCommand.self, ListPeopleCommand.self, ResetCommand.self, TokenCommand.self,
        ])
}

/// `cchc accounts create-administrator`: the first way in; prints a link that is good once.
struct CreateAdministratorCommand: RoomCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-administrator", abstract: help("accounts.cli.create_administrator").abstract)

    @Option(help: help("accounts.cli.login")) var login: String
    @Option(help: help("accounts.cli.name")) var name: String
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let person = try await CreatePerson(services)(
            PersonDraft(login: login, name: name), with: [GrantDraft(.administrator)], by: .operating)
        desk.print(try await OfferLink(services)(to: person.login, by: .operating).told(desk.words, services.settings))
        try await services.audit.seal(services.database)
        await services.database.close()
    }
}

/// `cchc accounts import FILE`: people and their roles; prints the invitations as CSV, alone, for scripts.
struct ImportPeopleCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: help("accounts.cli.import").abstract)

    @Argument(help: help("accounts.cli.import.file")) var file: String
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ImportPages.limit)
        let services = try await desk.services(options)
        let outcome = try await ImportPeople(services)(input, by: .operating)
        desk.write(outcome.invitations.csv(services.settings))
        try await services.audit.seal(services.database)
        await services.database.close()
    }
}

/// `cchc accounts list`: who there is, and what they may.
struct ListPeopleCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: help("accounts.cli.list").abstract)

    @Option(help: help("accounts.cli.search")) var search = ""
    @Flag(help: help("accounts.cli.closed")) var closed = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        var filter = PersonFilter()
        filter.text = search
        if closed { filter.status = .closed }
        var page = 1
        while true {
            let found = try await FindPeople(services)(filter, page: page, by: .operating)
            for line in found.lines {
                let roles = line.grants.map { grant in grant.role.rawValue + (grant.field.map { ":\($0)" } ?? "") }.sorted()
                desk.print(
                    [line.person.login, line.person.name, line.unit?.code ?? "", roles.joined(separator: ",")].joined(separator: "\t"))
            }
            if page * FindPeople.pageSize >= found.count { break }
            page += 1
        }
        await services.database.close()
    }
}

/// `cchc accounts reset`: takes the password away and prints a link by which another is chosen.
struct ResetCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "reset", abstract: help("accounts.cli.reset").abstract)

    @Option(help: help("accounts.cli.login")) var login: String
    @Flag(help: help("accounts.cli.second_factor")) var secondFactor = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let offer = try await OfferLink(services)(to: login, takesSecondFactor: secondFactor, by: .operating)
        desk.print(offer.told(desk.words, services.settings))
        try await services.audit.seal(services.database)
        await services.database.close()
    }
}

/// `cchc accounts token`: a token for a program that acts for a person; prints its word alone, for scripts.
struct TokenCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "token", abstract: help("accounts.cli.token").abstract)

    @Option(help: help("accounts.cli.login")) var login: String
    @Option(help: help("accounts.cli.token_name")) var name: String
    @Option(help: help("accounts.cli.scope")) var scope = "read"
    @Option(help: help("accounts.cli.days")) var days = "30"
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let made = try await MakeToken(services)(.init(name: name, scope: scope, days: days), for: login, by: .operating)
        desk.print(made.secret.text)
        try await services.audit.seal(services.database)
        await services.database.close()
    }
}

extension OfferLink.Offer {
    /// The link, and until when it is good.
    fileprivate func told(_ words: Words, _ settings: Settings) -> String {
        words("accounts.cli.link", ["link": address(settings), "expires": words.numbers.moment(expires)])
    }
}
