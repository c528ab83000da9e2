import Foundation
import Kernel
import Logging
import Storage

/// Everything a use case may reach beyond its own arguments.
///
/// Tests hand over another one.
package struct Services: Sendable {
    package var database: any Database
    /// The present moment, UTC.
    package var now: @Sendable () -> Timestamp
    /// A new text for an ``ID``, ordered by time; see ``newID(of:)``.
    package var newIDText: @Sendable () -> String
    package var texts: Texts
    package var files: FileStore
    package var settings: Settings
    package var site: Site
    /// What tells caches that published data changed.
    package var publicData: PublicData
    package var calendarMemory: CalendarMemory
    /// How far works are that take long.
    package var progress: WorkProgress
    /// What rooms count at the moment of asking.
    package var liveFigures: LiveFigures
    package var metrics: Metrics
    package var log: Logger

    package init(
        database: any Database, now: @escaping @Sendable () -> Timestamp, newIDText: @escaping @Sendable () -> String, texts: Texts,
        files: FileStore, settings: Settings, site: Site, log: Logger
    ) {
        self.database = database
        self.now = now
        self.newIDText = newIDText
        self.texts = texts
        self.files = files
        self.settings = settings
        self.site = site
        publicData = PublicData()
        calendarMemory = CalendarMemory()
        progress = WorkProgress()
        liveFigures = LiveFigures()
        metrics = Metrics()
        self.log = log
    }

    package func newID<Of>(of: Of.Type = Of.self) -> ID<Of> { ID(rawValue: newIDText()) }

    /// Writes what happened into the transaction that makes it happen.
    package var audit: Audit { Audit(now: now, newID: newIDText) }

    /// Where letters are put for sending, in the transaction that has something to tell.
    package var outbox: Outbox { Outbox(now: now, newID: newIDText) }

    package func words(_ language: Language) -> Words { Words(texts, language) }
}

extension Services: CustomStringConvertible {
    /// Short, for a library names what it runs by its description, and this one would hold every text of the house.
    package var description: String { "Services" }
}

/// The machine's clock and ids, for ``Services`` outside tests.
package enum SystemClock {
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
