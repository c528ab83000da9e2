import Assessments
import Kernel
import Platform

/// The results of a decided round made public under one decision and one seal: draft, embargo, published, superseded (PI-77).
///
/// Nothing of it changes after it was issued; a correction is another publication that takes its place (PI-81).
package struct Publication: Sendable, Hashable {
    package var id: ID<Publication>
    /// Its address for ever: `cchc-2026`.
    package var code: String
    package var round: ID<Round>
    package var title: Bilingual
    package var period: Period
    /// What it corrects; nil for the first of a round.
    package var correction: Correction?
    package var paper: DecisionPaper
    /// The seal over framework, inputs, decisions and results of all blocks; printed in the decision.
    package var root: TreeHash
    /// The file of ``Bundle``, from which everything shown of it is read.
    package var bundle: FileDigest
    package var prepared: Timestamp
    /// Nil for a draft.
    package var decision: Decision?
    /// The publication that corrects it, when there is one.
    package var successor: Successor?

    package struct Correction: Sendable, Hashable {
        package var of: ID<Publication>
        package var code: String
        package var reason: String
    }

    package struct Decision: Sendable, Hashable {
        package var number: String
        package var date: CalendarDate
        package var signer: String
        /// From this moment on everybody sees it.
        package var released: Timestamp
    }

    package struct Successor: Sendable, Hashable {
        package var code: String
        /// Nil while it is a draft.
        package var released: Timestamp?
    }

    package enum Stage: String, Sendable, CaseIterable {
        case draft, embargo, published, superseded
    }

    /// Where it stands by the clock: no timer publishes anything.
    package func stage(at now: Timestamp) -> Stage {
        guard let decision else { return .draft }
        if now < decision.released { return .embargo }
        return successor?.released.map { $0 <= now } == true ? .superseded : .published
    }

    /// Whether everybody may see it.
    package func isPublic(at now: Timestamp) -> Bool { [.published, .superseded].contains(stage(at: now)) }

    var link: Link { "/rankings/publications/\(code)" }
    var bundleLink: Link { "/rankings/publications/\(code)/bundle.zip" }
    var deskLink: Link { "/rankings/desk/\(code)" }
    var subject: String { "rankings/publications/\(code)" }

    /// The code of a block's ranking.
    func ranking(of block: String) -> String { "\(code)-\(block.lowercased())" }
}

/// The words of the printed decision, as NĐ 30/2020 sets them; what law or the province wrote, never the program.
package struct DecisionPaper: Sendable, Hashable {
    /// The agency above the issuing one, printed first; may be empty.
    package var superior: String
    package var agency: String
    package var place: String
    /// One a line, without the word "Căn cứ" or with it.
    package var grounds: String
    /// At whose proposal; may be empty.
    package var proposer: String
    /// One a line.
    package var recipients: String
    /// What stands above the signature: `CHỦ TỊCH`, or `KT. CHỦ TỊCH` and `PHÓ CHỦ TỊCH` on two lines.
    package var signerTitle: String

    package init(
        superior: String = "", agency: String = "", place: String = "", grounds: String = "", proposer: String = "",
        recipients: String = "", signerTitle: String = ""
    ) {
        self.superior = superior
        self.agency = agency
        self.place = place
        self.grounds = grounds
        self.proposer = proposer
        self.recipients = recipients
        self.signerTitle = signerTitle
    }

    /// The fields by the names that forms and calls use.
    static let fields: [(name: String, isRequired: Bool, limit: Int, path: any WritableKeyPath<DecisionPaper, String> & Sendable)] = [
        ("superior", false, 200, \.superior), ("agency", true, 200, \.agency), ("place", true, 100, \.place),
        ("grounds", true, 4000, \.grounds), ("proposer", false, 200, \.proposer), ("recipients", true, 2000, \.recipients),
        ("signer_title", true, 200, \.signerTitle),
    ]

    /// The words with nothing around them; throws all that is missing or too long.
    func checked(_ log: FaultLog) -> DecisionPaper {
        var paper = self
        for field in Self.fields {
            paper[keyPath: field.path] = log.line(paper[keyPath: field.path], field.name, isRequired: field.isRequired, limit: field.limit)
        }
        return paper
    }
}

extension FaultLog {
    /// A text that somebody typed into a field, without spaces around it.
    func line(_ text: String, _ field: String, isRequired: Bool = true, limit: Int = 300) -> String {
        let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        let place = Place(file: "form", field: field)
        if isRequired, text.isEmpty { add("rankings.field_missing", at: place) }
        if text.count > limit { add("rankings.field_too_long", at: place, ["limit": "\(limit)"]) }
        return text
    }

    /// Small letters, digits and hyphens, as addresses need them.
    func code(_ text: String, _ field: String) -> String {
        let text = line(text, field, limit: 60)
        let isCode = text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
        if !isCode { add("rankings.field_no_code", at: Place(file: "form", field: field)) }
        return text
    }

    func date(_ text: String, _ field: String) -> CalendarDate? {
        let date = CalendarDate(written: line(text, field, limit: 20))
        if date == nil, !text.isEmpty { add("rankings.field_no_date", at: Place(file: "form", field: field)) }
        return date
    }
}

/// Who prepares publications, and who issues them (US-1, US-5, US-6).
package enum Publishers {
    package static let preparing: [Role] = [.administrator, .chair, .councilSecretary]
    package static let issuing: [Role] = [.administrator, .chair]
}

extension Actor {
    /// Throws unless one of the roles was granted; whoever has the machine may.
    func require(anyOf roles: [Role]) throws(AccessError) {
        if kind != .operating { try Access.anyOf(roles).check(self) }
    }
}
