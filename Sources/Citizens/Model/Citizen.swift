import Accounts
import Kernel
import Platform

/// Somebody from outside the administration with an account of their own: proven to hold a telephone or an address, and no more.
package struct Citizen: Sendable, Hashable {
    package let id: ID<Citizen>
    /// As ``ContactAddress`` writes it, proven by a code; at least one of both is there.
    package var phone: String?
    package var email: String?
    package var profile: CitizenProfile
    package var language: Language
    /// Whether messages go to the telephone and to the address as well as to the page.
    package var tellsBySMS: Bool
    package var tellsByEmail: Bool
    package var hasPassword: Bool
    /// Belongs to the demonstration: whoever opens the page may sign in as this citizen.
    package var isDemo: Bool
    package let created: Timestamp
}

/// What a citizen says of themselves, once for all forms (OL-10); nobody has checked it.
///
/// Source: TT 32/2017 Đ4.2a, Đ11.2c.
package struct CitizenProfile: Sendable, Hashable {
    /// Empty until given.
    package var name: String
    package var birth: CalendarDate?
    /// 12 digits (căn cước), or 9 on an old card.
    package var identityNumber: String?
    /// The code of a unit of the lowest level.
    package var commune: String?
    /// House, street, hamlet.
    package var address: String?

    package init(
        name: String = "", birth: CalendarDate? = nil, identityNumber: String? = nil, commune: String? = nil, address: String? = nil
    ) {
        self.name = name
        self.birth = birth
        self.identityNumber = identityNumber
        self.commune = commune
        self.address = address
    }
}

extension Citizen {
    /// How pages call the citizen.
    package var title: String { profile.name.isEmpty ? contacts.first?.masked ?? "" : profile.name }

    /// The telephone first.
    package var contacts: [ContactAddress] { [phone.map(ContactAddress.phone), email.map(ContactAddress.email)].compactMap { $0 } }

    /// The citizen as an actor: no roles, the own things.
    func actor(formToken: String? = nil) -> Actor {
        Actor(.citizen, name: subject, title: title, citizen: id.rawValue, formToken: formToken)
    }

    /// How the audit names the account: by nothing that must be erased with it.
    var subject: String { Self.subject(id) }

    static func subject(_ id: ID<Citizen>) -> String { "citizens/\(id)" }
}

/// What somebody typed about themselves; `profile(_:)` says what is wrong with it.
package struct ProfileDraft: Sendable, Hashable {
    package var name: String
    package var birth: String
    package var identityNumber: String
    /// The code or the name of a commune.
    package var commune: String
    package var address: String
    package var language: Language
    package var tellsBySMS: Bool
    package var tellsByEmail: Bool

    package init(
        name: String, birth: String = "", identityNumber: String = "", commune: String = "", address: String = "", language: Language = .vi,
        tellsBySMS: Bool = true, tellsByEmail: Bool = true
    ) {
        self.name = name.composedLine
        self.birth = birth
        self.identityNumber = identityNumber.filter { $0 != " " }
        self.commune = commune.composedLine
        self.address = address.composedLine
        self.language = language
        self.tellsBySMS = tellsBySMS
        self.tellsByEmail = tellsByEmail
    }

    /// The values; `commune` is the unit's code where there is one, and only what the citizen typed is looked at.
    func profile(commune code: String?, today: CalendarDate) throws(Faults) -> CitizenProfile {
        let log = FaultLog()
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "profile", field: field)) }
        if !name.isPlainLine(upTo: 100) { fault("citizens.name_invalid", "name") }
        let date = Self.day(birth)
        if !birth.isEmpty, date.map({ $0 > today }) ?? true { fault("citizens.birth_invalid", "birth") }
        let isNumber = identityNumber.allSatisfy { $0.isASCII && $0.isNumber } && [9, 12].contains(identityNumber.count)
        if !identityNumber.isEmpty, !isNumber { fault("citizens.identity_number_invalid", "identity_number") }
        if !commune.isEmpty, code == nil { fault("citizens.commune_unknown", "commune") }
        if !address.isEmpty, !address.isPlainLine(upTo: 200) { fault("citizens.address_invalid", "address") }
        try log.check()
        return CitizenProfile(
            name: name, birth: date, identityNumber: identityNumber.isEmpty ? nil : identityNumber, commune: code,
            address: address.isEmpty ? nil : address)
    }

    /// `2001-03-05` as browsers send it, or `5/3/2001` as people write it.
    private static func day(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text) { return date }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
