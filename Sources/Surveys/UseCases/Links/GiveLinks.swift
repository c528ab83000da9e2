import Citizens
import Kernel
import Platform
import Storage

/// Gives drawn people their links: for letters to be printed, or by e-mail and short message through the outbox (SV-51).
///
/// A link is told once; a new one of the same way voids the older. Only those of whom something is still wanted get one.
package struct GiveLinks: Sendable {
    /// How many letters are printed at once: a PDF of more is too large to be looked at.
    package static let mostLetters = 300

    /// A person with the link that was just made.
    package struct Letter: Sendable, Hashable {
        package let person: DrawnPerson
        package let token: LinkToken
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// Letters as they are printed, with the public address that each begins with: without one nobody could open what a letter says, so
    /// no link is made and none is voided.
    package func printed(for numbers: ClosedRange<Int>, group code: String, campaign number: String, by actor: Actor) async throws
        -> (letters: [Letter], address: String)
    {
        guard let address = bureau.services.settings.publicURL else { throw SurveysError.noPublicAddress }
        return (try await letters(for: numbers, group: code, campaign: number, by: actor), address)
    }

    /// Links for the people with numbers in a range, in the order of their numbers.
    package func letters(for numbers: ClosedRange<Int>, group code: String, campaign number: String, by actor: Actor) async throws
        -> [Letter]
    {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let group = try desk.group(code, of: campaign)
            let people = try desk.wanted(group, campaign).filter { numbers.contains($0.number) }
            if people.isEmpty { throw SurveysError.nobodyToInvite }
            guard people.count <= Self.mostLetters else {
                throw Faults([Fault("surveys.letters_too_many", at: Place(field: "to"), ["limit": "\(Self.mostLetters)"])])
            }
            let letters = try people.map { Letter(person: $0, token: try desk.link(for: $0, by: .letter)) }
            try desk.move(campaign, by: .linked, after: ["way": .text(LinkWay.letter.rawValue), "count": .whole(Int64(letters.count))])
            return letters
        }
    }

    /// Invites everybody who has an address of that kind; tells how many.
    @discardableResult
    package func invite(_ code: String, by way: LinkWay, campaign number: String, by actor: Actor) async throws -> Int {
        let settings = bureau.services.settings
        let canSend = way == .email ? settings.smtp != nil : way == .sms && settings.sms != nil
        guard canSend, settings.publicURL != nil else { throw SurveysError.cannotInvite }
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let group = try desk.group(code, of: campaign)
            let instrument = try desk.instrument(group.instrument)
            let people = try desk.wanted(group, campaign).compactMap { person in
                ContactAddress(way == .email ? person.email : person.phone).map { (person, $0) }
            }
            if people.isEmpty { throw SurveysError.nobodyToInvite }
            let messages = CitizenMessages(desk.services)
            let plan = campaign.plan
            for (person, address) in people {
                let token = try desk.link(for: person, by: way)
                let message = CitizenMessage(
                    "surveys.invitation", link: SurveysLink.respond(token.text), reference: "surveys/\(person.id)/\(token.digest)"
                ) { words in
                    ["title": words(instrument.title), "closes": words.numbers.date(plan.closes), "campaign": plan.title]
                }
                try messages.send(message, toAddress: address, instrument.content.languages.first ?? .vi, in: desk.db)
            }
            try desk.move(campaign, by: .linked, after: ["way": .text(way.rawValue), "count": .whole(Int64(people.count))])
            return people.count
        }
    }
}

extension SurveysBureau.Desk {
    /// Drawn people of whom an answer is still wanted.
    fileprivate func wanted(_ group: RespondentGroup, _ campaign: Campaign) throws -> [DrawnPerson] {
        try require(.linked, campaign)
        let open = try AskingStore.open(of: campaign.number, group.code, db)
        return try PersonStore.asked(of: campaign.number, group.code, db).filter { open.contains($0.id) }
    }

    fileprivate func link(for person: DrawnPerson, by way: LinkWay) throws -> LinkToken {
        let token = LinkToken.new(try AskingStore.key(db))
        try AskingStore.give(token, to: person.id, by: way, on: today, db)
        return token
    }
}
