import Foundation
import Kernel

/// The content of a procedure as JSON with one way only to write it: what is stored, and what programs are given.
///
/// Keys are in order and parts that say nothing are left out. The version (decision and days) is not in it: those are columns, and
/// change when a later version takes its place.
package struct ProcedureDocument: Codable, Sendable {
    struct Time: Codable, Sendable {
        var printed: String
        /// Both where the text says them; reading goes by the text.
        var amount: String?
        var unit: String?
    }

    struct Way: Codable, Sendable {
        var channel: String
        var time: Time?
        var fee: String?
        /// `free`, `dong`, `foreign`, `unstated`, `unread`.
        var feeKind: String
        var feeAmount: String?
        var feeCurrency: String?
        var feeNote: String?
        var description: String?

        enum CodingKeys: String, CodingKey {
            case channel, time, fee, description
            case feeKind = "fee_kind"
            case feeAmount = "fee_amount"
            case feeCurrency = "fee_currency"
            case feeNote = "fee_note"
        }
    }

    struct Case: Codable, Sendable {
        struct Paper: Codable, Sendable {
            var name: String
            var originals: Int?
            var copies: Int?
            var forms: [String]?
        }
        var name: String?
        var papers: [Paper]
    }

    /// A name with the number or code that belongs to it.
    struct Named: Codable, Sendable {
        var name: String
        var code: String?
    }

    struct Service: Codable, Sendable {
        var level: Int?
        /// `full` or `partial`.
        var extent: String?
        var reason: String?
        var from: String
        var to: String?
    }

    struct Step: Codable, Sendable {
        var name: String
        var performer: String?
        var time: Time?
    }

    var code: String
    var name: String
    var field, kind, issuer: String?
    var levels, subjects: [String]?
    var deciding, authorised, coordinating, implementing, address: String?
    var steps: String?
    var ways: [Way]?
    var components: [Case]?
    var legalLimit, localLimit: Time?
    var conditions: String?
    var legalBases, results: [Named]?
    var related: [String]?
    var services: [Service]?
    var process: [Step]?
    var link: String?

    enum CodingKeys: String, CodingKey {
        case code, name, field, kind, issuer, levels, subjects, deciding, authorised, coordinating, implementing, address, steps, ways
        case components, conditions, results, related, services, process, link
        case legalLimit = "legal_limit"
        case localLimit = "local_limit"
        case legalBases = "legal_bases"
    }

    package init(_ procedure: Procedure) {
        code = procedure.code
        name = procedure.name
        (field, kind, issuer) = (procedure.field.stated, procedure.kind.stated, procedure.issuer.stated)
        levels = procedure.levels.map(\.rawValue).stated
        subjects = procedure.subjects.stated
        (deciding, authorised) = (procedure.agencies.deciding.stated, procedure.agencies.authorised.stated)
        (coordinating, implementing) = (procedure.agencies.coordinating.stated, procedure.agencies.implementing.stated)
        address = procedure.agencies.address.stated
        steps = procedure.steps.stated
        ways = procedure.ways.map(Way.init).stated
        components = procedure.components.map(Case.init).stated
        (legalLimit, localLimit) = (procedure.legalLimit.map(Time.init), procedure.localLimit.map(Time.init))
        conditions = procedure.conditions.stated
        legalBases = procedure.legalBases.map { Named(name: $0.name, code: $0.number.stated) }.stated
        results = procedure.results.map { Named(name: $0.name, code: $0.code.stated) }.stated
        related = procedure.related.stated
        services = procedure.services.map(Service.init).stated
        process = procedure.process.map { Step(name: $0.name, performer: $0.performer.stated, time: $0.time.map(Time.init)) }.stated
        link = procedure.link.stated
    }

    /// The procedure that the document was made of, without its version.
    ///
    /// Throws where a word is none of ours: then the row was not written by this program.
    package func procedure() throws -> Procedure {
        var procedure = Procedure(code: code, name: name)
        (procedure.field, procedure.kind, procedure.issuer) = (field ?? "", kind ?? "", issuer ?? "")
        procedure.levels = try (levels ?? []).map { try Self.word($0) }
        procedure.subjects = subjects ?? []
        (procedure.agencies.deciding, procedure.agencies.authorised) = (deciding ?? "", authorised ?? "")
        (procedure.agencies.coordinating, procedure.agencies.implementing) = (coordinating ?? "", implementing ?? "")
        procedure.agencies.address = address ?? ""
        procedure.steps = steps ?? ""
        procedure.ways = try (ways ?? []).map { try $0.way() }
        procedure.components = (components ?? []).map(\.group)
        (procedure.legalLimit, procedure.localLimit) = (legalLimit?.time, localLimit?.time)
        procedure.conditions = conditions ?? ""
        procedure.legalBases = (legalBases ?? []).map { LegalBasis(name: $0.name, number: $0.code ?? "") }
        procedure.results = (results ?? []).map { ProcedureResult(name: $0.name, code: $0.code ?? "") }
        procedure.related = related ?? []
        procedure.services = try (services ?? []).map { try $0.service() }
        procedure.process = (process ?? []).map { ProcessStep(name: $0.name, performer: $0.performer ?? "", time: $0.time?.time) }
        procedure.link = link ?? ""
        return procedure
    }

    /// The document as text: the same for equal procedures.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    package init(json: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }

    /// A stored word that the program does not know.
    struct UnknownWord: Error {
        var word: String
    }

    fileprivate static func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
        guard let word = Word(rawValue: text) else { throw UnknownWord(word: text) }
        return word
    }

    fileprivate static func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else { throw UnknownWord(word: text) }
        return day
    }
}

extension ProcedureDocument.Time {
    init(_ time: StatedTime) {
        printed = time.printed
        (amount, unit) = (time.span?.amount.description, time.span?.unit.rawValue)
    }

    var time: StatedTime { StatedTime(printed: printed) }
}

extension ProcedureDocument.Way {
    init(_ way: SubmissionWay) {
        channel = way.channel.rawValue
        time = way.time.map(ProcedureDocument.Time.init)
        fee = way.fee.printed.stated
        (feeNote, description) = (way.fee.note.stated, way.description.stated)
        switch way.fee.amount {
        case .free: feeKind = "free"
        case .dong(let dong): (feeKind, feeAmount, feeCurrency) = ("dong", String(dong), "VND")
        case .foreign(let amount, let currency): (feeKind, feeAmount, feeCurrency) = ("foreign", amount.description, currency)
        case .unstated: feeKind = "unstated"
        case .unread: feeKind = "unread"
        }
    }

    func way() throws -> SubmissionWay {
        let amount: Fee.Amount =
            switch (feeKind, feeAmount, feeCurrency) {
            case ("free", nil, nil): .free
            case ("dong", let text?, _): .dong(try number(Int64(text)))
            case ("foreign", let text?, let currency?): .foreign(try number(Number(text)), currency: currency)
            case ("unstated", nil, nil): .unstated
            case ("unread", nil, nil): .unread
            default: throw ProcedureDocument.UnknownWord(word: feeKind)
            }
        return SubmissionWay(
            try ProcedureDocument.word(channel), time: time?.time, fee: Fee(printed: fee ?? "", amount, note: feeNote ?? ""),
            description: description ?? "")
    }

    private func number<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw ProcedureDocument.UnknownWord(word: feeAmount ?? "") }
        return value
    }
}

extension ProcedureDocument.Case {
    init(_ group: ComponentCase) {
        name = group.name.stated
        papers = group.papers.map { Paper(name: $0.name, originals: $0.originals, copies: $0.copies, forms: $0.forms.stated) }
    }

    var group: ComponentCase {
        ComponentCase(
            name: name ?? "",
            papers: papers.map { .init(name: $0.name, originals: $0.originals, copies: $0.copies, forms: $0.forms ?? []) })
    }
}

extension ProcedureDocument.Service {
    init(_ service: DatedService) {
        (from, to) = (service.from.description, service.to?.description)
        switch service.extent {
        case .level(let value): level = value.rawValue
        case .full: extent = "full"
        case .partial(let why): (extent, reason) = ("partial", why.stated)
        }
    }

    func service() throws -> DatedService {
        let what: DatedService.Extent
        switch (level.flatMap(DatedService.Level.init), extent) {
        case (let level?, nil): what = .level(level)
        case (nil, "full"): what = .full
        case (nil, "partial"): what = .partial(reason: reason ?? "")
        default: throw ProcedureDocument.UnknownWord(word: extent ?? "")
        }
        return DatedService(what, from: try ProcedureDocument.day(from), to: try to.map(ProcedureDocument.day))
    }
}

extension Collection {
    /// Nil where there is nothing, so that the key is left out.
    fileprivate var stated: Self? { isEmpty ? nil : self }
}
