import Accounts
import Kernel

/// That a citizen acts for somebody else: a family member who let them, or a business in whose name they say to act.
package struct Delegation: Sendable, Hashable {
    /// For whom.
    package enum Party: Sendable, Hashable {
        case person(ID<Citizen>)
        /// By the sender's own statement; nobody has checked it.
        case business(taxCode: String, name: String)
    }

    package let id: ID<Delegation>
    package let sender: ID<Citizen>
    package let party: Party
    /// What the sender is to them: "con gái", "kế toán".
    package let role: String
    package let from: Timestamp
    /// The first moment at which it holds no more.
    package let until: Timestamp?
}

/// For whom something can be sent: one line of the choice in a form, with what fills the form in.
package struct Principal: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case own, person, business
    }

    package var kind: Kind
    /// Nil for the sender's own; kept with what was sent.
    package var delegation: ID<Delegation>?
    /// The sender, or the family member; nil for a business.
    package var citizen: ID<Citizen>?
    package var name: String
    package var taxCode: String?
    /// What the sender is to them.
    package var role: String?
    /// Nil for a business.
    package var profile: CitizenProfile?
}

/// What was typed of a business; ``check()`` says what is wrong with it.
package struct BusinessDraft: Sendable, Hashable {
    package var taxCode: String
    package var name: String
    package var role: String
    /// That they may act for it and answer for what they state.
    package var isStated: Bool

    package init(taxCode: String, name: String, role: String, isStated: Bool) {
        self.taxCode = taxCode.filter { $0 != " " }
        self.name = name.composedLine
        self.role = role.composedLine
        self.isStated = isStated
    }

    func check() throws(Faults) {
        let log = FaultLog()
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "business", field: field)) }
        if !Self.isTaxCode(taxCode) { fault("citizens.tax_code_invalid", "tax_code") }
        if !name.isPlainLine(upTo: 200) { fault("citizens.business_name_invalid", "name") }
        if !role.isPlainLine(upTo: 60) { fault("citizens.role_invalid", "role") }
        if !isStated { fault("citizens.statement_missing", "stated") }
        try log.check()
    }

    /// Ten digits of which the last is a sum over the others, with `-001` for a branch; or the twelve of a person's identity number, which households
    /// use since 2025.
    ///
    /// Source: TT 86/2024/TT-BTC Đ5, Đ7.
    static func isTaxCode(_ text: String) -> Bool {
        if text.wholeMatch(of: /[0-9]{12}/) != nil { return true }
        guard text.wholeMatch(of: /[0-9]{10}(-[0-9]{3})?/) != nil else { return false }
        let digits = text.prefix(10).compactMap(\.wholeNumberValue)
        let sum = zip(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3]).reduce(0) { $0 + $1.0 * $1.1 }
        return digits[9] == 10 - sum % 11
    }
}
