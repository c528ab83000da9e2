extension OutlineReader {
    /// Non-empty text of a scalar.
    package mutating func text(_ key: String) -> String? { required(key).flatMap { text(of: $0) } }
    package mutating func optionalText(_ key: String) -> String? { optional(key).flatMap { text(of: $0) } }

    /// One of a closed set of words.
    package mutating func choice<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type = Word.self) -> Word?
    where Word.RawValue == String {
        required(key).flatMap { choice($0) }
    }

    package mutating func optionalChoice<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type = Word.self) -> Word?
    where Word.RawValue == String {
        optional(key).flatMap { choice($0) }
    }

    package mutating func number(_ key: String) -> Number? { required(key).flatMap { number(of: $0) } }
    package mutating func optionalNumber(_ key: String) -> Number? { optional(key).flatMap { number(of: $0) } }

    package mutating func points(_ key: String) -> Points? { required(key).flatMap { points(of: $0) } }
    package mutating func optionalPoints(_ key: String) -> Points? { optional(key).flatMap { points(of: $0) } }

    /// A percentage as written, `80` or `80 %`, as its share, 4/5.
    package mutating func percent(_ key: String) -> Ratio? { required(key).flatMap { percent(of: $0) } }
    package mutating func optionalPercent(_ key: String) -> Ratio? { optional(key).flatMap { percent(of: $0) } }

    package mutating func optionalWhole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let outline = optional(key), let number = number(of: outline) else { return nil }
        guard number.isWhole, let whole = Int(exactly: number.digits), range.contains(whole) else {
            fault("outline.whole_expected", at: outline.place, ["low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
            return nil
        }
        return whole
    }

    package mutating func optionalDate(_ key: String) -> CalendarDate? {
        guard let outline = optional(key), let text = text(of: outline) else { return nil }
        if let date = CalendarDate(text) { return date }
        fault("outline.date_expected", at: outline.place, ["text": text])
        return nil
    }

    /// `yes` or `no`.
    package mutating func optionalFlag(_ key: String) -> Bool? {
        guard let outline = optional(key), let text = text(of: outline) else { return nil }
        switch text {
        case "yes": return true
        case "no": return false
        default:
            fault("outline.flag_expected", at: outline.place, ["text": text])
            return nil
        }
    }

    /// The items of a list; an absent key is an empty list.
    package mutating func list(_ key: String) -> [Outline] {
        guard let outline = optional(key) else { return [] }
        guard case .list(let items) = outline.content else {
            fault("outline.list_expected", at: outline.place, ["key": key])
            return []
        }
        return items
    }

    /// A reader of the map under `key`, or nil when it is absent.
    package mutating func map(_ key: String) -> OutlineReader? { optional(key).map { OutlineReader($0, log: log) } }

    /// Title in both languages, from keys `vi` and `en` of this map.
    package mutating func bilingual() -> Bilingual? {
        let vi = text("vi")
        let en = text("en")
        guard let vi, let en else { return nil }
        return Bilingual(vi: vi, en: en)
    }

    package func text(of outline: Outline) -> String? {
        guard case .text(let text) = outline.content else {
            fault("outline.text_expected", at: outline.place)
            return nil
        }
        guard !text.isEmpty else {
            fault("outline.text_empty", at: outline.place)
            return nil
        }
        return text
    }

    package func number(of outline: Outline) -> Number? {
        guard let text = text(of: outline) else { return nil }
        if let number = Number(text) { return number }
        fault(
            "outline.number_expected", at: outline.place, ["text": text], hint: text.contains(",") ? "outline.number_expected.comma" : nil)
        return nil
    }

    package func points(of outline: Outline) -> Points? {
        guard let number = number(of: outline) else { return nil }
        if let points = Points(number) { return points }
        fault("outline.points_expected", at: outline.place, ["text": "\(number)"])
        return nil
    }

    package func percent(of outline: Outline) -> Ratio? {
        guard let text = text(of: outline) else { return nil }
        let bare = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let number = Number(bare.hasSuffix(" ") ? String(bare.dropLast()) : bare), number.scale <= 16 else {
            fault("outline.percent_expected", at: outline.place, ["text": text])
            return nil
        }
        return Ratio(Int128(number.digits), Int128(Number.powerOfTen(number.scale)) * 100)
    }

    private func choice<Word: RawRepresentable & CaseIterable>(_ outline: Outline) -> Word? where Word.RawValue == String {
        guard let text = text(of: outline) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        var details = ["text": text, "known": known.joined(separator: ", ")]
        let near = Self.nearest(to: text, among: known)
        if let near { details["near"] = near }
        fault("outline.choice_expected", at: outline.place, details, hint: near == nil ? nil : "outline.key_unknown.near")
        return nil
    }
}
