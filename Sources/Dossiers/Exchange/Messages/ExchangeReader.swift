import Kernel
import Procedures
import Storage
import WorkingTime

/// Understands dossiers of an exchange: the same rules as for lists, and their supplements as intervals of the clock.
struct ExchangeReader {
    /// What one message says.
    struct Reading {
        var dossier: ForeignDossier
        var suspensions: [Suspension] = []
        var appointment: Extension?
        /// The appointment that the new one took the place of.
        var before: Timestamp?
        var steps: [(at: Timestamp, login: String, text: String)] = []
        var fees: [FeeLine] = []
        /// When it changed there.
        var changed: Timestamp
    }

    /// What is wrong with a message, and in which field of it.
    struct Refusal: Error, Hashable {
        let kind: ImportFault.Kind
        let field: String
    }

    private let agencies: ForeignCatalogue
    private let codes: ForeignCatalogue
    private let now: Timestamp

    init(at now: Timestamp, _ db: any Connection) throws {
        agencies = try ForeignCatalogue(.agency, db)
        codes = try ForeignCatalogue(.code, db)
        self.now = now
    }

    /// The units and versions that readings refer to.
    var catalogue: ForeignCatalogue { codes }

    func read(_ message: ExchangedDossier) throws(Refusal) -> Reading {
        if let name = message.malformed.first { throw Refusal(kind: .malformed, field: name) }
        var dossier = ForeignDossier()
        let code = Array(try needed("MaHoSo", message).utf8)
        guard let written = WrittenCode(code.span) else { throw Refusal(kind: .notACode, field: "MaHoSo") }
        dossier.code = written.text(code.span)
        let received = try moment("NgayTiepNhan", message.fields)
        guard let received else { throw Refusal(kind: .missing, field: "NgayTiepNhan") }
        dossier.received = received.start
        let day = received.day.daysSince1970
        let agency = message.fields["DonViXuLy"].flatMap { $0.isEmpty ? nil : Array($0.utf8) } ?? Array(code.prefix(written.agency))
        guard let unit = agencies.unit(agency.span, on: day) ?? codes.unit(agency.span, on: day) else {
            throw Refusal(kind: .unknownUnit, field: "DonViXuLy")
        }
        dossier.unit = unit
        let procedureCode = Array(try needed("MaTTHC", message).utf8)
        guard let procedure = codes.procedure(procedureCode.span) else { throw Refusal(kind: .unknownProcedure, field: "MaTTHC") }
        guard let version = codes.version(of: procedure, on: day) else { throw Refusal(kind: .notInForce, field: "MaTTHC") }
        if codes.versions[version].isAbolished { throw Refusal(kind: .abolished, field: "MaTTHC") }
        (dossier.version, dossier.clock) = (version, codes.clock(of: procedure, on: day))
        dossier.channel = try word("KenhThucHien", message, ["1": .direct, "2": .online, "3": .post]) ?? .direct
        dossier.subject = try word("LoaiDoiTuong", message, ["1": .citizen, "2": .enterprise, "3": .organisation]) ?? .citizen
        dossier.delivery = try word("HinhThuc", message, ["0": .counter, "1": .post, "2": .online]) ?? .counter
        guard let number = Int(try needed("TrangThaiHoSo", message)), let state = DossierState(national: number) else {
            throw Refusal(kind: .unknownWord, field: "TrangThaiHoSo")
        }
        dossier.state = state
        dossier.due = try moment("NgayHenTra", message.fields)?.end
        dossier.returned = state == .returned ? try moment("NgayTra", message.fields)?.notBefore(dossier.received) : nil
        dossier.finished = try moment("NgayKetThucXuLy", message.fields)?.notBefore(dossier.received) ?? dossier.returned
        dossier.officer = try line("NguoiXuLy", message.fields)
        dossier.applicant = try line("ChuHoSo", message.fields)
        dossier.digital.isDigitised = !message.papers.isEmpty && message.papers.allSatisfy { $0["DuocSoHoa"] == "1" }
        dossier.digital.reusesData = message.papers.contains { $0["DuocLayTuKhoDMQG"] == "1" }
        var reading = Reading(dossier: dossier, changed: dossier.received)
        try readSupplements(message, into: &reading)
        try readSteps(message, into: &reading)
        if let fault = reading.dossier.fault(at: now) { throw Refusal(kind: fault.kind, field: Self.field(fault.column)) }
        let told = [reading.dossier.received, reading.dossier.finished, reading.dossier.returned, reading.appointment?.at]
        let moments = told + reading.steps.map(\.at) + reading.suspensions.map { $0.to ?? $0.from }
        reading.changed = try moment("ThoiDiemCapNhat", message.fields)?.start ?? moments.compactMap(\.self).max() ?? reading.changed
        if reading.changed > now { throw Refusal(kind: .inFuture, field: "ThoiDiemCapNhat") }
        try readFees(message, into: &reading)
        return reading
    }

    /// A request for a supplement is an interval until what was missing came (OS-53); a new date of return is the one extension (OS-55).
    private func readSupplements(_ message: ExchangedDossier, into reading: inout Reading) throws(Refusal) {
        for item in message.supplements {
            let text = String((item["NoiDungBoSung"] ?? "").prefix(DossierAct.lineLimit))
            guard let asked = try moment("NgayBoSung", item)?.notBefore(reading.dossier.received) else {
                throw Refusal(kind: .missing, field: "NgayBoSung")
            }
            let answered = try moment("NgayTiepNhanBoSung", item)?.notBefore(asked)
            if asked < reading.dossier.received { throw Refusal(kind: .dueBeforeReceipt, field: "NgayBoSung") }
            if let answered, answered < asked { throw Refusal(kind: .finishedBeforeReceipt, field: "NgayTiepNhanBoSung") }
            if let last = reading.suspensions.last, last.to.map({ asked < $0 }) ?? true {
                throw Refusal(kind: .overlapping, field: "NgayBoSung")
            }
            reading.suspensions.append(Suspension(from: asked, to: answered, reason: .supplement, document: text.isEmpty ? nil : text))
            if let moved = try moment("NgayHenTraMoi", item) {
                reading.before = try moment("NgayHenTraTruoc", item)?.end
                reading.appointment = Extension(at: answered ?? asked, to: moved.day, reason: text, document: nil)
                if try moment("NgayHenTra", message.fields) == nil { reading.dossier.due = moved.end }
            }
        }
        reading.dossier.supplements = reading.suspensions.count
    }

    private func readSteps(_ message: ExchangedDossier, into reading: inout Reading) throws(Refusal) {
        for item in message.progress {
            guard let at = try moment("ThoiDiemXuLy", item)?.notBefore(reading.dossier.received) else {
                throw Refusal(kind: .missing, field: "ThoiDiemXuLy")
            }
            if at > now { throw Refusal(kind: .inFuture, field: "ThoiDiemXuLy") }
            let person = [item["NguoiXuLy"], item["ChucDanh"], item["PhongBanXuLy"]].compactMap(\.self).filter { !$0.isEmpty }
            let text = String((item["NoiDungXuLy"] ?? "").prefix(DossierAct.textLimit))
            reading.steps.append((at, String(person.joined(separator: ", ").prefix(DossierAct.lineLimit)), text))
        }
    }

    /// What is to be paid, in whole đồng; that it was paid is said of online payment, and by the result having been handed over (OS-15).
    private func readFees(_ message: ExchangedDossier, into reading: inout Reading) throws(Refusal) {
        let isOnline = message.fields["DuocThanhToanTrucTuyen"] == "1"
        let isPaid = isOnline || reading.dossier.state == .returned
        for item in message.fees {
            let (name, code) = (try line("TenPhiLePhi", item), try line("MaPhiLePhi", item))
            guard let name = name ?? code else { throw Refusal(kind: .missing, field: "TenPhiLePhi") }
            guard let dong = Int64(item["Gia"] ?? ""), (0...Self.mostDong).contains(dong) else {
                throw Refusal(kind: .notANumber, field: "Gia")
            }
            reading.fees.append(FeeLine(name: name, dong: dong, paid: isPaid ? reading.changed : nil))
        }
        if reading.fees.contains(where: { $0.dong > 0 }) { reading.dossier.fee = isOnline ? .online : isPaid ? .counter : .unpaid }
    }

    private static let mostDong: Int64 = 1_000_000_000_000

    // MARK: one field

    private func needed(_ name: String, _ message: ExchangedDossier) throws(Refusal) -> String {
        guard let text = message.fields[name], !text.isEmpty else { throw Refusal(kind: .missing, field: name) }
        return text
    }

    private func moment(_ name: String, _ fields: [String: String]) throws(Refusal) -> WrittenMoment? {
        guard let text = fields[name], !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        guard let moment = WrittenMoment(bytes.span, .dayFirst) else { throw Refusal(kind: .notAMoment, field: name) }
        return moment
    }

    private func word<Word: RawRepresentable<String>>(
        _ name: String, _ message: ExchangedDossier, _ numbers: [String: Word]
    ) throws(Refusal) -> Word? {
        guard let text = message.fields[name], !text.isEmpty else { return nil }
        guard let word = numbers[text] ?? Word(rawValue: text) else { throw Refusal(kind: .unknownWord, field: name) }
        return word
    }

    private func line(_ name: String, _ fields: [String: String]) throws(Refusal) -> String? {
        guard let text = fields[name], !text.isEmpty else { return nil }
        if text.count > ImportReader.textLimit { throw Refusal(kind: .tooLong, field: name) }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { throw Refusal(kind: .control, field: name) }
        return text
    }

    private static func field(_ column: ImportColumn) -> String {
        switch column {
        case .received: "NgayTiepNhan"
        case .due: "NgayHenTra"
        case .finished: "NgayKetThucXuLy"
        case .returned: "NgayTra"
        default: column.name
        }
    }
}
