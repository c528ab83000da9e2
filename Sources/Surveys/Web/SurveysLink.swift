import Platform

/// The addresses of the room.
enum SurveysLink {
    static let front: Link = "/surveys"
    static let instruments: Link = "/surveys/instruments"
    static let newCampaign: Link = "/surveys/new"
    static let assignments: Link = "/surveys/asking"

    static func instrument(_ id: String) -> Link { "/surveys/instruments/\(id)" }
    static func instrument(_ id: String, _ file: String) -> Link { "/surveys/instruments/\(id)/\(file)" }
    static func campaign(_ number: String) -> Link { "/surveys/campaigns/\(number)" }
    static func plan(_ number: String) -> Link { "/surveys/campaigns/\(number)/plan" }
    static func costs(_ number: String) -> Link { "/surveys/campaigns/\(number)/costs" }
    static func newGroup(_ number: String) -> Link { "/surveys/campaigns/\(number)/groups/new" }
    static func group(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)" }
    static func frame(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/frame" }
    static func strata(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/strata" }
    static func drop(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/drop" }
    static func people(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/people" }
    static func replace(_ number: String, _ group: String, _ person: Int) -> Link {
        "/surveys/campaigns/\(number)/groups/\(group)/people/\(person)/replace"
    }
    static func letters(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/letters" }
    static func invite(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/invite" }
    static func assign(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/assign" }
    static func draw(_ number: String) -> Link { "/surveys/campaigns/\(number)/draw" }
    static func discard(_ number: String) -> Link { "/surveys/campaigns/\(number)/discard" }
    static func move(_ number: String) -> Link { "/surveys/campaigns/\(number)/move" }
    static func follow(_ number: String) -> Link { "/surveys/campaigns/\(number)/follow" }

    static let results: Link = "/surveys/results"
    static func results(_ number: String) -> Link { "/surveys/results/\(number)" }
    static func figures(_ number: String) -> Link { "/surveys/campaigns/\(number)/figures" }
    static func figures(_ number: String, _ part: StaticString) -> Link {
        Link(path: "/surveys/campaigns/\(number)/figures/\(part)") ?? figures(number)
    }
    static func margins(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/margins" }
    static func remarks(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/remarks" }
    static func exchange(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/exchange" }
    static func export(_ number: String, _ group: String, _ file: String) -> Link {
        "/surveys/campaigns/\(number)/groups/\(group)/exchange/\(file)"
    }
    static func takeIn(_ number: String, _ group: String) -> Link { "/surveys/campaigns/\(number)/groups/\(group)/import" }

    static func respond(_ token: String) -> Link { "/surveys/r/\(token)" }
    static func respond(_ token: String, _ unit: String) -> Link { "/surveys/r/\(token)/\(unit)" }
    static func open(_ number: String, _ group: String, _ unit: String) -> Link { "/surveys/open/\(number)/\(group)/\(unit)" }
    static func openForm(_ number: String, _ group: String, _ unit: String) -> Link { "/surveys/open/\(number)/\(group)/\(unit)/form" }
    static func ask(_ number: String, _ group: String, _ person: Int) -> Link { "/surveys/asking/\(number)/\(group)/\(person)" }
    static func ask(_ number: String, _ group: String, _ person: Int, _ unit: String) -> Link {
        "/surveys/asking/\(number)/\(group)/\(person)/\(unit)"
    }
}

extension Context {
    /// What was done, told on the page that follows.
    var done: HTML {
        guard let done = query["done"], words.has("surveys.done.\(done)") else { return HTML() }
        return .notice(.success, words("surveys.done.\(done)"))
    }

    /// The page of a list, from 1.
    var pageNumber: Int { min(max(Int(query["page"] ?? "") ?? 1, 1), 100_000) }
}
