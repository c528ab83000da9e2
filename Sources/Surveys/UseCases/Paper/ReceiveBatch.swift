import Kernel
import Platform

/// Takes forms in that came back together (SV-40): who brought them, how many were counted, their serials, who keys them in.
///
/// A serial that is unknown, of another campaign or group, here twice or in another batch is told, all at once, and nothing is taken.
package struct ReceiveBatch: Sendable {
    package struct Order: Sendable {
        package var group: String
        package var from: String
        package var day: CalendarDate?
        /// As counted by hand.
        package var count: Int?
        /// Serials, one after the other or from one to another.
        package var serials: String
        package var clerks: PaperClerks
        package var errorLimit: Int?
        package var note: String
        package var scan: Upload?

        package init(
            group: String, from: String, day: CalendarDate?, count: Int?, serials: String, clerks: PaperClerks,
            errorLimit: Int? = PaperBatch.usualLimit, note: String = "", scan: Upload? = nil
        ) {
            self.group = group
            self.from = from
            self.day = day
            self.count = count
            self.serials = serials
            self.clerks = clerks
            self.errorLimit = errorLimit
            self.note = note
            self.scan = scan
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ order: Order, campaign number: String, by actor: Actor) async throws -> PaperBatch {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            guard campaign.state == .open else { throw SurveysError.closed(campaign.plan.closes) }
            let group = try desk.group(order.group, of: campaign)
            let log = FaultLog()
            let list = SerialList(order.serials, field: "serials", log)
            try Self.check(order, list, campaign, desk, log)
            try Self.check(list.serials, number, group.code, desk, log)
            try log.check()
            guard let day = order.day, let count = order.count, let limit = order.errorLimit else {
                preconditionFailure("faults were told")
            }
            let batch = PaperBatch(
                number: try SurveyNumber.next("batch", year: desk.today.year, prefix: "PB", digits: 4, desk.db), campaign: number,
                respondents: group.code, receivedFrom: order.from.trimmed, received: day, count: count, state: .keying,
                clerks: order.clerks,
                keying: 1, errorLimit: limit, scan: try order.scan?.insert(at: desk.now, desk.db), note: order.note.trimmed, closed: nil,
                version: 1)
            try BatchStore.insert(batch, by: actor.name, desk.db)
            try SerialStore.put(list.serials, into: batch.number, desk.db)
            try desk.record(
                "surveys.paper.received", campaign,
                after: ["batch": .text(batch.number), "count": .whole(Int64(count)), "from": .text(batch.receivedFrom)])
            return batch
        }
    }

    private static func check(_ order: Order, _ list: SerialList, _ campaign: Campaign, _ desk: SurveysBureau.Desk, _ log: FaultLog) throws
    {
        if order.from.trimmed.isEmpty { log.missing("from") }
        if order.from.count > CampaignPlan.lineLimit { log.tooLong("from", CampaignPlan.lineLimit) }
        if order.note.count > CampaignPlan.textLimit { log.tooLong("note", CampaignPlan.textLimit) }
        if !(0...1000).contains(order.errorLimit ?? -1) { log.outside("limit", 0, 1000) }
        if order.day.map({ $0 > desk.today || $0 < campaign.plan.opens }) ?? true { log.add("surveys.day_wrong", at: Place(field: "day")) }
        if order.count.map({ $0 < 1 }) ?? true {
            log.outside("count", 1, SerialList.most)
        } else if let count = order.count, count != list.serials.count, !list.serials.isEmpty {
            // Sheets that were counted and have no serial, or the other way round: somebody looks before anything is keyed.
            log.add("surveys.paper.count_differs", at: Place(field: "count"), ["counted": "\(count)", "listed": "\(list.serials.count)"])
        }
        try desk.check(order.clerks, log)
    }

    private static func check(_ serials: [FormSerial], _ campaign: String, _ group: String, _ desk: SurveysBureau.Desk, _ log: FaultLog)
        throws
    {
        let known = try SerialStore.find(serials, desk.db)
        let unknown = serials.filter { known[$0].map { $0.campaign != campaign || $0.respondents != group } ?? true }
        SerialList.tell("surveys.paper.serial_unknown", unknown.map(\.description), "serials", log)
        let used = serials.compactMap { serial in known[serial]?.batch.map { "\(serial) (\($0))" } }
        SerialList.tell("surveys.paper.serial_used", used, "serials", log)
    }
}
