import Foundation
import Kernel
import Platform

/// How parts of a procedure are worded on pages.
extension Words {
    /// `5 ngày làm việc`.
    func time(_ span: StatedTime.Span) -> String {
        self("procedures.time.\(span.unit.rawValue)", ["count": numbers.plain(span.amount)])
    }

    /// As it was printed where it says no span; of a bare number that it has no unit.
    func time(_ time: StatedTime?) -> String? {
        guard let time else { return nil }
        if let span = time.span { return self.time(span) }
        return Number(time.printed) == nil ? time.printed : self("procedures.time.without_unit", ["amount": time.printed])
    }

    func fee(_ fee: Fee) -> String? {
        switch fee.amount {
        case .free: self("procedures.fee.free")
        case .dong(let dong): self("procedures.fee.dong", ["amount": numbers.count(Int(dong))])
        case .foreign(let amount, let currency): "\(numbers.plain(amount)) \(currency)"
        case .unstated: nil
        case .unread: fee.printed
        }
    }

    func level(_ level: Procedure.Level) -> String { self("procedures.level.\(level.rawValue)") }

    func levels(_ levels: [Procedure.Level]) -> String { levels.map { level($0) }.joined(separator: ", ") }

    func extent(_ extent: DatedService.Extent) -> String {
        switch extent {
        case .level(let level): self("procedures.service.level", ["level": String(level.rawValue)])
        case .full: self("procedures.service.full")
        case .partial(let reason):
            reason.isEmpty ? self("procedures.service.partial") : self("procedures.service.partial_because", ["reason": reason])
        }
    }

    func change(_ change: ProcedureVersion.Change?) -> String? { change.map { self("procedures.change.\($0.rawValue)") } }

    /// The days of a version or service; empty where neither is known.
    func days(from: CalendarDate?, to: CalendarDate?) -> String {
        let (from, to) = (from.map { numbers.date($0) }, to.map { numbers.date($0) })
        return switch (from, to) {
        case (nil, nil): ""
        case (let from?, nil): self("procedures.days.from", ["from": from])
        case (nil, let to?): self("procedures.days.to", ["to": to])
        case (let from?, let to?): self("procedures.days.between", ["from": from, "to": to])
        }
    }

    /// The days of a version; of one whose place another of the same day took, that.
    func days(_ version: ProcedureVersion) -> String {
        if let from = version.from, let to = version.to, to < from { return self("procedures.days.replaced", ["from": numbers.date(from)]) }
        return days(from: version.from, to: version.to)
    }

    /// A row of a part as a difference shows it: its words of one form in the reader's language.
    func row(_ row: String) -> String {
        row.components(separatedBy: " | ").map { word in
            for room in ["channel", "level", "change"] where has("procedures.\(room).\(word)") { return self("procedures.\(room).\(word)") }
            let parts = word.split(separator: " ", maxSplits: 1)
            if parts.count == 2, let unit = StatedTime.Unit(rawValue: String(parts[1])), let amount = Number(parts[0]) {
                return time(StatedTime.Span(amount, unit))
            }
            if parts.count == 2, parts[1] == "VND", let dong = Int(parts[0]) { return fee(Fee(printed: "", .dong(Int64(dong)))) ?? "" }
            if parts.count == 2, parts[0] == "level" { return self("procedures.service.level", ["level": String(parts[1])]) }
            switch word {
            case "free": return self("procedures.fee.free")
            case "full": return self("procedures.service.full")
            case "partial": return self("procedures.service.partial")
            default: return CalendarDate(word).map { numbers.date($0) } ?? word
            }
        }.filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

extension CatalogueEntry {
    var link: Link { "/procedures/\(code)" }
}

extension HTML {
    /// What administrators can do here.
    static func acts(_ label: String, _ links: [Crumb]) -> HTML {
        "<p class=\"downloads\"><span>\(label)</span>\(each: links, { "<a href=\"\($0.link)\">\($0.text)</a>" })</p>"
    }

    /// Text with the lines it has.
    package static func lines(_ text: String) -> HTML {
        HTML(joining: text.split(whereSeparator: \.isNewline).map { "\(String($0))" }, separator: "<br>")
    }
}
