import Foundation
import Kernel
import Office
import Procedures
import TestNumbers
import Testing

/// What holds for any list, whoever wrote it.
@Suite struct `Reading procedures` {
    /// Rows of our own that the portal could print, from names whose ends and beginnings show.
    private struct Rows {
        var ways: [SubmissionWay] = []
        var components: [ComponentCase] = []
        var bases: [LegalBasis] = []
        var results: [ProcedureResult] = []

        init(_ random: inout SeededGenerator) {
            for _ in 0..<random.below(6) {
                let times = ["\(random.below(90)) Ngày làm việc", "\(random.below(90)) Ngày", "2.5 Giờ", "3 Tháng"]
                let dong = Int64(1000 * (1 + random.below(2_000_000)))
                let fees = [
                    Fee(printed: "Miễn phí", .free), Fee(printed: "Không có thông tin", .unstated),
                    Fee(printed: Number(digits: dong).text(decimals: 0, grouping: UInt8(ascii: ",")) + " Việt Nam Đồng", .dong(dong)),
                    Fee(printed: "\(1 + random.below(900)) USD", .unstated),
                ]
                var fee = random.pick(fees)
                if fee.printed.hasSuffix("USD"), let amount = Number(fee.printed.prefix { $0.isNumber }) {
                    fee.amount = .foreign(amount, currency: "USD")
                }
                if fee.amount != .unstated, random.once(in: 3) { fee.note = "Theo Thông tư (mẫu \(random.below(9)))" }
                let time = random.once(in: 5) ? nil : StatedTime(printed: random.pick(times))
                let words = ["", "Kể từ ngày nhận đủ hồ sơ.", "Nộp Trực tiếp tại quầy (nếu có).\nHoặc qua mạng"]
                ways.append(
                    SubmissionWay(random.pick(SubmissionWay.Channel.allCases), time: time, fee: fee, description: random.pick(words)))
            }
            for index in 0..<random.below(4) {
                let papers = (0..<(1 + random.below(4))).map { _ in
                    let forms = ["Mẫu số \(random.below(20)).docx", "Tờ khai mẫu.pdf"].prefix(random.below(3))
                    let name = random.pick(["Đơn theo mẫu", "- Bản sao: 01 bản chính;", "Giấy tờ (01 bản chính) khác", "Giấy chứng nhận"])
                    let copies = random.below(4)
                    return ComponentCase.Paper(name: name, originals: random.below(10), copies: copies, forms: Array(forms))
                }
                components.append(ComponentCase(name: index == 0 ? "" : "\(index)) Trường hợp khác", papers: papers))
            }
            for _ in 0..<random.below(5) {
                let number =
                    "\(1 + random.below(300))/\(2000 + random.below(27))/\(random.pick(["NĐ-CP", "QH14", "TT-BTC", "QĐ-TTg", "TTLT-BCA-BYT"]))"
                let names = ["Luật Thử", "Thông tư số \(number) ngày 01/02/2020", "Nghị định \(number)", "QUY ĐỊNH VỀ MẪU"]
                bases.append(LegalBasis(name: random.pick(names), number: number))
            }
            for _ in 0..<random.below(4) {
                let code = "KQ.G\(10 + random.below(20)).\(100_000 + random.below(900_000))"
                results.append(ProcedureResult(name: random.pick(["Giấy phép", "- Văn bản từ chối.", "KBNN trả lời"]), code: code))
            }
        }

        var parts: [String: String] {
            [
                "cach_thuc_thuc_hien": PortalPrint.ways(ways), "thanh_phan_ho_so": PortalPrint.components(components),
                "can_cu_phap_ly": PortalPrint.legalBases(bases), "ket_qua_xu_ly": PortalPrint.results(results),
            ]
        }
    }

    @Test func `gives back the rows that were run together`() throws {
        for seed in seeds(400) {
            var random = SeededGenerator(seed: seed)
            let rows = Rows(&random)
            let list = InputFile(name: "list.jsonl", bytes: Array(try PortalSample.line(rows.parts).utf8))
            let read = try #require(try PortalLines.read(list).first)
            #expect(read.unread.isEmpty, "seed \(seed): \(read.unread)")
            #expect(read.procedure.ways == rows.ways, "seed \(seed)")
            #expect(read.procedure.components == rows.components, "seed \(seed)")
            #expect(read.procedure.legalBases == rows.bases, "seed \(seed)")
            #expect(read.procedure.results == rows.results, "seed \(seed)")
        }
    }

    @Test func `ends for any bytes, and faults name a line that is there`() throws {
        for seed in fuzzSeeds(400) {
            var random = SeededGenerator(seed: seed)
            let lines = try (0..<3).map { _ in
                try PortalSample.line(["ma_thu_tuc": "1.\(100_000 + random.below(900_000))"].merging(Rows(&random).parts) { $1 })
            }
            var bytes = Array(lines.joined(separator: "\n").utf8)
            for _ in 0..<(1 + random.below(12)) { Self.spoil(&bytes, &random) }
            var reader = PortalLines(file: "list.jsonl", limit: 20_000)
            let read = reader.take(bytes) + reader.end()
            let count = bytes.count { $0 == 0x0A } + 1
            #expect(reader.log.faults.allSatisfy { (1...count).contains($0.place.line) }, "seed \(seed)")
            #expect(read.allSatisfy { (1...count).contains($0.place.line) }, "seed \(seed)")
            #expect(Set(read.map(\.procedure.code)).count == read.count, "seed \(seed)")
        }
    }

    @Test func `loses no letter of a table, whatever it says`() throws {
        for seed in fuzzSeeds(300) {
            var random = SeededGenerator(seed: seed)
            let parts = Rows(&random).parts
            for key in ["cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly"] {
                let text = Self.spoilt(parts[key] ?? "", &random)
                let read = try PortalSample.read(key, text)
                // What stands before the headings is told and printed, but is no row.
                if read.unread.contains(where: { $0.reason == .noTable }) { continue }
                let again =
                    switch key {
                    case "cach_thuc_thuc_hien": PortalPrint.ways(read.procedure.ways)
                    case "thanh_phan_ho_so": PortalPrint.components(read.procedure.components)
                    default: PortalPrint.legalBases(read.procedure.legalBases)
                    }
                #expect(Self.letters(again) == Self.letters(text), "seed \(seed)")
            }
        }
    }

    private static func spoilt(_ text: String, _ random: inout SeededGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<(1 + random.below(6)) where !scalars.isEmpty {
            let place = random.below(scalars.count)
            switch random.below(4) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(random.pick(Array("1 ()/.,;-aĐM\t".unicodeScalars)), at: place)
            case 2:
                scalars.insert(contentsOf: scalars[place..<min(place + random.below(30), scalars.count)], at: random.below(scalars.count))
            default: scalars.removeSubrange(place..<min(place + random.below(20), scalars.count))
            }
        }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// A table without its headings and what only parts its cells.
    private static func letters(_ table: String) -> String {
        var table = table
        for heading in ["Hình thức nộpThời gianPhí, lệ phíMô tả", "Tên giấy tờMẫu đơn, tờ khaiSố lượng", "Tên văn bản pháp lýMã văn bản"] {
            table = table.replacing(heading, with: "")
        }
        return table.filter { !$0.isWhitespace && !"-()".contains($0) }
    }

    // A way of reading that looks at the rest of the text for each of its words takes minutes; this takes a part of a second.
    @Test(
        .serialized, .timeLimit(.minutes(1)),
        arguments: [
            "Trực tuyến", "Trực tiếp1", "Miễn phí(", "Tên giấy tờMẫu đơn, tờ khaiSố lượng", "1 bản chính", "a1 bản chính,1 bản sao",
            "Mẫu.docx",
            "1/2020/",
            "9", "Luật số 1/2020/QH14", "Mã: ", "Mã: KQ.", "#1Tên thủ tục", "Từ khóa", "Tổ chức,", "Trực tuyếnA",
        ])
    func `ends soon, whatever a text repeats`(word: String) throws {
        let text = String(repeating: word, count: 40_000 / word.utf8.count)
        let keys = [
            "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "ket_qua_xu_ly", "doi_tuong_thuc_hien", "thu_tuc_lien_quan",
        ]
        for key in keys { _ = try PortalSample.read(key, text) }
        _ = try PortalSample.ways(text)
        _ = try PortalSample.legalBases(text)
    }

    private static func spoil(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.pick(Array("\"\\{}[]:,\u{0}\n".utf8)), at: place)
        case 3: bytes.removeSubrange(place..<min(place + random.below(200), bytes.count))
        default: bytes.insert(contentsOf: bytes[place..<min(place + random.below(200), bytes.count)], at: random.below(bytes.count))
        }
    }
}
