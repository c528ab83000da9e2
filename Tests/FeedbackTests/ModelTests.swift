import Feedback
import Foundation
import Kernel
import Platform
import Testing
import WorkingTime

@Suite struct `Moves of a petition` {
    /// From the handbook: what may happen where, and what comes of it.
    private static let moves: [PetitionState: [PetitionEvent.Kind: PetitionState]] = [
        .received: [
            .classified: .handling, .passed: .received, .asked: .supplement, .refused: .refused, .forwarded: .forwarded,
            .linked: .duplicate,
        ],
        .handling: [
            .classified: .handling, .passed: .received, .asked: .supplement, .answered: .answered, .refused: .refused,
            .forwarded: .forwarded, .linked: .duplicate,
        ],
        .supplement: [.supplied: .handling, .refused: .refused, .linked: .duplicate],
        .answered: [.reopened: .handling, .rated: .answered, .published: .answered, .withheld: .answered],
        .refused: [.reopened: .handling],
        .forwarded: [:],
        .duplicate: [.answered: .answered, .refused: .refused, .forwarded: .forwarded, .unlinked: .handling],
    ]

    @Test(arguments: PetitionState.allCases) func `are those of the table and no others`(state: PetitionState) {
        for event in PetitionEvent.Kind.allCases {
            #expect(state.after(event) == Self.moves[state]?[event], "\(state) \(event)")
        }
    }

    @Test func `end open where somebody still has to answer`() {
        #expect(PetitionState.allCases.filter(\.isOpen) == [.received, .handling, .supplement, .duplicate])
    }
}

@Suite struct `Limits of feedback` {
    @Test func `are those of the texts of law`() {
        let days = Dictionary(
            uniqueKeysWithValues: FeedbackLimits.Step.allCases.map { step in
                (step.rawValue, FeedbackLimits.rule(step, on: CalendarDate(year: 2026, month: 4, day: 1) ?? .distant).limit)
            })
        #expect(
            days == [
                "refuse": .workingDays(2), "ask": .workingDays(5), "handle": .workingDays(15), "publish": .workingDays(2),
                "forward": .workingDays(5), "question": .workingDays(15), "urgent": .workingDays(1), "simple": .workingDays(3),
            ])
    }

    @Test func `follow from urgency and class`() throws {
        let day = try #require(CalendarDate("2026-04-01"))
        #expect(FeedbackLimits.handling(.ordinary, nil, on: day) == .workingDays(15))
        #expect(FeedbackLimits.handling(.ordinary, .conduct, on: day) == .workingDays(15))
        #expect(FeedbackLimits.handling(.ordinary, .otherRules, on: day) == .workingDays(5))
        #expect(FeedbackLimits.handling(.simple, .otherRules, on: day) == .workingDays(3))
        #expect(FeedbackLimits.handling(.urgent, .ownRules, on: day) == .workingDays(1))
    }
}

extension CalendarDate {
    fileprivate static var distant: CalendarDate { Timestamp(milliseconds: 0).vietnamDate }
}

@Suite struct `Masks` {
    @Test(
        arguments: [
            ("Gọi 0901234567 nhé", ["phone 0901234567"]), ("Gọi 090 123 45 67, cảm ơn", ["phone 090 123 45 67"]),
            ("+84 901 234 567 là số tôi", ["phone +84 901 234 567"]), ("Máy bàn 0236.3822.123", ["phone 0236.3822.123"]),
            ("Căn cước 048090001234 cấp năm", ["identity 048090001234"]), ("Căn cước 048 090 001 234", ["identity 048 090 001 234"]),
            ("CMND 201234567.", ["identity 201234567"]), ("Thư tới a.b-c@vi-du.com.vn.", ["email a.b-c@vi-du.com.vn"]),
            ("NGUYỄN VĂN ÁNH nộp; nguyễn văn ánh nhận", ["name NGUYỄN VĂN ÁNH", "name nguyễn văn ánh"]),
            ("Nhờ ông Trần Văn B và bà Năm xem", ["name Trần Văn B", "name Năm"]), ("Mr. John Smith told me", ["name John Smith"]),
            ("Quyết định 15/2024/QĐ-UBND ngày 01/02/2024, lệ phí 120.000 đồng, tổ 12", []),
            ("Hồ sơ H12.34-260315-0042 trễ 10 ngày", []), ("", []),
        ] as [(String, [String])])
    func `finds what may name a person`(text: String, found: [String]) {
        let proposals = Masking.proposals(text, names: ["Nguyễn Văn Ánh"])
        #expect(proposals.map { "\($0.kind) \($0.words)" } == found)
        let ranges = proposals.map(\.range)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        let masked = Masking.masked(text, ranges, words: [])
        for proposal in proposals { #expect(!masked.contains(proposal.words)) }
    }

    @Test func `look no further back than an address of e-mail can reach`() {
        let long = String(repeating: "a", count: 100) + "@vi-du.vn"
        #expect(Masking.proposals(long, names: []).map(\.words) == [String(repeating: "a", count: 64) + "@vi-du.vn"])
    }

    @Test func `takes out what was chosen, and words wherever they stand`() {
        let text = "Quán Hoa Sen, 0901234567; quán HOA SEN lại mở"
        let places = Masking.proposals(text, names: []).map(\.range)
        #expect(Masking.masked(text, places, words: ["hoa sen", ""]) == "Quán […], […]; quán […] lại mở")
        #expect(Masking.masked(text, [], words: []) == text)
    }
}

@Suite struct `Photos` {
    @Test func `keep the picture and which way up it is, and nothing that a camera wrote`() throws {
        let clean = try #require(PhotoCleaner.cleaned(TestPhoto.jpeg))
        let text = String(decoding: clean, as: UTF8.self)
        #expect(!text.contains("SECRET"))
        #expect(text.contains("JFIF"))
        #expect(clean.suffix(4) == [0x3F, 0x50, 0xFF, 0xD9])
        // Orientation 6, in a segment of its own.
        #expect(text.contains("Exif"))
        #expect(Array(clean[0..<4]) == [0xFF, 0xD8, 0xFF, 0xE1])
        #expect(PhotoCleaner.cleaned(clean) == clean)
        let png = try #require(PhotoCleaner.cleaned(TestPhoto.png))
        #expect(!String(decoding: png, as: UTF8.self).contains("SECRET"))
        #expect(png.count < TestPhoto.png.count)
    }

    @Test func `that come in several passes keep nothing between them, nor in segments that only look like colour`() throws {
        func segment(_ mark: UInt8, _ text: String) -> [UInt8] { [0xFF, mark, 0, UInt8(text.utf8.count + 2)] + Array(text.utf8) }
        let start: [UInt8] = [0xFF, 0xD8]
        let colour = segment(0xE2, "ICC_PROFILE\0colour") + segment(0xEE, "Adobe!")
        let others = segment(0xE0, "JFXX\0SECRET") + segment(0xE2, "MPF\0SECRET") + segment(0xEE, "Other SECRET") + segment(0xF0, "SECRET")
        let first: [UInt8] = segment(0xDA, "first") + [0x3F, 0xFF, 0x00, 0xFF, 0xD3, 0x50]
        let second: [UInt8] = segment(0xC4, "table \u{7F}") + segment(0xDA, "second") + [0x11, 0x22, 0xFF, 0xD9]
        let photo = start + colour + others + first + segment(0xFE, "SECRET") + segment(0xE1, "Exif\0\0SECRET") + second
        #expect(try #require(PhotoCleaner.cleaned(photo)) == start + colour + first + second)
        // An end without a picture is none.
        #expect(PhotoCleaner.cleaned(start + colour + [0xFF, 0xD9]) == nil)
    }

    @Test func `of PNG keep what is known to be the picture`() throws {
        let mark = Array(TestPhoto.png.prefix(8))
        func chunk(_ kind: String, _ text: String) -> [UInt8] {
            [0, 0, 0, UInt8(text.utf8.count)] + Array((kind + text).utf8) + [0, 0, 0, 0]
        }
        let photo =
            mark + chunk("IHDR", "size") + chunk("caBX", "SECRET") + chunk("prIv", "SECRET") + chunk("IDAT", "dots") + chunk("IEND", "")
        #expect(PhotoCleaner.cleaned(photo) == mark + chunk("IHDR", "size") + chunk("IDAT", "dots") + chunk("IEND", ""))
    }

    @Test func `that are broken off or something else are none`() {
        for count in 3..<TestPhoto.jpeg.count - 16 where PhotoCleaner.cleaned(Array(TestPhoto.jpeg.prefix(count))) != nil {
            Issue.record("\(count) bytes of a JPEG are no photo")
        }
        for count in 8..<TestPhoto.png.count - 1 { #expect(PhotoCleaner.cleaned(Array(TestPhoto.png.prefix(count))) == nil) }
        #expect(PhotoCleaner.cleaned(Array("%PDF-1.4".utf8)) == nil)
        #expect(PhotoCleaner.cleaned([]) == nil)
        // Lengths that lie.
        #expect(PhotoCleaner.cleaned([0xFF, 0xD8, 0xFF, 0xE1, 0, 0, 0xFF, 0xD9]) == nil)
        #expect(
            PhotoCleaner.cleaned(Array(TestPhoto.png.prefix(8)) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT".utf8) + [0, 0, 0, 0]) == nil)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>) func `of chance bytes do no harm`(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        var bytes = seed % 2 == 0 ? TestPhoto.jpeg : TestPhoto.png
        for _ in 0..<6 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 25)
        }
        let clean = PhotoCleaner.cleaned(bytes)
        #expect((clean?.count ?? 0) <= bytes.count + 40)
    }
}

@Suite struct `Receipts and coordinates` {
    @Test func `are read as people type them`() throws {
        let receipt = Receipt.new()
        #expect(receipt.text.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/) != nil)
        let plain = receipt.text.filter { $0 != "-" }
        for text in [receipt.text.lowercased(), plain, " \(plain) ", "https://x.vn/feedback/track/\(receipt.text)?done=sent"] {
            #expect(Receipt(text) == receipt, "\(text)")
        }
        #expect(Receipt("0o1l-iiii-0000")?.text == "0011-1111-0000")
        for text in ["", "ABC", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNN", "ABCD-EFGH-JKM!", "ABCD-EFGH-JKMU"] {
            #expect(Receipt(text) == nil, "\(text)")
        }
        #expect(Set((0..<500).map { _ in Receipt.new().text }).count == 500)
    }

    @Test(arguments: [
        ("16.054407, 108.202164", "16.054407, 108.202164"), ("16,108", "16.000000, 108.000000"),
        ("-0.5,-70.1234567", "-0.500000, -70.123456"),
    ])
    func `of the map are kept to the millionth`(text: String, read: String) { #expect(Coordinates(text)?.description == read) }

    @Test(arguments: ["", "16", "91, 0", "0, 181", "a, b", "1.2.3, 4", "16.0 B, 108.2 Đ", "1, 2, 3", "--1, 2"])
    func `that are none are refused`(text: String) { #expect(Coordinates(text) == nil) }
}
