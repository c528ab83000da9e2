import Foundation
import Kernel
import Storage
import Units

/// How far a campaign is.
package enum CampaignState: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case planned, drawn, open, closed, estimated

    /// The key of its name.
    package var text: String { "surveys.state.\(rawValue)" }

    /// Where an event leads from here; nil where it cannot happen.
    ///
    /// The table of all moves.
    package func after(_ event: CampaignEvent) -> CampaignState? {
        switch (self, event) {
        case (.planned, .changed): .planned
        case (.planned, .drawn): .drawn
        case (.drawn, .discarded): .planned
        case (.drawn, .replaced), (.drawn, .linked): .drawn
        case (.drawn, .opened), (.planned, .opened): .open
        case (.open, .replaced), (.open, .linked), (.open, .prolonged): .open
        case (.open, .closed): .closed
        case (.closed, .estimated), (.estimated, .estimated), (.estimated, .forgotten): .estimated
        case (.closed, .forgotten): .closed
        default: nil
        }
    }
}

/// What happens to a campaign as a whole.
package enum CampaignEvent: String, Hashable, Sendable, CaseIterable {
    case planned, changed, drawn
    /// The draw is thrown away, before anybody was asked.
    case discarded
    /// Somebody stands in for a person that could not be reached.
    case replaced
    /// Links were given out.
    case linked
    case opened, prolonged, closed, estimated
    /// Names and addresses were erased.
    case forgotten
}

/// One asking of people, from the plan to the figures.
package struct Campaign: Hashable, Sendable {
    package let number: String
    package let unit: ID<Units.Unit>
    package internal(set) var plan: CampaignPlan
    package internal(set) var state: CampaignState
    /// Of the draw; nil: not drawn yet.
    package internal(set) var seed: UInt64?
    package let planned: Timestamp
    package internal(set) var drawn: Timestamp?
    package internal(set) var opened: Timestamp?
    package internal(set) var closed: Timestamp?
    package let isGenerated: Bool
    package internal(set) var version: Int

    /// Throws where answers are not taken: before it is open and outside of its days.
    package func requireOpen(on day: CalendarDate) throws(SurveysError) {
        if [.closed, .estimated].contains(state) || day > plan.closes { throw .closed(plan.closes) }
        if state != .open || day < plan.opens { throw .notOpen(plan.opens) }
    }
}

/// What a coordinator writes down about a campaign.
package struct CampaignPlan: Hashable, Sendable {
    package var title: String
    /// What is asked about.
    package var period: Period
    package var opens: CalendarDate
    /// The last day.
    package var closes: CalendarDate
    /// Below so many answers nothing is shown (SV-54).
    package var minimumAnswers: Int
    package var note: String

    package init(
        title: String, period: Period, opens: CalendarDate, closes: CalendarDate, minimumAnswers: Int = CampaignPlan.usualMinimum,
        note: String = ""
    ) {
        self.title = title
        self.period = period
        self.opens = opens
        self.closes = closes
        self.minimumAnswers = minimumAnswers
        self.note = note
    }

    package static let usualMinimum = 5
    static let lineLimit = 200
    static let textLimit = 4000

    /// Throws all that is wrong with it; places name the fields of the form.
    func check() throws(Faults) {
        let log = FaultLog()
        if title.trimmed.isEmpty { log.missing("title") }
        if title.count > Self.lineLimit { log.tooLong("title", Self.lineLimit) }
        if note.count > Self.textLimit { log.tooLong("note", Self.textLimit) }
        if closes < opens { log.add("surveys.closes_before_opens", at: Place(field: "closes")) }
        if !(2...1000).contains(minimumAnswers) { log.outside("minimum", 2, 1000) }
        try log.check()
    }
}

/// A line of the sheet of costs and time.
package struct CostLine: Hashable, Sendable {
    package let title: String
    package let quantity: Int
    /// Of one, in đồng.
    package let dong: Int64
    /// Of work, for one.
    package let minutes: Int

    package init(title: String, quantity: Int, dong: Int64, minutes: Int) {
        self.title = title
        self.quantity = quantity
        self.dong = dong
        self.minutes = minutes
    }
}

extension FaultLog {
    func missing(_ field: String) { add("surveys.text_missing", at: Place(field: field)) }
    func tooLong(_ field: String, _ limit: Int) { add("surveys.text_too_long", at: Place(field: field), ["limit": "\(limit)"]) }
    func outside(_ field: String, _ low: Int, _ high: Int) {
        add("surveys.number_outside", at: Place(field: field), ["low": "\(low)", "high": "\(high)"])
    }
}

extension Place {
    /// A field of a form of this room.
    init(field: String) { self.init(file: "surveys", field: field) }
}

extension String {
    /// Without spaces and empty lines around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
