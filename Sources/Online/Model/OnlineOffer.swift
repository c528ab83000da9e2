import Dossiers
import Kernel
import Procedures

/// What of a procedure can be done from home on a day.
///
/// Source: NĐ 43/2011 Đ3.4, TT 32/2017 Đ5 (OL-1); NĐ 42/2022 Đ11 (OL-2). Both scales are kept with their days and none is the other's
/// translation (OL-3); where both hold, whichever reaches further is offered.
package struct OnlineOffer: Hashable, Sendable {
    /// Fees too, and the result (level 4, full process); otherwise they are paid and it is handed over at the counter or by post.
    package let isWhole: Bool

    /// The ways in which the result can be had.
    package var deliveries: [Dossier.Delivery] { isWhole ? [.counter, .post, .online] : [.counter, .post] }

    /// Nil below level 3, where a service only informs.
    package init?(_ services: [DatedService], on day: CalendarDate) {
        let level = services.level(on: day)
        let extent = services.extent(on: day)
        let isFull = extent == .full
        guard isFull || extent != nil || level.map({ $0 >= .online }) ?? false else { return nil }
        isWhole = isFull || level == .paid
    }
}
