import Kernel
import Platform

/// The addresses of the room.
enum ExamsLink {
    static let front: Link = "/exams"
    static let new: Link = "/exams/new"
    static let bank: Link = "/exams/bank"
    static let bankImport: Link = "/exams/bank/import"
    static let certificates: Link = "/exams/certificates"
    static let measure: Link = "/exams/measure"

    static func question(_ code: String) -> Link { "/exams/bank/\(code)" }
    static func retire(_ code: String) -> Link { "/exams/bank/\(code)/retire" }
    static func exam(_ number: String) -> Link { "/exams/\(number)" }
    static func plan(_ number: String) -> Link { "/exams/\(number)/plan" }
    static func announce(_ number: String) -> Link { "/exams/\(number)/announce" }
    static func release(_ number: String) -> Link { "/exams/\(number)/release" }
    static func items(_ number: String) -> Link { "/exams/\(number)/items" }
    static func people(_ number: String) -> Link { "/exams/\(number)/people" }
    static func person(_ number: String, _ login: String) -> Link { "/exams/\(number)/people/\(login)" }
    static func time(_ number: String, _ login: String) -> Link { "/exams/\(number)/people/\(login)/time" }
    static func revoke(_ number: String, _ login: String) -> Link { "/exams/\(number)/people/\(login)/revoke" }
    static func sit(_ number: String) -> Link { "/exams/\(number)/sit" }
    static func start(_ number: String) -> Link { "/exams/\(number)/sit/start" }
    static func review(_ number: String) -> Link { "/exams/\(number)/sit/review" }
    static func handIn(_ number: String) -> Link { "/exams/\(number)/sit/hand-in" }
    static func clock(_ number: String) -> Link { "/api/v1/exams/\(number)/clock" }
    static func paper(_ number: String) -> Link { "/exams/\(number)/certificate.pdf" }
    static func certificate(_ code: ChanceCode) -> Link { "/exams/certificates/\(code.text)" }
}

extension Context {
    /// What was done, told on the page that follows.
    var done: HTML { done(in: "exams") }
}

extension Words {
    /// What a level is called.
    func level(_ level: Int) -> String { self("exams.level.\(level)") }

    /// An exact number of points out of a maximum.
    func score(_ points: Points, of maximum: Points) -> String {
        "\(numbers.exact(points, digits: 0)) / \(numbers.exact(maximum, digits: 0))"
    }
}

extension Crumb {
    static func exams(_ words: Words) -> Crumb { Crumb(words("exams.front"), ExamsLink.front) }
    static func bank(_ words: Words) -> Crumb { Crumb(words("exams.bank"), ExamsLink.bank) }
    static func exam(_ exam: Exam) -> Crumb { Crumb(exam.plan.title, ExamsLink.exam(exam.number)) }
}

extension HTML {
    /// Why something was refused, above a page that is not one form.
    static func refused(_ error: (any DomainError)?, _ words: Words) -> HTML {
        guard let error else { return HTML() }
        let faults = (error as? Faults)?.faults ?? []
        if !faults.isEmpty { return .notice(.warning, words(error.code, error.details), .faults(faults, words)) }
        return .notice(.warning, words(error.code, error.details))
    }

    /// A button that does one thing, with what it was made of.
    static func button(_ text: String, to link: Link, version: Int, by actor: Actor) -> HTML {
        .form(.post, to: link, [Field("version", "", .hidden("\(version)"))], submit: text, by: actor)
    }
}
