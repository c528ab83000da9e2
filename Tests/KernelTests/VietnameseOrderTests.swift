import Foundation
import Kernel
import TestNumbers
import Testing

@Suite struct `Vietnamese order` {
    @Test(arguments: [
        // Letters: ă and â after a, đ after d, ê after e, ô and ơ after o, ư after u.
        ["an", "ăn", "ân", "ba", "da", "đa", "ea", "êa", "oa", "ôa", "ơa", "ua", "ưa", "va"],
        ["az", "ăa", "ăz", "âa"], ["dz", "đa"], ["oz", "ôa", "ôz", "ơa"], ["uz", "ưa"],
        // Tones only when the letters are the same: ngang, huyền, hỏi, ngã, sắc, nặng.
        ["ma", "mà", "mả", "mã", "má", "mạ", "man", "màn"],
        ["quy", "quý", "quyên", "quỳnh"],
        // Capitals only when letters and tones are the same.
        ["an", "An", "àn", "Àn"],
        // A shorter word before the longer, a space before every letter.
        ["An", "An Bình", "An Giang", "Anh", "Anh Sơn"],
        // Figures by their value, before letters.
        ["Phường 1", "Phường 2", "Phường 2/10", "Phường 10", "Phường 10A", "Phường 100", "Phường An Lạc"],
        ["Quận 1", "Quận 03", "Quận 9", "Quận 12", "Quận Bình Tân"],
        ["Tổ 9", "Tổ 99999999", "Tổ 123456789"],
        ["Bà Rịa – Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước"],
        ["Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai"],
        ["Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên"],
        ["Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An"],
        ["Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang"],
        ["Sở Công Thương", "Sở Giao thông vận tải", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế"],
    ])
    func `is that of the dictionary`(words: [String]) {
        #expect(words.reversed().sorted { VietnameseOrder.key($0) < VietnameseOrder.key($1) } == words)
        var random = SeededGenerator(seed: 766)
        #expect(words.shuffled(using: &random).sorted { VietnameseOrder.key($0) < VietnameseOrder.key($1) } == words)
    }

    @Test func `holds byte by byte as databases compare`() {
        for seed in seeds(3_000) {
            var random = SeededGenerator(seed: seed)
            let (one, other) = Written.pair(&random)
            let (key, second) = (VietnameseOrder.key(one.text), VietnameseOrder.key(other.text))
            #expect(key.utf8.lexicographicallyPrecedes(second.utf8) == (key < second), "seed \(seed): \(one.text), \(other.text)")
        }
    }

    @Test func `is the order of letters, then tones, then capitals`() {
        for seed in seeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let (one, other) = Written.pair(&random)
            let precedes = VietnameseOrder.key(one.text) < VietnameseOrder.key(other.text)
            #expect(precedes == one.precedes(other), "seed \(seed): \(one.text), \(other.text)")
        }
    }

    @Test func `does not depend on how letters are composed, nor on signs and spaces around`() {
        for text in ["Ủy ban nhân dân quận Đống Đa", "Phường Nguyễn Thái Bình", "ƯƠNG ươn ệ ặ ợ"] {
            #expect(
                VietnameseOrder.key(text.decomposedStringWithCanonicalMapping)
                    == VietnameseOrder.key(text.precomposedStringWithCanonicalMapping))
        }
        #expect(VietnameseOrder.key(" Bà Rịa –  Vũng Tàu ") == VietnameseOrder.key("Bà Rịa - Vũng Tàu"))
    }

    @Test func `takes any text`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let text = String(decoding: (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, as: UTF8.self)
            #expect(VietnameseOrder.key(text) == VietnameseOrder.key(text))
            #expect(SearchText.fold(SearchText.fold(text)) == SearchText.fold(text), "seed \(seed)")
        }
        for text in ["", "\u{301}", "\u{302}", "1\u{301}", "a\u{301}\u{300}", "👩‍👩‍👧", "\u{0}", "½", "٣", "ǅ", "ﬁ", "İ"] {
            _ = VietnameseOrder.key(text)
            _ = SearchText.fold(text)
        }
    }
}

@Suite struct `Search text` {
    @Test(arguments: [
        ("Sở Nội vụ", "so noi vu"), ("Đắk Lắk", "dak lak"), ("ĐÀ NẴNG", "da nang"), ("  Ủy ban   nhân dân ", "uy ban nhan dan"),
        ("Phường 2/10", "phuong 2 10"), ("“Một cửa”", "mot cua"), ("Bà Rịa – Vũng Tàu", "ba ria vung tau"), ("", ""), ("—", ""),
        ("ươ ƯƠ", "uo uo"),
        ("Thừa Thiên Huế.", "thua thien hue"), ("65+35", "65 35"),
    ])
    func `is lower case, without marks, one space between words`(text: String, folded: String) {
        #expect(SearchText.fold(text) == folded)
        #expect(SearchText.fold(text.decomposedStringWithCanonicalMapping) == folded)
        #expect(SearchText.fold(folded) == folded)
    }

    @Test func `falls into words, of which no more are looked for than a search bears`() {
        #expect(SearchText.words("  Sở Nội vụ, tỉnh ", most: 3) == ["so", "noi", "vu"])
        #expect(SearchText.words(" – ", most: 3).isEmpty)
    }

    @Test func `of Vietnamese is plain letters and figures`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let written = Written.pair(&random).0
            let folded = SearchText.fold(written.text)
            #expect(
                folded.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 32 }, "seed \(seed): \(written.text)")
        }
    }
}

/// A text made of letters that are known one by one, with the order that the alphabet gives them.
private struct Written {
    private static let alphabet = Array("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    private static let vowels = Set("aăâeêioôơuưy")
    private static let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

    private(set) var text = ""
    private var letters: [Int] = []
    private var tones: [Int] = []
    private var capitals: [Int] = []

    /// Two texts; the second is often the first with one letter changed, or its beginning.
    static func pair(_ random: inout SeededGenerator) -> (Written, Written) {
        let pieces = (0..<random.below(8)).map { _ in random.next() }
        var others = pieces
        if !others.isEmpty {
            switch random.below(4) {
            case 0: others[random.below(others.count)] = random.next()
            case 1: others.removeLast()
            case 2: others.append(random.next())
            default: others = (0..<random.below(8)).map { _ in random.next() }
            }
        }
        return (Written(pieces), Written(others))
    }

    private init(_ pieces: [UInt64]) {
        for piece in pieces {
            var random = SeededGenerator(seed: piece)
            switch random.below(8) {
            case 0: addSpace()
            case 1: addFigures(random.below(random.pick([10, 100, 100_000])))
            default: addLetter(&random)
            }
        }
        while letters.last == 0 { letters.removeLast() }
        text = text.precomposedStringWithCanonicalMapping
    }

    private mutating func addSpace() {
        text += " "
        if let last = letters.last, last != 0 { letters.append(0) }
    }

    /// Figures are kept apart by a space, or two runs would be one.
    private mutating func addFigures(_ value: Int) {
        addSpace()
        text += "\(value)"
        letters.append(1 + value)
    }

    private mutating func addLetter(_ random: inout SeededGenerator) {
        let index = random.below(Self.alphabet.count)
        let isCapital = random.once(in: 3)
        let tone = Self.vowels.contains(Self.alphabet[index]) ? random.below(6) : 0
        text += (isCapital ? Self.alphabet[index].uppercased() : String(Self.alphabet[index])) + Self.tones[tone]
        letters.append(1_000_000 + index)
        tones.append(tone)
        capitals.append(isCapital ? 1 : 0)
    }

    func precedes(_ other: Written) -> Bool {
        if letters != other.letters { return letters.lexicographicallyPrecedes(other.letters) }
        if tones != other.tones { return tones.lexicographicallyPrecedes(other.tones) }
        return capitals.lexicographicallyPrecedes(other.capitals)
    }
}
