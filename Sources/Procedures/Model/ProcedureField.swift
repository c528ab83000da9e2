import Kernel

/// A part of a procedure's record: what a fault, a difference or a column names.
package enum ProcedureField: String, Hashable, Sendable, CaseIterable {
    case code, name, field, kind, issuer, levels, subjects
    case deciding, authorised, coordinating, implementing, address
    case steps, ways, components
    case legalLimit = "legal_limit"
    case localLimit = "local_limit"
    case conditions
    case legalBases = "legal_bases"
    case results, related, services, process
    case decision, decided, change, from, to
    case link

    /// The key of its name.
    package var text: String { "procedures.field.\(rawValue)" }

    /// Whether the order of its rows says nothing: the portal gives them in any.
    var isUnordered: Bool { self != .process }
}

extension Procedure {
    /// A part as rows of text in one form only, so that equal parts are equal rows; none where nothing is said.
    package func rows(of field: ProcedureField) -> [String] {
        switch field {
        case .levels: levels.map(\.rawValue)
        case .subjects: subjects
        case .ways: ways.map(Self.row)
        case .components: components.flatMap(Self.rows)
        case .legalBases: legalBases.map { Self.row([$0.name, $0.number]) }
        case .results: results.map { Self.row([$0.name, $0.code]) }
        case .related: related
        case .services: services.map(Self.row)
        case .process: process.map { Self.row([$0.name, $0.performer, Self.text($0.time)]) }
        default: [text(of: field)].filter { !$0.isEmpty }
        }
    }

    private func text(of field: ProcedureField) -> String {
        switch field {
        case .code: code
        case .name: name
        case .field: self.field
        case .kind: kind
        case .issuer: issuer
        case .deciding: agencies.deciding
        case .authorised: agencies.authorised
        case .coordinating: agencies.coordinating
        case .implementing: agencies.implementing
        case .address: agencies.address
        case .steps: steps
        case .legalLimit: Self.text(legalLimit)
        case .localLimit: Self.text(localLimit)
        case .conditions: conditions
        case .decision: version.decision
        case .decided: version.decided?.description ?? ""
        case .change: version.change?.rawValue ?? ""
        case .from: version.from?.description ?? ""
        case .to: version.to?.description ?? ""
        case .link: link
        case .levels, .subjects, .ways, .components, .legalBases, .results, .related, .services, .process: ""
        }
    }

    private static func row(_ parts: [String]) -> String { parts.joined(separator: " | ") }

    /// `05 ngày làm việc` and `5 Ngày làm việc` are one limit.
    private static func text(_ time: StatedTime?) -> String {
        guard let time else { return "" }
        return time.span.map { "\($0.amount) \($0.unit.rawValue)" } ?? time.printed
    }

    private static func row(_ way: SubmissionWay) -> String {
        let fee =
            switch way.fee.amount {
            case .free: "free"
            case .dong(let dong): "\(dong) VND"
            case .foreign(let amount, let currency): "\(amount) \(currency)"
            case .unstated: ""
            case .unread: way.fee.printed
            }
        return row([way.channel.rawValue, text(way.time), fee, way.fee.note, way.description])
    }

    private static func rows(_ group: ComponentCase) -> [String] {
        if group.papers.isEmpty { return [group.name] }
        return group.papers.map { paper in
            let numbers = [paper.originals, paper.copies].map { $0.map(String.init) ?? "" }
            return row([group.name, paper.name] + numbers + paper.forms)
        }
    }

    private static func row(_ service: DatedService) -> String {
        let extent =
            switch service.extent {
            case .level(let level): "level \(level.rawValue)"
            case .full: "full"
            case .partial(let reason): reason.isEmpty ? "partial" : "partial: \(reason)"
            }
        return row([extent, service.from.description, service.to?.description ?? ""])
    }
}
