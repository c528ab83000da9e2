import Platform

/// The addresses of the room.
enum FeedbackLink {
    static let front: Link = "/feedback"
    static let new: Link = "/feedback/new"
    static let tracking: Link = "/feedback/track"
    static let published: Link = "/feedback/published"
    static let figures: Link = "/feedback/figures"
    static let desks: Link = "/feedback/desk"
    static let conferences: Link = "/feedback/conferences"
    static let receiver: Link = "/feedback/receiver"

    static func track(_ receipt: Receipt) -> Link { "/feedback/track/\(receipt.text)" }
    static func published(_ number: String) -> Link { "/feedback/published/\(number)" }
    static func desk(_ unit: String) -> Link { "/feedback/units/\(unit)" }
    static func entry(_ unit: String) -> Link { "/feedback/units/\(unit)/new" }
    static func petition(_ number: String) -> Link { "/feedback/petitions/\(number)" }
    static func act(_ number: String, _ act: DeskAct) -> Link { "/feedback/petitions/\(number)/acts/\(act.rawValue)" }
    static func photo(_ number: String, _ photo: Int) -> Link { "/feedback/petitions/\(number)/photos/\(photo)" }
    static func conference(_ number: String) -> Link { "/feedback/conferences/\(number)" }
    static func plan(_ unit: String) -> Link { "/feedback/units/\(unit)/conferences/new" }
    static func promise(_ conference: String, _ number: Int) -> Link { "/feedback/conferences/\(conference)/promises/\(number)" }
    static func question(_ conference: String, _ number: Int) -> Link { "/feedback/conferences/\(conference)/questions/\(number)" }
}

extension Context {
    /// What was done, told on the page that follows.
    var done: HTML { done(in: "feedback") }

    /// A text where there is one, a dash where not.
    func text(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "–" }
}

extension HTML {
    /// What somebody wrote, in the language in which it was, with its lines.
    static func said(_ text: String, in language: String? = nil) -> HTML {
        "<p class=\"said\"\(attribute: "lang", language)>\(text)</p>"
    }
}
