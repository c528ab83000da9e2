import Kernel

/// How far a procedure is done online, from a day on: by the four levels, or as full or partial process.
///
/// The two scales are not one another's translation, so that both are kept with their days (OL-1…3).
package struct DatedService: Hashable, Sendable {
    package enum Extent: Hashable, Sendable {
        /// NĐ 43/2011 Đ3.4: information, forms, sent online, paid and returned online (OL-1).
        case level(Level)
        /// NĐ 42/2022 Đ11: from reception to result online (OL-2).
        case full
        /// NĐ 42/2022 Đ11: only some of it; NĐ 224/2026 Đ14 wants the reason published (OL-2).
        case partial(reason: String)

        fileprivate var isLevel: Bool {
            if case .level = self { true } else { false }
        }
    }

    package enum Level: Int, Hashable, Sendable, CaseIterable, Comparable {
        case information = 1, forms, online, paid

        package static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    package var extent: Extent
    package var from: CalendarDate
    /// The last day; nil while it holds.
    package var to: CalendarDate?

    package init(_ extent: Extent, from: CalendarDate, to: CalendarDate? = nil) {
        self.extent = extent
        self.from = from
        self.to = to
    }

    func holds(on day: CalendarDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }

    /// Whether a service of level 3 is due for level 4: at least 30 % of its dossiers come online.
    ///
    /// Source: TT 01/2018 Đ21.1c (OL-4).
    package static func isDueForPayment(online: Int, of total: Int) -> Bool {
        precondition(online >= 0 && online <= total, "online dossiers are some of all")
        return total > 0 && Int128(online) * 100 >= Int128(total) * 30
    }
}

extension [DatedService] {
    /// The level of a day, when one was given.
    package func level(on day: CalendarDate) -> DatedService.Level? {
        for service in self where service.holds(on: day) {
            if case .level(let level) = service.extent { return level }
        }
        return nil
    }

    /// Full or partial on a day, when it was said.
    package func extent(on day: CalendarDate) -> DatedService.Extent? {
        first { !$0.extent.isLevel && $0.holds(on: day) }?.extent
    }

    /// The first two of one scale that hold on a same day: such a history is refused.
    package var overlap: (DatedService, DatedService)? {
        for (index, one) in enumerated() {
            for other in self[(index + 1)...] where one.extent.isLevel == other.extent.isLevel {
                if one.holds(on: other.from) || other.holds(on: one.from) { return (one, other) }
            }
        }
        return nil
    }
}
