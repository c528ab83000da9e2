import Kernel

/// Why something cannot be done with a question, a test or a paper, beside what is wrong in a form or a file.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum ExamsError: DomainError, Hashable {
    case noSuchQuestion(String)
    case noSuchExam(String)
    case noSuchPerson(String)
    case noSuchCertificate
    case noFile
    case retiredAlready(String)
    case changedMeanwhile(String)
    case announcedAlready(String)
    case notAnnounced(String)
    case sitsAlready(String)
    case notOpenYet(Timestamp)
    case closed(Timestamp)
    /// The paper was handed in, or its time is over.
    case over
    case notStarted
    /// The same paper went on from another page.
    case changedElsewhere
    /// A question that one has left is not answered again.
    case noWayBack(Int)
    case releasedAlready(String)
    case notReleased(String)
    case stillOpen(Timestamp)
    case stillSitting(Int)
    case notPassed(String)
    case revokedAlready(String)
    case periodNotOver(CalendarDate)
    case notYourResults

    package var code: String { "exams.\(word)" }

    private var word: String {
        switch self {
        case .noSuchQuestion: "no_such_question"
        case .noSuchExam: "no_such_exam"
        case .noSuchPerson: "no_such_person"
        case .noSuchCertificate: "no_such_certificate"
        case .noFile: "no_file"
        case .retiredAlready: "retired_already"
        case .changedMeanwhile: "changed_meanwhile"
        case .announcedAlready: "announced_already"
        case .notAnnounced: "not_announced"
        case .sitsAlready: "sits_already"
        case .notOpenYet: "not_open_yet"
        case .closed: "closed"
        case .over: "over"
        case .notStarted: "not_started"
        case .changedElsewhere: "changed_elsewhere"
        case .noWayBack: "no_way_back"
        case .releasedAlready: "released_already"
        case .notReleased: "not_released"
        case .stillOpen: "still_open"
        case .stillSitting: "still_sitting"
        case .notPassed: "not_passed"
        case .revokedAlready: "revoked_already"
        case .periodNotOver: "period_not_over"
        case .notYourResults: "not_your_results"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchQuestion, .noSuchExam, .noSuchCertificate, .notPassed: .missing
        case .noSuchPerson, .noFile, .periodNotOver: .invalid
        case .notYourResults: .forbidden
        default: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchQuestion(let code), .retiredAlready(let code): ["code": code]
        case .noSuchExam(let number), .changedMeanwhile(let number), .announcedAlready(let number), .notAnnounced(let number),
            .releasedAlready(let number), .notReleased(let number), .notPassed(let number), .revokedAlready(let number):
            ["number": number]
        case .noSuchPerson(let login), .sitsAlready(let login): ["login": login]
        case .notOpenYet(let moment), .closed(let moment), .stillOpen(let moment):
            ["moment": "\(moment.vietnamClock) \(moment.vietnamDate.vietnamese)"]
        case .noWayBack(let question): ["question": "\(question)"]
        case .stillSitting(let count): ["count": "\(count)"]
        case .periodNotOver(let day): ["day": day.vietnamese]
        case .noSuchCertificate, .noFile, .over, .notStarted, .changedElsewhere, .notYourResults: [:]
        }
    }
}

extension FaultLog {
    func missing(_ field: String) { add("exams.text_missing", at: Place(field: field)) }
    func tooLong(_ field: String, _ limit: Int) { add("exams.text_too_long", at: Place(field: field), ["limit": "\(limit)"]) }
    func line(_ field: String, _ number: Int) { add("exams.line_wrong", at: Place(field: field), ["line": "\(number)"]) }

    /// A whole number that lies within bounds.
    func number(_ field: String, _ value: Int?, in range: ClosedRange<Int>) {
        if let value, range.contains(value) { return }
        add("exams.number_wrong", at: Place(field: field), ["least": "\(range.lowerBound)", "most": "\(range.upperBound)"])
    }
}

extension Place {
    /// A field of a form of this room.
    init(field: String) { self.init(file: "exams", field: field) }
}
