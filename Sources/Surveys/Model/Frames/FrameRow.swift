import Kernel
import Units

/// One entry of a list that is drawn from: who, where, and whom they judge.
package struct FrameRow: Hashable, Sendable {
    /// Code of the dossier, number in the list, login: one of a kind in the list.
    package var reference: String
    package var unit: ID<Units.Unit>
    package var stratum: String
    /// First-stage unit; empty: none.
    package var commune: String
    /// Second-stage unit; empty: none.
    package var village: String
    package var name: String
    package var address: String
    package var phone: String
    package var email: String

    package init(
        reference: String, unit: ID<Units.Unit>, stratum: String = "", commune: String = "", village: String = "", name: String = "",
        address: String = "", phone: String = "", email: String = ""
    ) {
        self.reference = reference
        self.unit = unit
        self.stratum = stratum
        self.commune = commune
        self.village = village
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
    }

    /// What the digest of a list is made of.
    var line: String {
        [reference, unit.rawValue, stratum, commune, village, name, address, phone, email].joined(separator: "\u{1F}") + "\n"
    }
}

/// A list as it stands, without its rows.
package struct FrameHead: Hashable, Sendable {
    package let digest: String
    package let rows: Int
    /// Empty: taken from the house itself.
    package let file: String
    package let taken: Timestamp
    package let login: String
}
