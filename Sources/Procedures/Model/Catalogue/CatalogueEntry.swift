import Kernel

/// A line of the catalogue: what is shown of a version without its content.
package struct CatalogueEntry: Hashable, Sendable {
    package var id: ID<ProcedureVersion>
    package var code: String
    package var name: String
    package var field: String
    package var levels: [Procedure.Level]
    package var version: ProcedureVersion
    package var legalLimit: StatedTime.Span?
    package var localLimit: StatedTime.Span?
    package var online: OnlineService

    /// How far it is done online, by both scales (OL-3).
    package struct OnlineService: Hashable, Sendable {
        package var level: DatedService.Level?
        package var levelFrom: CalendarDate?
        /// `true` for the full process, `false` for some of it.
        package var isFull: Bool?
        package var extentFrom: CalendarDate?

        package init() {}

        /// The last that is stated of each scale.
        init(_ services: [DatedService]) {
            for service in services.sorted(by: { $0.from < $1.from }) {
                switch service.extent {
                case .level(let level): (self.level, levelFrom) = (level, service.from)
                case .full: (isFull, extentFrom) = (true, service.from)
                case .partial: (isFull, extentFrom) = (false, service.from)
                }
            }
        }
    }
}

/// What somebody looks for in the catalogue.
package struct CatalogueFilter: Hashable, Sendable {
    package enum Online: String, Sendable, CaseIterable {
        case full, partial
        case level1 = "1"
        case level2 = "2"
        case level3 = "3"
        case level4 = "4"
    }

    /// Folded words, with each of which a word of code, name, field, agencies or a receiving unit's name begins.
    ///
    /// Where they stand beside each other comes first.
    package var words: [String]
    package var field: String?
    package var level: Procedure.Level?
    package var online: Online?
    /// Received by this unit.
    package var unit: String?
    /// Those that were abolished instead of those that can be asked for.
    package var isAbolished: Bool

    package init(
        _ text: String = "", field: String? = nil, level: Procedure.Level? = nil, online: Online? = nil, unit: String? = nil,
        isAbolished: Bool = false
    ) {
        words = SearchText.words(text, most: 8)
        self.field = field
        self.level = level
        self.online = online
        self.unit = unit
        self.isAbolished = isAbolished
    }
}

/// How many procedures there are by each way of telling them apart.
package struct CatalogueCounts: Sendable {
    package var all = 0
    /// In the order of their names.
    package var fields: [(name: String, count: Int)] = []
    package var levels: [Procedure.Level: Int] = [:]
    package var full = 0
    package var partial = 0
    package var abolished = 0
}

extension Procedure {
    /// The limit that the law states for every way, where it is one.
    package var statedLimit: StatedTime.Span? {
        if let legalLimit { return legalLimit.span }
        let spans = Set(ways.map(\.time?.span))
        return spans.count == 1 ? spans.first.flatMap(\.self) : nil
    }
}
