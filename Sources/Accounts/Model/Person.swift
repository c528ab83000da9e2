import Kernel
import Platform
import Units

/// Somebody with an account of their own, so that every act has a name (US-31).
///
/// What opens the account is not among these values, so that no page can show it.
package struct Person: Sendable, Hashable {
    package enum Status: String, Sendable, CaseIterable {
        case active, closed
    }

    package let id: ID<Person>
    /// Small letters, unique, given to nobody else after the account is closed: the audit names people by it.
    package let login: String
    package var name: String
    package var email: String?
    package var phone: String?
    /// Where the person works; nobody appraises it (PI-76).
    package var unit: ID<Unit>?
    package var language: Language
    package var status: Status
    package var hasPassword: Bool
    package var hasSecondFactor: Bool
    /// Belongs to the demonstration: whoever opens the page may sign in as this person.
    package var isDemo: Bool
    package var created: Timestamp
}

/// What somebody typed about a person; ``check(unit:)`` says what is wrong with it.
package struct PersonDraft: Sendable, Hashable {
    package var login: String
    package var name: String
    package var email: String
    package var phone: String
    /// The code or the name of the unit; empty for none.
    package var unit: String
    package var language: Language

    package init(login: String, name: String, email: String = "", phone: String = "", unit: String = "", language: Language = .vi) {
        self.login = login.lowercased()
        self.name = name.composedLine
        self.email = email
        self.phone = phone
        self.unit = unit
        self.language = language
    }

    func check(_ log: FaultLog) {
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "person", field: field)) }
        if !Self.isLogin(login) { fault("accounts.login_invalid", "login") }
        if Self.reserved.contains(login) { fault("accounts.login_reserved", "login") }
        if !name.isPlainLine(upTo: 100) { fault("accounts.name_invalid", "name") }
        if !email.isEmpty, !Self.isAddress(email) { fault("accounts.email_invalid", "email") }
        if !phone.isEmpty, phone.wholeMatch(of: /\+?[0-9][0-9 .()-]{5,24}/) == nil { fault("accounts.phone_invalid", "phone") }
    }

    /// The audit calls others than people by these.
    private static let reserved: Set = [Actor.operating.name, Actor.anonymous.name]

    /// 2 to 64 small letters, digits, dots, hyphens, underscores or one @, a letter first.
    private static func isLogin(_ text: String) -> Bool {
        (2...64).contains(text.utf8.count) && text.wholeMatch(of: /[a-z][a-z0-9._-]*(@[a-z0-9.-]+)?/) != nil
    }

    private static func isAddress(_ text: String) -> Bool {
        text.utf8.count <= 254 && text.wholeMatch(of: /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/) != nil
    }
}

extension Person {
    /// People are listed by their given names, which stand last, then by the others.
    static func sortKey(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard let given = words.last else { return "" }
        return VietnameseOrder.key("\(given) \(words.dropLast().joined(separator: " "))")
    }
}
