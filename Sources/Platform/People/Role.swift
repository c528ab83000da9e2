/// What somebody may be in the house; which rights follow, each room says.
package struct Role: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    /// The key of its name.
    package var text: String { "platform.role.\(rawValue)" }

    /// Opens rounds, names people, publishes (US-1).
    package static let administrator = Role(rawValue: "administrator")
    /// Scores the own unit (US-2).
    package static let unitOfficer = Role(rawValue: "unit_officer")
    /// Approves and signs for the own unit (US-3).
    package static let unitHead = Role(rawValue: "unit_head")
    /// Checks one field over all units (US-4).
    package static let appraiser = Role(rawValue: "appraiser")
    /// Scores disputed leaves, privately first (US-5).
    package static let councilMember = Role(rawValue: "council_member")
    /// Keeps the council's file (US-5).
    package static let councilSecretary = Role(rawValue: "council_secretary")
    /// Signs the decision (US-6).
    package static let chair = Role(rawValue: "chair")
    /// Watches deadlines, ranks and weak fields (US-9).
    package static let leader = Role(rawValue: "leader")
    /// Reads everything, changes nothing (US-12).
    package static let auditor = Role(rawValue: "auditor")
    /// Receives dossiers at the counter and returns results (US-7).
    package static let counterOfficer = Role(rawValue: "counter_officer")
    /// Handles dossiers (US-8).
    package static let caseOfficer = Role(rawValue: "case_officer")
    /// Keeps the catalogue of procedures and the reports on dossiers (US-10).
    package static let procedureController = Role(rawValue: "procedure_controller")
    /// Plans campaigns, draws, follows, lets results out (US-14).
    package static let surveyCoordinator = Role(rawValue: "survey_coordinator")
    /// Asks people and keys their forms in (US-15): sees only whom and what one was given.
    package static let enumerator = Role(rawValue: "enumerator")
    /// Keeps the program running (US-13); sees no content by this.
    package static let `operator` = Role(rawValue: "operator")

    package static let all: [Role] = [
        .administrator, .unitOfficer, .unitHead, .appraiser, .councilMember, .councilSecretary, .chair, .leader, .auditor, .counterOfficer,
        .caseOfficer, .procedureController, .surveyCoordinator, .enumerator, .operator,
    ]
}
