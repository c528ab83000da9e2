import Kernel
import Platform
import Scoring

/// The words of this room's JSON: every number a decimal string, every moment an ISO text, every name in both languages.
enum APIWord {
    struct Names: Codable {
        let vi, en: String

        init(_ names: Bilingual) { (vi, en) = (names.vi, names.en) }
        var bilingual: Bilingual { Bilingual(vi: vi, en: en) }
    }

    struct Unit: Encodable {
        let code: String
        let name: Names
        let block: String
        let ranked: Bool

        init(_ unit: RoundUnit) {
            code = unit.code
            name = Names(unit.name)
            block = unit.block
            ranked = unit.isRanked
        }
    }

    struct Entry: Encodable {
        let stage: String
        let inputs: [String: String]?
        let points: String?
        let applicable: Bool
        let comment: String
        let proposal: [String: String]?
        let version, claim_version: Int
        let by, saved: String

        init(_ entry: Assessments.Entry) {
            stage = entry.kind.rawValue
            inputs = entry.stated?.values
            points = entry.points?.description
            applicable = entry.isApplicable
            comment = entry.comment
            proposal = entry.proposal?.values
            version = entry.version
            claim_version = entry.claimVersion
            by = entry.by.name
            saved = entry.saved.description
        }
    }

    struct Reopening: Encodable {
        let id: String
        let criterion: String?
        let stage, reason, by, granted: String
        /// The last day; the reopening may have been ended in the course of it.
        let until: String?

        init(_ reopening: Assessments.Reopening) {
            id = reopening.id.rawValue
            criterion = reopening.criterion
            stage = reopening.stage.rawValue
            reason = reopening.reason
            by = reopening.by.name
            granted = reopening.granted.description
            until = reopening.until.lastDay?.description
        }
    }

    struct Submission: Encodable {
        let stage, digest, by, submitted: String
        let number: Int

        init(_ submission: Assessments.Submission) {
            stage = submission.kind.rawValue
            digest = submission.digest
            by = submission.by.name
            submitted = submission.submitted.description
            number = submission.number
        }
    }

    struct Evidence: Encodable {
        let id, title, by, added: String
        let number, issued, file, type, digest, link, removed: String?
        let version: Int
        let size: Int?

        init(_ evidence: Assessments.Evidence) {
            id = evidence.id.rawValue
            title = evidence.title
            number = evidence.number
            issued = evidence.issued?.description
            version = evidence.version
            by = evidence.by.name
            added = evidence.added.description
            removed = evidence.removed?.description
            switch evidence.source {
            case .file(let stored, let name, let mediaType):
                (file, type, digest, size, link) = (name, mediaType, stored.digest.rawValue, stored.size, nil)
            case .link(let address): (file, type, digest, size, link) = (nil, nil, nil, nil, address)
            }
        }
    }

    struct Citation: Encodable {
        let id, stage, section, page: String
        let evidence: Evidence

        init(_ citation: Assessments.Citation) {
            id = citation.id.rawValue
            stage = citation.kind.rawValue
            section = citation.section
            page = citation.page
            evidence = Evidence(citation.evidence)
        }
    }

    struct Fault: Encodable {
        let place: String
        let field: String?
        let code, message: String

        init(_ fault: Kernel.Fault, _ words: Words) {
            place = fault.place.file
            field = fault.place.field
            code = fault.code
            message = words.message(fault)
        }
    }

    /// That something was done and there is nothing more to say.
    struct Done: Encodable {
        let done = true
    }

    /// A call without anything to say.
    struct Nothing: Decodable {}
}

extension Context {
    /// The leaf that the address names.
    var leafName: LeafName { get throws { try LeafName(round: path("round"), unit: path("unit"), criterion: path("criterion")) } }
}

extension CalendarDate {
    /// A day of a call; `field` names it in the refusal.
    init(call text: String, field: String) throws(AssessmentsError) {
        guard let date = CalendarDate(text) else { throw .unreadable(field: field, text: text) }
        self = date
    }
}
