import Kernel
import Office
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
    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            var place = Int.random(in: 0..<bytes.count, using: &generator)
            // Half of the cuts fall between tags, so that what comes of them is often still XML.
            if Bool.random(using: &generator), let gap = bytes[place...].firstIndex(of: UInt8(ascii: ">")), gap + 1 < bytes.count {
                place = gap + 1
            }
            let end = min(place + Int.random(in: 1...12, using: &generator), bytes.count)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &generator)], at: place)
            case 2: bytes.replaceSubrange(place..<end, with: words[Int.random(in: 0..<words.count, using: &generator)])
            case 3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            default: bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
    }

    @Test func `Every input gives a table or an error with its place`() {
        var generator = SeededGenerator(seed: FuzzPlan.seed)
        let parts = Self.workbook.parts.map { (name: $0.name, content: Array($0.content.utf8)) }
        let whole = StoredZip.bytes(parts)
        var limits = XLSXLimits()
        limits.cells = 10_000
        limits.partBytes = 1 << 20
        var tables = 0
        var refusals: Set<String> = []
        for number in 0..<FuzzPlan.cases(usually: 5000) {
            var bytes = whole
            if number % 4 == 0 {
                Self.mutate(&bytes, &generator)
            } else {
                var parts = parts
                Self.mutate(&parts[Int.random(in: 1..<parts.count, using: &generator)].content, &generator)
                bytes = StoredZip.bytes(parts)
            }
            do throws(OfficeError) {
                let book = try XLSXReader(InputFile(name: "f.xlsx", bytes: bytes), limits: limits)
                for index in book.sheetNames.indices { _ = try book.sheet(at: index).table(merged: number % 2 == 0 ? .spread : .refused) }
                tables += 1
            } catch {
                refusals.insert(error.code)
                let isPlaced = error.fault?.place.file == "f.xlsx"
                #expect(isPlaced, "case \(number), seed \(FuzzPlan.seed)")
            }
        }
        #expect(tables > 0)
        #expect(refusals.count >= 10, "\(refusals.sorted())")
    }

    @Test func `A text that is written is read back, whatever it is`() throws {
        var generator = SeededGenerator(seed: FuzzPlan.seed ^ 3)
        let words =
            Self.words.filter { $0 != [0] }
            + ["_", "_x", "x005F_", "_x000D_", "\r", "\n", "\t", " ", "\u{1}", "\u{FFFE}", "𝄞"].map { Array($0.utf8) }
        let folder = try TemporaryFolder()
        let texts = (0..<FuzzPlan.cases(usually: 2000)).prefix(100_000).map { _ in
            let count = Int.random(in: 1..<6, using: &generator)
            return String(decoding: (0..<count).flatMap { _ in words[Int.random(in: 0..<words.count, using: &generator)] }, as: UTF8.self)
        }
        var writer = try XLSXWriter(folder: folder.path, XLSXWriter.Properties(title: "", created: Timestamp(milliseconds: 0)))
        try writer.addSheet("A", [.init("a")])
        for text in texts { try writer.add([.text(text)]) }
        let rows = try XLSXReader(InputFile(name: "f.xlsx", bytes: try writer.bytes())).sheet(at: 0).rows
        #expect(rows.dropFirst().map { $0.cells[0].cell.text } == texts)
    }
}
