import Kernel
import Platform

/// The addresses of a round's pages.
enum RoundLink {
    static let list: Link = "/assessments/rounds"

    static func board(_ round: Round) -> Link { "/assessments/rounds/\(round.code)" }
    static func settings(_ round: Round) -> Link { "/assessments/rounds/\(round.code)/settings" }

    static func settings(_ round: Round, _ part: SettingsPart) -> Link {
        "/assessments/rounds/\(round.code)/settings/\(part.rawValue)"
    }

    static func queue(_ round: Round) -> Link { "/assessments/rounds/\(round.code)/appraisal" }

    /// A field's queue; codes of fields repeat from block to block, so the block is named besides.
    static func queue(_ round: Round, _ field: ListAppraisals.Field) -> Link {
        "/assessments/rounds/\(round.code)/appraisal/\(field.code)?block=\(field.block)"
    }

    static func judging(_ round: Round, field: String, unit: RoundUnit, criterion: String) -> Link {
        "/assessments/rounds/\(round.code)/appraisal/\(field)/\(unit.code)/\(criterion)"
    }

    static func council(_ round: Round) -> Link { "/assessments/rounds/\(round.code)/council" }
    static func protocolPage(_ round: Round) -> Link { "/assessments/rounds/\(round.code)/council/protocol" }

    static func dispute(_ round: Round, unit: RoundUnit, criterion: String) -> Link {
        "/assessments/rounds/\(round.code)/council/\(unit.code)/\(criterion)"
    }

    /// The list of rounds, and the round itself for pages below it.
    static func crumbs(_ words: Words, _ round: Round? = nil) -> [Crumb] {
        [Crumb(words("assessments.round.list"), list)] + (round.map { [Crumb(words($0.title), board($0))] } ?? [])
    }
}

/// The pages by which a round is run, each one decision.
enum SettingsPart: String, CaseIterable {
    case deadlines, appraisers, reopen, survey, copy, decision
}

extension Words {
    /// The stage with the last day on which it is open.
    func stage(_ stage: Stage, until day: CalendarDate?) -> String {
        guard let day else { return self(stage.text) }
        return self("assessments.round.stage_until", ["stage": self(stage.text), "date": numbers.date(day)])
    }

    /// The title of a field; bonus and penalty have none of their own.
    func field(_ code: String, _ title: Bilingual?) -> String {
        if let title { return "\(code). \(self(title))" }
        return self("assessments.field.\(code)")
    }

    /// Points with no more zeros than they need.
    func exact(_ points: Points?) -> String { points.map { numbers.exact($0) } ?? "–" }
}

extension HTML {
    /// What a page of a round says first where it was come to after something was done: `?done=…`.
    static func done(_ context: Context) -> HTML {
        let known = ["opened", "created", "copied", "deadlines", "assigned", "replaced", "reopened", "imported", "decided"]
        guard let done = context.query["done"], known.contains(done) else { return HTML() }
        return .notice(.success, context.words("assessments.round.done.\(done)", ["count": context.query["count"] ?? ""]))
    }

    /// Links to what else can be done here.
    static func ways(_ label: String, _ links: [Crumb]) -> HTML {
        links.isEmpty
            ? HTML() : "<p class=\"downloads\"><span>\(label)</span>\(each: links, { "<a href=\"\($0.link)\">\($0.text)</a>" })</p>"
    }
}
