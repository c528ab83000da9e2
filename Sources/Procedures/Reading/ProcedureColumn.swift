/// A column of a list of procedures; its name is a promise, for what was exported must come back.
enum ProcedureColumn: Hashable {
    case part(ProcedureField)
    /// The time and the fee of a way to hand in; a list has one row of each.
    case time(SubmissionWay.Channel)
    case fee(SubmissionWay.Channel)
    /// 1…4, and the day from which it holds (OL-1).
    case level, levelFrom
    /// `full` or `partial`, the day from which it holds, and why only partial (OL-2).
    case extent, extentFrom, partialReason
    /// Where the row is from.
    case source

    static let all: [ProcedureColumn] =
        ProcedureField.allCases.filter { $0 != .services && $0 != .process }.map { .part($0) }
        + SubmissionWay.Channel.allCases.flatMap { [.time($0), .fee($0)] }
        + [.level, .levelFrom, .extent, .extentFrom, .partialReason, .source]

    var name: String {
        switch self {
        case .part(let field): field.rawValue
        case .time(let channel): "\(channel.rawValue)_time"
        case .fee(let channel): "\(channel.rawValue)_fee"
        case .level: "service_level"
        case .levelFrom: "service_level_from"
        case .extent: "service_extent"
        case .extentFrom: "service_extent_from"
        case .partialReason: "partial_reason"
        case .source: "source"
        }
    }

    /// The part of the record that the column says something about.
    var field: ProcedureField? {
        switch self {
        case .part(let field): field
        case .time, .fee: .ways
        case .level, .levelFrom, .extent, .extentFrom, .partialReason: .services
        case .source: nil
        }
    }

    /// The names under which lists have it: ours, the portal's key, and the heading of the ministries' workbooks.
    var names: [String] {
        guard case .part(let field) = self else { return [name] }
        let keys = PortalRecord.keys.filter { $0.value == field }.map(\.key)
        return [name] + keys + Self.headings.filter { $0.value == field }.map(\.key)
    }

    /// As the national database exports them, and the index of its list.
    private static let headings: [String: ProcedureField] = [
        "Mã số": .code, "Tên": .name, "Cơ quan ban hành": .issuer, "Cơ quan thực hiện": .implementing, "Lĩnh vực": .field, "bo": .issuer,
    ]
}

/// Of which ways to hand in a list states the time, and of which the fee: it says nothing of the others.
struct StatedWays: Sendable {
    private let times: Set<SubmissionWay.Channel>
    private let fees: Set<SubmissionWay.Channel>

    init(_ columns: some Collection<ProcedureColumn>) {
        times = Set(columns.compactMap { if case .time(let channel) = $0 { channel } else { nil } })
        fees = Set(columns.compactMap { if case .fee(let channel) = $0 { channel } else { nil } })
    }

    /// The ways that were there with what a list states laid over them; of a way that is there once, what has no column stays.
    func merge(_ stated: [SubmissionWay], into present: [SubmissionWay]) -> [SubmissionWay] {
        var ways = present
        for channel in SubmissionWay.Channel.allCases where times.contains(channel) || fees.contains(channel) {
            let new = stated.first { $0.channel == channel }
            let places = ways.indices.filter { ways[$0].channel == channel }
            if let place = places.first, places.count == 1, let new {
                if times.contains(channel) { ways[place].time = new.time }
                if fees.contains(channel) { ways[place].fee = new.fee }
            } else {
                ways.removeAll { $0.channel == channel }
                if let new { ways.append(new) }
            }
        }
        return ways
    }
}
