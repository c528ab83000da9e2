import Kernel
import Office
import Platform
import Storage

/// How each service is used in the year so far (OL-16).
package struct ShowServices: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws -> [ServiceFigures] {
        let now = services.now()
        let first = CalendarDate(year: now.vietnamDate.year, month: 1, day: 1)?.start ?? now
        return try await services.database.read { try ServiceStore.figures(from: first, at: now, $0) }
    }

    /// The same as a table to keep.
    package func csv() async throws -> [UInt8] {
        var writer = CSVWriter(.machine)
        let parts = ["sent", "answered_in_time", "answer_due", "paid_online", "with_fee"]
        let aspects = Rating.Aspect.allCases.flatMap { ["satisfied_\($0.rawValue)", "rated_\($0.rawValue)"] }
        writer.add((["procedure", "name", "received", "online", "solved", "on_time"] + parts + aspects).map { .text($0) })
        for line in try await self() {
            let numbers = [line.received, line.online, line.solved, line.onTime, line.sent]
            let rated = Rating.Aspect.allCases.flatMap { line.satisfied[$0].map { [$0.some, $0.all] } ?? [0, 0] }
            let shares = [line.answered.some, line.answered.all, line.paidOnline.some, line.paidOnline.all]
            writer.add([.text(line.procedure), .text(line.name)] + (numbers + shares + rated).map { .text("\($0)") })
        }
        return writer.bytes
    }
}
