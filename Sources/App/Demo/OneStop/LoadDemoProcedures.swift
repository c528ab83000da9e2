import Facts
import Kernel
import Office
import Platform
import Procedures
import Storage

/// Puts the seventy procedures of `Facts` into the catalogue, each labelled with its source, and says which units of the generated
/// province receive them.
struct LoadDemoProcedures: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    /// Leaves what is there, be it of an earlier load that broke off.
    func callAsFunction(by actor: Actor) async throws {
        let today = services.now().vietnamDate
        let (count, hasReceivers) = try await services.database.read { db in
            (try ProcedureStore.counts(on: today, db).all, try ReceiverStore.holdsAny(db))
        }
        if count == 0 {
            let file = try Self.list()
            let seen = try await ImportProcedures(services).preview(file, ImportOrder(), by: actor).revision
            try await ImportProcedures(services)(file, ImportOrder(), seen: seen, by: actor)
        }
        if hasReceivers { return }
        let receivers = try Self.receivers()
        let mark = try await ImportReceivers(services).preview(receivers, by: actor).mark
        try await ImportReceivers(services)(receivers, from: today, seen: mark, by: actor)
    }

    /// The seventy, and of those whose time is printed without a unit what the generated province promises: that many working days (PR-9).
    private static func list() throws -> InputFile {
        let columns = ["code", "name", "field", "levels", "counter_time", "online_time", "post_time", "decision", "source"]
        var writer = CSVWriter(.machine)
        let more = ["local_limit", "online_fee", "service_extent", "service_extent_from", "partial_reason"]
        writer.add((columns + more).map { .text($0) })
        for row in try DemoTable("procedures.csv").rows {
            let promised = Int(row("counter_time")).map { "\($0) ngày làm việc" } ?? ""
            let service = services[row("code")]
            let offered = service.map { [$0.fee, $0.reason.isEmpty ? "full" : "partial", "2022-08-15", $0.reason] } ?? ["", "", "", ""]
            writer.add((columns.map { row($0) } + [promised] + offered).map { .text($0) })
        }
        return InputFile(name: "procedures.csv", bytes: writer.bytes)
    }

    /// What the generated province offers online, for which fee, and why only in part (OL-2); invented.
    private static let services: [String: (fee: String, reason: String)] = [
        "2.000815": ("20000", ""), "1.000656": ("", ""), "1.001193": ("", ""), "1.004873": ("15000", ""), "1.004194": ("7000", ""),
        "1.004222": ("10000", ""), "1.001612": ("100000", ""), "3.000333": ("200000", ""), "1.000894": ("", "Hai bên phải có mặt"),
        "1.004837": ("", "Nộp bản chính khi nhận kết quả"), "1.013225": ("75000", "Kiểm tra thực địa"),
        "1.013833": ("", "Nộp bản chính giấy chứng nhận"), "3.000347": ("", "Phải chụp ảnh tại nơi tiếp nhận"),
        "1.011607": ("", "Xác minh tại nhà"),
    ]

    /// Of a procedure of the commune every commune; of one of the province the department in whose field it lies.
    private static func receivers() throws -> InputFile {
        let communes = try DemoTable("sample-province/units.csv").rows.filter { $0("block") == "communes" }.map { $0("code") }
        var lines = ["code,unit"]
        for row in try DemoTable("procedures.csv").rows {
            let levels = row("levels")
            if levels.contains("province") { lines.append("\(row("code")),\(departments[row("field")] ?? office)") }
            if levels.contains("commune") { lines += communes.map { "\(row("code")),\($0)" } }
        }
        return InputFile(name: "receivers.csv", bytes: Array(lines.joined(separator: "\n").utf8))
    }

    /// The office of the province's committee, which receives what belongs to no department here.
    private static let office = "M-VPUB"
    private static let departments = [
        "Hộ tịch": "M-STP", "Lý lịch tư pháp": "M-STP", "Trợ giúp pháp lý": "M-STP", "Thú y": "M-SNN", "Thủy sản": "M-SNN",
        "Đất đai": "M-STNMT", "Hạ tầng kỹ thuật": "M-SXD", "Chính sách": "M-SLDTBXH", "Thuế": "M-CT",
        "Quản lý xuất nhập cảnh": "M-CA", "Thành lập và hoạt động của doanh nghiệp": "M-SKHDT", "Thực hiện chính sách BHXH": "M-BHXH",
        "Sát hạch, cấp giấy phép lái xe": "M-SGTVT",
        "Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng": "M-CA",
        "Quản lý ngành nghề đầu tư, kinh doanh có điều kiện về an ninh, trật tự": "M-CA",
    ]
}
