import Storage

/// Where a dossier stands, by the ten national codes (OS-20).
package enum DossierState: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case registered, accepted, refused, processing, supplement, payment, withdrawn, stopped, finished, returned

    /// The number by which systems exchange it.
    package var national: Int { Self.allCases.firstIndex(of: self).map { $0 + 1 } ?? 0 }

    package init?(national number: Int) {
        guard Self.allCases.indices.contains(number - 1) else { return nil }
        self = Self.allCases[number - 1]
    }

    /// The key of its name.
    package var text: String { "dossiers.state.\(rawValue)" }

    /// Whether somebody still has to decide about it.
    package var isOpen: Bool {
        switch self {
        case .registered, .accepted, .processing, .supplement, .payment: true
        case .refused, .withdrawn, .stopped, .finished, .returned: false
        }
    }

    /// Where it can go from here (OS-21).
    package var next: Set<DossierState> {
        switch self {
        case .registered: [.accepted, .refused, .withdrawn]
        case .accepted: [.processing, .withdrawn, .finished]
        case .processing: [.supplement, .payment, .stopped, .finished, .withdrawn]
        case .supplement: [.processing, .stopped, .withdrawn]
        case .payment: [.processing]
        case .finished: [.returned]
        case .refused, .withdrawn, .stopped, .returned: []
        }
    }
}
