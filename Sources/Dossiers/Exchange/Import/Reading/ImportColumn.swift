/// What a list of dossiers says, column by column; the same words in every file of the house.
package enum ImportColumn: Int, Hashable, Sendable, CaseIterable {
    case code, unit, procedure, channel, subject, state, received, limit, limitUnit, due, finished, returned, supplements, cause, officer,
        entered, applicant, fee, delivery, isDigitised, hasElectronicResult, reusesData, isInStore, usesPopulationData

    /// Its heading: `limit_unit`.
    package var name: String { Self.names[rawValue] }

    package init?(name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }

    private static let names = allCases.map { "\($0)".withUnderscores }

    /// Without which nothing can be said of a dossier.
    package var isRequired: Bool {
        switch self {
        case .code, .unit, .procedure, .channel, .subject, .state, .received: true
        default: false
        }
    }

    /// The key of what stands in it.
    package var text: String { "dossiers.import.column.\(name)" }

    /// What can stand in it where that is one of a few words.
    package var words: [String] {
        switch self {
        case .channel: Dossier.Channel.allCases.map(\.rawValue)
        case .subject: Dossier.Subject.allCases.map(\.rawValue)
        case .state: DossierState.allCases.map(\.rawValue)
        case .limitUnit: ["working_hours", "working_days", "days", "months"]
        case .cause: Dossier.Cause.allCases.map(\.rawValue)
        case .fee: Dossier.Fee.allCases.map(\.rawValue)
        case .delivery: Dossier.Delivery.allCases.map(\.rawValue)
        case .isDigitised, .hasElectronicResult, .reusesData, .isInStore, .usesPopulationData: ["0", "1"]
        case .code, .unit, .procedure, .received, .limit, .due, .finished, .returned, .supplements, .officer, .entered, .applicant: []
        }
    }

    /// Other words that mean the same without anybody saying so: the numbers by which systems exchange states and channels (OS-20).
    var others: [String: String] {
        switch self {
        case .state: Dictionary(uniqueKeysWithValues: DossierState.allCases.map { ("\($0.national)", $0.rawValue) })
        case .channel: ["1": "direct", "2": "online", "3": "post"]
        case .isDigitised, .hasElectronicResult, .reusesData, .isInStore, .usesPopulationData: ["true": "1", "false": "0"]
        default: [:]
        }
    }
}

extension String {
    /// The name of a case as files and texts have it: `limit_unit` of `limitUnit`.
    var withUnderscores: String {
        reduce(into: "") { word, letter in
            if letter.isUppercase { word += "_" }
            word += letter.lowercased()
        }
    }
}
