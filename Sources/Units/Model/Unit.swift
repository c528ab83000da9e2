import Kernel

/// A body that is scored (GL-13): a province, a department, a commune, a branch.
///
/// It keeps its id through every new name.
package struct Unit: Sendable, Hashable {
    package var id: ID<Unit>
    /// Unique; what files and addresses call it.
    package var code: String
    package var name: Bilingual
    package var kind: Kind
    package var parent: ID<Unit>?
    package var opened: CalendarDate?
    package var closed: CalendarDate?
    /// Where its name and code come from.
    package var source: String
    /// Made by the generator of the demonstration.
    package var isGenerated: Bool
    /// Grows with every change, so that whoever saves tells what they saw.
    package var version: Int

    package init(
        id: ID<Unit>, code: String, name: Bilingual, kind: Kind, parent: ID<Unit>? = nil, opened: CalendarDate? = nil,
        closed: CalendarDate? = nil, source: String, isGenerated: Bool = false, version: Int = 1
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.parent = parent
        self.opened = opened
        self.closed = closed
        self.source = source
        self.isGenerated = isGenerated
        self.version = version
    }

    /// Whether it exists on that day; the day of its closing is its last.
    package func isOpen(on day: CalendarDate) -> Bool {
        (opened.map { $0 <= day } ?? true) && (closed.map { day <= $0 } ?? true)
    }

    /// What sort of body it is (GL-35…38).
    package enum Kind: String, Sendable, CaseIterable {
        case province, department, district, commune, office
        case centralAgency = "central_agency"
        case serviceUnit = "service_unit"
    }
}

extension Sequence<Unit> {
    /// By their names.
    package var inVietnameseOrder: [Unit] { sorted { VietnameseOrder.key($0.name.vi) < VietnameseOrder.key($1.name.vi) } }
}
