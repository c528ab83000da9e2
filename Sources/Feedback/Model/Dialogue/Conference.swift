import Foundation
import Kernel
import Units

/// A conference at which a unit talks with the people (FB-20…23).
package struct Conference: Hashable, Sendable {
    /// A line of the agenda.
    package struct Item: Hashable, Sendable {
        /// `08:00`; empty: not said.
        package var clock: String
        package var title: String
        package var person: String

        package init(clock: String = "", title: String, person: String = "") {
            self.clock = clock
            self.title = title
            self.person = person
        }
    }

    /// Those who were invited together: heads of resident groups, schools, residents (SD-24).
    package struct Group: Hashable, Sendable {
        package var name: String
        package var invited: Int
        /// Nil: not counted yet.
        package var attended: Int?

        package init(name: String, invited: Int, attended: Int? = nil) {
            self.name = name
            self.invited = invited
            self.attended = attended
        }
    }

    package let number: String
    package let unit: ID<Units.Unit>
    package internal(set) var plan: ConferencePlan
    package internal(set) var published: Timestamp?
    package let isGenerated: Bool
    package internal(set) var version: Int
}

/// What an official writes down about a conference, before it and afterwards.
package struct ConferencePlan: Hashable, Sendable {
    package var title: String
    package var place: String
    package var starts: Timestamp
    /// The last day on which questions are taken beforehand.
    package var questionsUntil: CalendarDate
    package var chair: String
    package var secretary: String
    package var agenda: [Conference.Item]
    package var groups: [Conference.Group]
    package var reports: String
    package var conclusion: String

    package init(
        title: String, place: String, starts: Timestamp, questionsUntil: CalendarDate, chair: String = "", secretary: String = "",
        agenda: [Conference.Item] = [], groups: [Conference.Group] = [], reports: String = "", conclusion: String = ""
    ) {
        self.title = title
        self.place = place
        self.starts = starts
        self.questionsUntil = questionsUntil
        self.chair = chair
        self.secretary = secretary
        self.agenda = agenda
        self.groups = groups
        self.reports = reports
        self.conclusion = conclusion
    }

    static let lineLimit = 200
    static let textLimit = 8000
    static let itemLimit = 60

    /// Throws all that is wrong with it; places name the fields of the form.
    func check() throws(Faults) {
        let log = FaultLog()
        let lines = [("title", title), ("place", place), ("chair", chair), ("secretary", secretary)]
        for (field, text) in lines where text.unicodeScalars.count > Self.lineLimit { log.tooLong(field, Self.lineLimit) }
        for (field, text) in [("title", title), ("place", place)] where text.isEmpty { log.missing(field) }
        for (field, text) in [("reports", reports), ("conclusion", conclusion)] where text.unicodeScalars.count > Self.textLimit {
            log.tooLong(field, Self.textLimit)
        }
        if questionsUntil > starts.vietnamDate { log.add("feedback.questions_after_start", at: Place(field: "questions_until")) }
        if agenda.count > Self.itemLimit { log.tooMany("agenda", Self.itemLimit) }
        if groups.count > Self.itemLimit { log.tooMany("groups", Self.itemLimit) }
        if agenda.contains(where: { $0.title.unicodeScalars.count > Self.lineLimit || $0.person.unicodeScalars.count > Self.lineLimit }) {
            log.tooLong("agenda", Self.lineLimit)
        }
        if groups.contains(where: { $0.name.unicodeScalars.count > Self.lineLimit }) { log.tooLong("groups", Self.lineLimit) }
        try log.check()
    }
}

extension FaultLog {
    func missing(_ field: String) { add("feedback.text_missing", at: Place(field: field)) }
    func tooLong(_ field: String, _ limit: Int) { add("feedback.text_too_long", at: Place(field: field), ["limit": "\(limit)"]) }
    func tooMany(_ field: String, _ limit: Int) { add("feedback.too_many_lines", at: Place(field: field), ["limit": "\(limit)"]) }
}

extension Place {
    /// A field of a form of this room.
    init(field: String) { self.init(file: "feedback", field: field) }
}

extension String {
    /// Without spaces and empty lines around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
