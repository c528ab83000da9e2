import HTTPTypes
import Hummingbird
import Kernel

/// In which language a request shall be answered: `?lang=` (which a cookie then keeps), the cookie, `Accept-Language`, the
/// house's own.
///
/// Looks at bytes only: it stands before everything else.
enum ReaderLanguage {
    static let cookie = "lang"

    static func of(_ head: HTTPRequest, standard: Language) -> Language {
        if let path = head.path, let asked = asked(in: path) { return asked }
        let fields = head.headerFields
        if fields.contains(.cookie), let kept = kept(in: fields) { return kept }
        if let accepted = fields[.acceptLanguage] { return best(accepted) ?? standard }
        return standard
    }

    /// `lang` of the query, when it names a language the house speaks.
    static func asked(in path: String) -> Language? {
        guard let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        for item in path[path.utf8.index(after: mark)...].split(separator: "&") where item.hasPrefix("lang=") {
            if let language = Language(rawValue: String(item.dropFirst(5))) { return language }
        }
        return nil
    }

    private static func kept(in fields: HTTPFields) -> Language? {
        for line in fields[values: .cookie] {
            for pair in line.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                if pair.hasPrefix("lang="), let language = Language(rawValue: String(pair.dropFirst(5))) { return language }
            }
        }
        return nil
    }

    /// The language of the house that the reader likes best; the first of equals; weights as RFC 9110 writes them.
    static func best(_ accepted: String) -> Language? {
        var best: (language: Language, weight: Int)?
        for range in accepted.split(separator: ",") {
            let parts = range.split(separator: ";")
            guard let name = parts.first?.drop(while: { $0 == " " }).prefix(while: { $0 != "-" && $0 != " " }).lowercased(),
                let language = Language(rawValue: name)
            else { continue }
            let weight = parts.dropFirst().lazy.compactMap(weight(of:)).first ?? 1000
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }

    /// Thousandths of `q=0.8`; nil for other parameters.
    private static func weight(of parameter: Substring) -> Int? {
        let bare = parameter.filter { $0 != " " }
        guard bare.hasPrefix("q=") else { return nil }
        guard let number = Number(bare.dropFirst(2)), number <= 1, number >= 0, number.scale <= 3 else { return 0 }
        return Int(number.digits * Number.powerOfTen(3 - number.scale))
    }
}
