import Kernel
import Platform

/// Where the pages of one unit in one round lie.
struct UnitAddress {
    let round: String
    let unit: String

    init(round: String, unit: String) { (self.round, self.unit) = (round, unit) }

    init(_ round: Round, _ unit: RoundUnit) { self.init(round: round.code, unit: unit.code) }

    init(_ context: Context) throws { self.init(round: try context.path("round"), unit: try context.path("unit")) }

    static let desk: Link = "/assessments"
    static func round(_ code: String) -> Link { "/assessments/rounds/\(code)" }

    var page: Link { "/assessments/rounds/\(round)/units/\(unit)" }
    var submission: Link { "/assessments/rounds/\(round)/units/\(unit)/submission" }
    var withdrawal: Link { "/assessments/rounds/\(round)/units/\(unit)/withdrawal" }
    var sendingBack: Link { "/assessments/rounds/\(round)/units/\(unit)/sending-back" }
    var explanation: Link { "/assessments/rounds/\(round)/units/\(unit)/explanation" }
    var proposals: Link { "/assessments/rounds/\(round)/units/\(unit)/proposals" }
    var evidence: Link { "/assessments/units/\(unit)/evidence" }

    func field(_ code: String) -> Link { "/assessments/rounds/\(round)/units/\(unit)/fields/\(code)" }
    func leaf(_ code: String) -> Link { "/assessments/rounds/\(round)/units/\(unit)/leaves/\(code)" }
    func claim(_ code: String) -> Link { "/assessments/rounds/\(round)/units/\(unit)/leaves/\(code)/claim" }
    func explaining(_ code: String) -> Link { "/assessments/rounds/\(round)/units/\(unit)/leaves/\(code)/explanation" }
    func citing(_ code: String) -> Link { "/assessments/rounds/\(round)/units/\(unit)/leaves/\(code)/evidence" }
    func uncite(_ code: String, _ citation: ID<Citation>) -> Link {
        "/assessments/rounds/\(round)/units/\(unit)/leaves/\(code)/evidence/\(citation)/removal"
    }
    func report(_ kind: Submission.Kind) -> Link { "/assessments/rounds/\(round)/units/\(unit)/reports/\(kind.rawValue)" }

    /// A leaf on the page of its field.
    func place(_ leaf: Leaf) -> Link { "/assessments/rounds/\(round)/units/\(unit)/fields/\(leaf.field)#leaf-\(leaf.code)" }

    /// A leaf as programs name it.
    func api(_ leaf: String, _ act: StaticString) -> String {
        let link: Link = "/api/v1/assessments/rounds/\(round)/units/\(unit)/leaves/\(leaf)"
        return "\(link.text)/\(act)"
    }
}

extension Evidence {
    var page: Link { "/assessments/evidence/\(id)" }
    var file: Link { "/assessments/evidence/\(id)/file" }
}

extension Context {
    /// What was done, told on the page that follows.
    var told: HTML {
        guard let done = query["done"], words.has("assessments.done.\(done)") else { return HTML() }
        return .notice(.success, words("assessments.done.\(done)"))
    }
}

extension [Crumb] {
    /// The way to a unit of a round.
    static func unit(_ round: Round, _ unit: RoundUnit, _ words: Words) -> [Crumb] {
        Self.round(round, words) + [Crumb(words(unit.name), UnitAddress(round, unit).page)]
    }

    static func round(_ round: Round, _ words: Words) -> [Crumb] {
        [Crumb(words("assessments.desk"), UnitAddress.desk), Crumb(words(round.title), UnitAddress.round(round.code))]
    }
}
