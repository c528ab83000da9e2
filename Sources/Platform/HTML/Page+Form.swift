import HTTPTypes
import Kernel

extension Page {
    /// A page around one form.
    ///
    /// `error` is why the form was refused: ``Faults`` stand beside the fields they name, everything else beside the first;
    /// the summary above leads to them, and the status says so to programs.
    package static func form(
        _ title: String, lead: String? = nil, crumbs: [Crumb] = [], room: String? = nil, to action: Link, _ fields: [Field],
        submit: String, refused error: (any DomainError)? = nil, by actor: Actor, _ words: Words, above: HTML = HTML(), below: HTML = HTML()
    ) -> Page {
        let told = fields.telling(error, words)
        return Page(
            title, lead: lead, crumbs: crumbs, room: room, status: status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(told, words))\
                \(above)
                \(.form(.post, to: action, told, submit: submit, by: actor))
                \(below)
                """)
    }
}

extension Page {
    /// The status of a page whose form was refused for this reason; 200 without one.
    package static func status(refused error: (any DomainError)?) -> Int { error.map { Int($0.kind.status.code) } ?? 200 }
}

extension [Field] {
    /// The fields with what was wrong of each.
    package func telling(_ error: (any DomainError)?, _ words: Words) -> [Field] {
        guard let error else { return self }
        var fields = self
        var others: [String] = []
        if let faults = error as? Faults {
            for fault in faults.faults {
                let sentence = [words.message(fault), words.hint(fault)].compactMap { $0 }.joined(separator: " ")
                if let index = fields.firstIndex(where: { $0.name == fault.place.field && !$0.isHidden }) {
                    fields[index].error = [fields[index].error, sentence].compactMap { $0 }.joined(separator: " ")
                } else {
                    others.append(sentence)
                }
            }
        } else {
            let hint = words.has("\(error.code).hint") ? words("\(error.code).hint", error.details) : nil
            others = [[words(error.code, error.details), hint].compactMap { $0 }.joined(separator: " ")]
        }
        if !others.isEmpty, let first = fields.firstIndex(where: { !$0.isHidden }) {
            fields[first].error = ([fields[first].error].compactMap { $0 } + others).joined(separator: " ")
        }
        return fields
    }
}

extension Field {
    fileprivate var isHidden: Bool { if case .hidden = control { true } else { false } }
}
