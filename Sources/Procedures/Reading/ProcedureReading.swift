import Foundation
import Kernel

/// Turns the parts of a record as a file has them into a procedure, whatever file it is.
struct ProcedureReading {
    private(set) var read: ReadProcedure

    /// `code` and `name` are known to be there.
    init(_ parts: [ProcedureField: String], at place: Place) {
        read = ReadProcedure(Procedure(code: parts[.code] ?? "", name: parts[.name] ?? ""), at: place)
        read.printed = parts.filter { !$0.value.isEmpty }
        for field in ProcedureField.allCases {
            if let text = read.printed[field], !text.saysNothing { take(text, field) }
        }
    }

    private mutating func take(_ text: String, _ field: ProcedureField) {
        switch field {
        case .code, .name: break
        case .field: read.procedure.field = text
        case .kind: read.procedure.kind = text
        case .issuer: read.procedure.issuer = PortalWord.issuers[text] ?? text
        case .levels: takeLevels(text)
        case .subjects: takeSubjects(text)
        case .deciding: read.procedure.agencies.deciding = text
        case .authorised: read.procedure.agencies.authorised = text
        case .coordinating: read.procedure.agencies.coordinating = text
        case .implementing: read.procedure.agencies.implementing = text
        case .address: read.procedure.agencies.address = text
        case .steps: read.procedure.steps = text
        case .ways:
            let table = WayTable(text)
            (read.procedure.ways, read.unread) = (table.ways, read.unread + table.unread)
        case .components:
            let table = ComponentTable(text)
            (read.procedure.components, read.unread) = (table.cases, read.unread + table.unread)
        case .legalBases:
            let table = LegalBasisTable(text)
            (read.procedure.legalBases, read.unread) = (table.bases, read.unread + table.unread)
        case .results:
            let table = ResultTable(text.withoutPageEnd)
            (read.procedure.results, read.unread) = (table.results, read.unread + table.unread)
        case .legalLimit: read.procedure.legalLimit = limit(text, field)
        case .localLimit: read.procedure.localLimit = limit(text, field)
        case .conditions:
            let conditions = text.withoutPageEnd
            read.procedure.conditions = conditions.saysNothing ? "" : conditions
        case .related: takeRelated(text)
        case .decision: read.procedure.version.decision = text
        case .link: read.procedure.link = text
        // Only a table has them, each in a column that is checked as it is read.
        case .services, .process, .decided, .change, .from, .to: break
        }
    }

    private mutating func limit(_ text: String, _ field: ProcedureField) -> StatedTime {
        let time = StatedTime(printed: text)
        if time.span == nil { read.unread.append(Unread(Unread.Reason(time: time), in: field, text)) }
        return time
    }

    private mutating func takeLevels(_ text: String) {
        for word in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let name = word.trimmed
            if let level = PortalWord.levels[name.lowercased()] ?? Procedure.Level(rawValue: name) {
                if !read.procedure.levels.contains(level) { read.procedure.levels.append(level) }
            } else {
                read.unread.append(Unread(.unknownWord, in: .levels, name))
            }
        }
    }

    /// Some subjects have commas in their names, so that known ones are taken whole.
    private mutating func takeSubjects(_ text: String) {
        var rest = text[...]
        while !rest.isEmpty {
            let known = PortalWord.subjects.first { subject in
                guard rest.hasPrefix(subject) else { return false }
                let after = rest.dropFirst(subject.count).drop { $0.isWhitespace }
                return after.isEmpty || after.first == "," || after.first == ";"
            }
            let subject: String = known ?? String(rest.prefix { $0 != "," && $0 != ";" })
            let name = subject.trimmed
            if known == nil { read.unread.append(Unread(.unknownWord, in: .subjects, name)) }
            if !name.isEmpty { read.procedure.subjects.append(name) }
            rest = rest.dropFirst(subject.count).drop { $0.isWhitespace || $0 == "," || $0 == ";" }
        }
    }

    /// The portal prints the table twice, for two widths of its page; where both say one name, it is that.
    private mutating func takeRelated(_ text: String) {
        let halves = text.components(separatedBy: "#1Tên thủ tục")
        if halves.count == 2, halves[0] == "#Tên thủ tục1" + halves[1] {
            read.procedure.related = [halves[1]]
        } else {
            read.unread.append(Unread(.noTable, in: .related, text))
            read.procedure.related = [text]
        }
    }

    mutating func set(_ change: (inout Procedure) -> Void) { change(&read.procedure) }

    mutating func tell(_ unread: Unread) { read.unread.append(unread) }
}
