import Kernel
import Platform

/// Where somebody can be told something: a telephone that takes messages, or an address of e-mail.
///
/// Always in one way of writing, so that equal ones are equal texts.
package enum ContactAddress: Sendable, Hashable, CustomStringConvertible {
    /// As E.164 writes it, `+84901234567`.
    case phone(String)
    /// In small letters: nobody tells `Lan@` from `lan@` at the counter.
    case email(String)

    /// Reads what people type: `0901 234 567`, `84901234567`, `+84 (90) 123-4567`, `lan@example.vn`; nil for neither.
    ///
    /// A Vietnamese number is one of a mobile (03, 05, 07, 08, 09 and eight digits); others need their country's.
    package init?(_ typed: String) {
        if typed.contains("@") {
            let address = typed.lowercased()
            guard Mail.isAddress(address) else { return nil }
            self = .email(address)
            return
        }
        guard typed.utf8.count <= 40, typed.allSatisfy({ $0.isASCII && ($0.isNumber || "+ .-()".contains($0)) }) else { return nil }
        let digits = typed.filter(\.isNumber)
        let isInternational = typed.first == "+"
        if typed.dropFirst().contains("+") { return nil }
        if !isInternational, digits.hasPrefix("0"), let number = Self.mobile(digits.dropFirst()) {
            self = .phone(number)
        } else if digits.hasPrefix("84") {
            guard let number = Self.mobile(digits.dropFirst(2)) else { return nil }
            self = .phone(number)
        } else if isInternational, (8...15).contains(digits.count), !digits.hasPrefix("0") {
            self = .phone("+" + digits)
        } else {
            return nil
        }
    }

    /// The number of a Vietnamese mobile without its first 0.
    private static func mobile(_ digits: Substring) -> String? {
        guard digits.count == 9, let first = digits.first, "35789".contains(first) else { return nil }
        return "+84" + digits
    }

    /// As it is kept; reads back by ``init(_:)``.
    package var description: String {
        switch self {
        case .phone(let number): number
        case .email(let address): address
        }
    }

    /// As people write it: a Vietnamese number from its 0 on, in threes.
    package var shown: String {
        guard case .phone(let number) = self, number.hasPrefix("+84"), number.count == 12 else { return description }
        let digits = "0" + number.dropFirst(3)
        return "\(digits.prefix(4)) \(digits.dropFirst(4).prefix(3)) \(digits.suffix(3))"
    }

    /// Enough to know the own one again, too little for whoever looks over a shoulder: `+84 ••• ••4 567`, `l•••@example.vn`.
    package var masked: String {
        switch self {
        case .phone(let number): "••• ••• \(number.suffix(3))"
        case .email(let address):
            address.prefix(1) + "•••" + address.drop { $0 != "@" }
        }
    }
}
