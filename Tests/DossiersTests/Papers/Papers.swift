import Dossiers
import Foundation
import Kernel
import Office
import Platform
import TestSupport
import Testing

/// Forms filled for tests, printed by the house's printer and read back by other programs.
enum Papers {
    static let head = Letterhead(superior: "UBND tỉnh Đắk Lắk", agency: "UBND xã Ea Súp", place: "Ea Súp")
    static let code = PaperCode(
        "H15.50.05.13-261008-0975", tracking: "https://cchc.daklak.gov.vn/dossiers/track?code=H15.50.05.13-261008-0975")
    static let person = PaperPerson(
        name: "Nguyễn Thị Ánh Tuyết", address: "Thôn 4, xã Ea Súp, tỉnh Đắk Lắk", phone: "0912 345 678", email: "tuyet@example.vn")
    static let received = moment("2026-10-08", 9, 5)
    static let due = moment("2026-10-15", 17, 30)
    static let request = "Đăng ký khai sinh"

    static func day(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
        return date
    }

    static func moment(_ text: String, _ hour: Int64, _ minute: Int64) -> Timestamp {
        Timestamp(milliseconds: day(text).start.milliseconds + (hour * 60 + minute) * 60_000)
    }

    static func words(_ language: Language = .vi) throws -> Words {
        try Words(Texts([(room: "dossiers", files: dossiersModule.files), (room: "platform", files: platformModule.files)]), language)
    }

    /// The edition of the circular, which all forms but the newest have.
    static func edition(_ form: PaperForm, on text: String = "2024-01-01") throws -> FormEdition {
        try #require(FormEdition.of(form, on: day(text)))
    }

    static var receipt: ReceiptSlip {
        var slip = ReceiptSlip(
            head: head, number: "975/TNHS", code: code, person: person, request: request, received: received, due: due,
            place: "Bộ phận Một cửa xã Ea Súp")
        slip.submitter = "Trần Văn Bình"
        slip.papers = [
            .init("Tờ khai đăng ký khai sinh", originals: 1), .init("Giấy chứng sinh", certified: 2),
            .init("Căn cước của người đi khai", copies: 3),
        ]
        slip.sets = 2
        slip.limit = "05 ngày làm việc"
        slip.fees = [.init("Lệ phí đăng ký khai sinh", dong: 8000, isPaid: true), .init("Phí bản sao", dong: 1_250_000, isPaid: false)]
        (slip.book, slip.bookNumber, slip.clerk) = ("01/2026", "975", "Lê Văn Cường")
        return slip
    }

    static var supplement: SupplementRequest {
        SupplementRequest(
            head: head, number: "12/YCBS", day: day("2026-10-09"), code: code, person: person, request: request,
            missing: [.init("Giấy chứng sinh", need: "Nộp bản chính"), .init("Tờ khai", need: "Ghi rõ nơi sinh")],
            reason: "Bản chụp không có chứng thực", contact: "Lê Văn Cường, 0262 3 688 688", guide: "Lê Văn Cường")
    }

    static var refusal: RefusalSlip {
        RefusalSlip(
            head: head, number: "03/TC", day: day("2026-10-09"), code: nil, person: person, request: request,
            reason: "Không thuộc thẩm quyền giải quyết.\nĐề nghị nộp tại xã Ea Bung.", clerk: "Lê Văn Cường")
    }

    static var apology: ApologyLetter {
        ApologyLetter(
            head: head, number: "07/XLHL", day: day("2026-10-13"), code: code, person: person, request: request, field: "Hộ tịch",
            received: received, slip: "975/TNHS", oldDue: due, reason: "Chờ xác minh nơi sinh", newDue: moment("2026-10-20", 17, 30),
            recipients: ["Như trên", "Bộ phận Một cửa", "Lưu: VT"], signer: "Phạm Thị Dung", signerTitle: "Chủ tịch")
    }

    static var control: ControlSheet {
        ControlSheet(
            head: head, day: day("2026-10-08"), code: code, request: request,
            steps: [
                .init(
                    giver: "Bộ phận Một cửa", receiver: "Công chức Tư pháp - hộ tịch", at: received, due: moment("2026-10-12", 17, 30),
                    timing: .early, note: "Đủ giấy tờ"),
                .init(giver: "Công chức Tư pháp - hộ tịch", receiver: "Lãnh đạo UBND xã", at: moment("2026-10-12", 10, 0), timing: .late),
                .init(giver: "Lãnh đạo UBND xã", receiver: "Bộ phận Một cửa"),
            ])
    }

    static func register(rows: Int, volume: Int = 1, first: Int = 1, closing: RegisterBook.Closing? = nil) -> RegisterBook {
        RegisterBook(
            head: head, year: 2026, volume: volume, first: first, opened: day("2026-01-05"),
            rows: (0..<rows).map { row in
                RegisterBook.Row(
                    code: "H15.50.05.13-261008-\(1000 + row)", procedure: request, person: "Nguyễn Văn \(row)",
                    address: "Thôn \(row), 0912 000 \(100 + row)", body: "UBND xã Ea Súp", received: received, due: due,
                    returned: row % 2 == 0 ? moment("2026-10-14", 9, 15) : nil, way: "Trực tiếp")
            }, closing: closing)
    }

    static var handover: HandoverList {
        HandoverList(
            head: head, day: day("2026-10-09"), giver: "Bộ phận Một cửa xã Ea Súp", receiver: "Chi nhánh Văn phòng đăng ký đất đai",
            rows: [
                .init(
                    code: "000.17.22.H56-210531-0001", content: "Cấp đổi giấy chứng nhận", sets: 3, owner: "Trần Thị Hoa",
                    address: "Thôn 7", phone: "0987 654 321", received: moment("2021-05-31", 8, 0), due: moment("2021-06-14", 17, 0),
                    finished: moment("2021-06-29", 10, 0), note: "Kèm bản đồ")
            ])
    }

    static var stop: StopNotice {
        StopNotice(
            head: head, number: "02/TB", day: day("2026-10-12"), code: code, person: person, request: request, received: received,
            reason: "Người nộp hồ sơ không bổ sung trong thời hạn", ground: "Phiếu yêu cầu bổ sung số 12/YCBS", recipients: ["Lưu: VT"],
            signer: "Phạm Thị Dung", signerTitle: "Chủ tịch")
    }
}

/// A paper as it came out of the printer.
struct PrintedPaper {
    let bytes: [UInt8]

    static let canBeRead =
        OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil && OtherProgram.pdftoppm != nil
        && OtherProgram.zbarimg != nil

    init(_ html: HTML) async throws {
        bytes = try await PDFPrinter(program: try #require(OtherProgram.weasyprint)).pdf(of: html.text)
    }

    /// What it says, cell by cell, without spaces: where lines break is no matter of words.
    func text() throws -> String {
        try OtherProgram.read(bytes, OtherProgram.pdftotext) { ["-raw", $0, "-"] }.precomposedStringWithCanonicalMapping.unspaced
    }

    /// The same without the last line of each page, which says which page it is.
    func body() throws -> String {
        try OtherProgram.read(bytes, OtherProgram.pdftotext) { ["-raw", $0, "-"] }.precomposedStringWithCanonicalMapping
            .split(separator: "\u{c}").map { $0.split(separator: "\n").dropLast().joined() }.joined().unspaced
    }

    struct Page {
        let width: Double
        let height: Double
        /// Left, top, right and bottom of each word, in points.
        let words: [[Double]]
    }

    func pages() throws -> [Page] {
        let text = try OtherProgram.read(bytes, OtherProgram.pdftotext) { ["-bbox", $0, "-"] }
        return text.components(separatedBy: "<page ").dropFirst().map { page in
            func numbers(_ text: Substring) -> [Double] { text.matches(of: /"([0-9.]+)"/).compactMap { Double($0.1) } }
            let lines = page.split(separator: "\n")
            let size = numbers(lines[0])
            return Page(
                width: size[0], height: size[1],
                words: lines.dropFirst().filter { $0.contains("<word") }.map { Array(numbers($0).prefix(4)) })
        }
    }

    /// What a scanner reads on the first page.
    func scanned() throws -> Set<String> {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-scan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "page")
        _ = try OtherProgram.read(bytes, OtherProgram.pdftoppm) {
            ["-r", "300", "-png", "-f", "1", "-l", "1", "-singlefile", $0, page.path]
        }
        return Set(
            try OtherProgram.run(OtherProgram.zbarimg, ["--quiet", "--raw", page.path + ".png"]).split(separator: "\n").map(String.init))
    }
}

extension String {
    var unspaced: String { filter { !$0.isWhitespace } }
}
