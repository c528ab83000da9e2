import Kernel
import Platform

/// What an appraiser wants to see of a field's queue; carried in the query, so that the next leaf comes from the same choice.
struct QueueChoice {
    /// Which leaves: those that wait, all, or some of those that were judged.
    enum State: String, CaseIterable {
        case waiting, all, judged, cut, explained
    }

    static let names = ["block", "unit", "criterion", "state"]
    static let pageSize = 100

    let block: String?
    let unit: String?
    let criterion: String?
    let state: State
    let page: Int
    /// Whether every box is ticked that can be.
    let isTicked: Bool

    init(_ query: [String: String]) {
        func value(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
        block = value("block")
        unit = value("unit")
        criterion = value("criterion")
        state = value("state").flatMap(State.init(rawValue:)) ?? .waiting
        page = min(max(1, query["page"].flatMap { Int($0) } ?? 1), 10_000)
        isTicked = query["tick"] == "1"
    }

    /// The address with this choice.
    func carried(on link: Link) -> Link {
        link.setting("block", to: block).setting("unit", to: unit).setting("criterion", to: criterion)
            .setting("state", to: state == .waiting ? nil : state.rawValue)
    }

    func admits(_ line: ListAppraisals.Line) -> Bool {
        guard unit == nil || line.unit.code == unit, criterion == nil || line.leaf.code == criterion else { return false }
        return switch state {
        case .waiting: line.isWaiting
        case .all: true
        case .judged: line.entries.verdict != nil
        case .cut: line.entries.isCut
        case .explained: line.entries[.explanation] != nil
        }
    }
}

extension ListAppraisals.Line {
    /// Whether it may be accepted with others at one stroke: the first appraisal of a claim whose points the program computed
    /// from figures, none of which overrules a measured one.
    var canBeAcceptedUnseen: Bool {
        guard isWaiting, stage == .appraisal, let claim = entries.claim, let stated = claim.stated else { return false }
        return !stated.isDirect && claim.isApplicable && (claim.proposal == nil || claim.proposal == stated)
    }

    /// How a box names it: unit, criterion, and the version of the claim that was seen.
    var box: String { "\(unit.code)/\(leaf.code)/\(entries.claim?.version ?? 0)" }

    /// Its place in the work, in one word.
    var stateWord: String {
        if isWaiting { return stage == .secondAppraisal ? "waiting_again" : entries.isOutdated ? "outdated" : "waiting" }
        if entries.verdict == nil { return "open" }
        return entries.isCut ? "cut" : "judged"
    }
}

extension AppraiseMany.Item {
    /// Reads a box.
    init?(box: String) {
        let parts = box.split(separator: "/").map(String.init)
        guard parts.count == 3, let version = Int(parts[2]) else { return nil }
        self.init(unit: parts[0], criterion: parts[1], claimVersion: version)
    }
}
