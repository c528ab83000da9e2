import Expressions
import Kernel

extension Question.Kind {
    /// The answer that a person's writing means, in the one spelling of its kind; what is not understood stays as typed.
    ///
    /// Numbers are read as the language of the page writes them, and as the other does where that gives nothing. `text` is
    /// clean: in NFC, nothing around it.
    package func answer(typed text: String, _ language: Language) -> Answer {
        guard !text.isEmpty, let spelling = spelling(of: text, language) else { return .typed(text) }
        return .one(spelling)
    }

    /// The answer that several values of one name mean.
    package func answer(typed texts: [String]) -> Answer {
        var seen = Set<String>()
        return .many(texts.filter { !$0.isEmpty && seen.insert($0).inserted })
    }

    private func spelling(of text: String, _ language: Language) -> String? {
        switch self {
        case .integer, .decimal:
            let reading = NumberReading(text)
            return (reading[language] ?? reading[language == .vi ? .en : .vi])?.description
        case .date: return Self.day(text)?.description
        case .phone: return Self.phone(text)
        case .idNumber: return text.filter { $0 != " " && $0 != "." }
        case .email: return String(text.unicodeScalars.map { $0.isASCII ? Character($0.properties.lowercaseMapping) : Character($0) })
        case .yesNo: return ["yes", "no"].contains(text) ? text : nil
        case .text, .choice, .choices, .file, .note, .calculated: return text
        }
    }

    /// Figures alone, with the 0 that +84 stands for.
    private static func phone(_ text: String) -> String {
        let bare = text.filter { !" .-()".contains($0) }
        if bare.hasPrefix("+84") { return "0" + bare.dropFirst(3) }
        if bare.hasPrefix("84"), bare.utf8.count >= 11 { return "0" + bare.dropFirst(2) }
        return bare
    }

    /// A day as people write it, day first: `1/7/2025`, `01-07-2025`, `1.7.2025`, `01072025`.
    private static func day(_ text: String) -> CalendarDate? {
        if let day = CalendarDate(text) { return day }
        let figures = Array(text.utf8)
        if figures.count == 8, figures.allSatisfy({ (48...57).contains($0) }) {
            return CalendarDate(written: "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text.suffix(4))")
        }
        return CalendarDate(written: String(text.map { ".- ".contains($0) ? "/" : $0 }))
    }

    private static let phones = Pattern("0[0-9]{9,10}")
    private static let idNumbers = Pattern("0[0-9]{11}")
    private static let emails = Pattern("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-][A-Za-z0-9.-]{0,180}\\.[A-Za-z]{2,24}")

    /// What of the kind an answer breaks, as a code with its details; nil where it may be an answer of this kind.
    ///
    /// Choices are looked at by whoever knows what can be chosen.
    func fault(_ answer: Answer) -> (code: String, details: [String: String])? {
        if case .typed = answer { return (unread, [:]) }
        if isMany {
            guard let limits = files else { return nil }
            return answer.all.count > limits.count ? ("forms.files_excess", ["most": "\(limits.count)"]) : nil
        }
        guard case .one(let text) = answer else { return (unread, [:]) }
        switch self {
        case .text(let most, _):
            return text.unicodeScalars.count > most ? ("forms.text_long", ["most": "\(most)"]) : nil
        case .integer: return Number(text).map(\.isWhole) == true ? nil : (unread, [:])
        case .decimal(let scale):
            guard let number = Number(text) else { return (unread, [:]) }
            return number.scale > scale ? ("forms.decimals_excess", ["most": "\(scale)"]) : nil
        case .date: return CalendarDate(text) == nil ? (unread, [:]) : nil
        case .yesNo: return text == "yes" || text == "no" ? nil : (unread, [:])
        case .phone: return Self.phones?.matches(text) == true ? nil : (unread, [:])
        case .idNumber: return Self.idNumbers?.matches(text) == true ? nil : (unread, [:])
        case .email: return Self.emails?.matches(text) == true ? nil : (unread, [:])
        case .choice, .choices, .file, .note, .calculated: return nil
        }
    }

    /// The code of an answer that is none of this kind.
    private var unread: String {
        switch self {
        case .integer: "forms.integer_expected"
        case .decimal: "forms.number_expected"
        case .date: "forms.date_expected"
        case .yesNo: "forms.yes_no_expected"
        case .phone: "forms.phone_expected"
        case .idNumber: "forms.id_number_expected"
        case .email: "forms.email_expected"
        case .choice, .choices: "forms.choice_unknown"
        case .text, .file, .note, .calculated: "forms.text_expected"
        }
    }

    /// The value that formulas see of an answer without fault.
    func value(_ answer: Answer) -> Expression.Value? {
        switch (self, answer) {
        case (.integer, .one(let text)), (.decimal, .one(let text)): Number(text).map { .number($0.ratio) }
        case (.date, .one(let text)): CalendarDate(text).map { .number(Ratio($0.daysSince1970, 1)) }
        case (.yesNo, .one(let text)): .truth(text == "yes")
        case (_, .one(let text)): .text(text)
        case (_, .many(let texts)): .text(texts.joined(separator: " "))
        case (_, .typed): nil
        }
    }
}
