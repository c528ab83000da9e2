import Kernel
import Office
import TestNumbers
import Testing

@Suite struct `Any bytes as a workbook` {
    private static let rows = #"""
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>
        <row r="2"><c r="A2"><v>1.5</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3" t="str"><f>A1</f><v>x</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" s="2"><v>0.5</v></c></row>
        """#

    private static let workbook = TestWorkbook(
        rows: rows, after: #"<mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#,
        shared: ["<t>unit</t>", "<r><t>va</t></r><r><t>lue</t></r>"],
        styles: ["0", "dd/mm/yyyy", "0%"])

    private static let words = [
        "<c>", "</c>", "<v>", "</v>", "<row>", "</row>", "<row r=\"1\">", "r=\"A1\"", "r=\"XFD1048576\"", "r=\"ZZZ9\"", "t=\"s\"",
        "t=\"inlineStr\"",
        "s=\"9\"", "<is><t>", "<!DOCTYPE a>", "<![CDATA[x]]>", "<!--", "-->", "&amp;", "&#0;", "&x;", "1E308", "-1", "99999999999",
        "_x0041_", "<f/>", "\"",
        "<mergeCell ref=\"A1:XFD1048576\"/>", "<c r=\"B1\"><v>2</v></c>", "<c t=\"s\"><v>1</v></c>",
        "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
        "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>", "<c r=\"A4\" t=\"s\"><v>9</v></c>", "<si><t>y</t></si>", "<x>", "</x>",
        "xmlns=\"\"", "?>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "../", "ộ", "\u{0}",
    ].map { Array($0.utf8) }

    /// The words of one part cut, doubled, moved and mixed with others.
    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
            var place = random.below(bytes.count)
            // Half of the cuts fall between tags, so that what comes of them is often still XML.
            if random.once(in: 2), let gap = bytes[place...].firstIndex(of: UInt8(ascii: ">")), gap + 1 < bytes.count {
                place = gap + 1
            }
            let end = min(place + 1 + random.below(12), bytes.count)
            switch random.below(5) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: random.pick(words), at: place)
            case 2: bytes.replaceSubrange(place..<end, with: random.pick(words))
            case 3: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            default: bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
    }

    @Test func `Every input gives a table or an error with its place`() {
        let parts = Self.workbook.parts.map { (name: $0.name, content: Array($0.content.utf8)) }
        let whole = StoredZip.bytes(parts)
        var limits = XLSXLimits()
        limits.cells = 10_000
        limits.partBytes = 1 << 20
        var tables = 0
        var refusals: Set<String> = []
        for seed in fuzzSeeds(5_000) {
            var random = SeededGenerator(seed: seed)
            var bytes = whole
            if random.once(in: 4) {
                Self.mutate(&bytes, &random)
            } else {
                var parts = parts
                Self.mutate(&parts[1 + random.below(parts.count - 1)].content, &random)
                bytes = StoredZip.bytes(parts)
            }
            do throws(OfficeError) {
                let book = try XLSXReader(InputFile(name: "f.xlsx", bytes: bytes), limits: limits)
                for index in book.sheetNames.indices {
                    _ = try book.sheet(at: index).table(merged: random.once(in: 2) ? .spread : .refused)
                }
                tables += 1
            } catch {
                refusals.insert(error.code)
                let isPlaced = error.fault?.place.file == "f.xlsx"
                #expect(isPlaced, "seed \(seed)")
            }
        }
        #expect(tables > 0)
        #expect(refusals.count >= 10, "\(refusals.sorted())")
    }

    @Test func `A text that is written is read back, whatever it is`() throws {
        let words =
            Self.words.filter { $0 != [0] }
            + ["_", "_x", "x005F_", "_x000D_", "\r", "\n", "\t", " ", "\u{1}", "\u{FFFE}", "𝄞"].map { Array($0.utf8) }
        let folder = try TemporaryFolder()
        let texts = fuzzSeeds(2_000).map { seed in
            var random = SeededGenerator(seed: seed)
            return String(decoding: (0..<1 + random.below(5)).flatMap { _ in random.pick(words) }, as: UTF8.self)
        }
        var writer = try XLSXWriter(folder: folder.path, XLSXWriter.Properties(title: "", created: Timestamp(milliseconds: 0)))
        try writer.addSheet("A", [.init("a")])
        for text in texts { try writer.add([.text(text)]) }
        let rows = try XLSXReader(InputFile(name: "f.xlsx", bytes: try writer.bytes())).sheet(at: 0).rows
        #expect(rows.dropFirst().map { $0.cells[0].cell.text } == texts)
    }
}
