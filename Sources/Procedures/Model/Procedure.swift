import Kernel

/// An administrative procedure as the national database describes it (PR-1, PR-2), in one version.
///
/// Texts are as printed; an empty one says nothing.
package struct Procedure: Hashable, Sendable {
    /// Who carries a procedure out; several are allowed.
    package enum Level: String, Hashable, Sendable, CaseIterable {
        case ministry, province, district, commune, other
    }

    /// The bodies that have to do with a procedure.
    package struct Agencies: Hashable, Sendable {
        /// Which decides.
        package var deciding = ""
        /// To which deciding is entrusted.
        package var authorised = ""
        package var coordinating = ""
        /// Which does the work.
        package var implementing = ""
        /// Where dossiers are received.
        package var address = ""

        package init() {}
    }

    package var code: String
    package var name: String
    package var field = ""
    /// What the law leaves to localities, in the database's words.
    package var kind = ""
    /// Who published it.
    package var issuer = ""
    package var levels: [Level] = []
    /// Who may ask for it.
    package var subjects: [String] = []
    package var agencies = Agencies()
    /// How it runs, for whom it concerns.
    package var steps = ""
    package var ways: [SubmissionWay] = []
    package var components: [ComponentCase] = []
    package var legalLimit: StatedTime?
    /// A province may promise less (PR-9).
    package var localLimit: StatedTime?
    package var conditions = ""
    package var legalBases: [LegalBasis] = []
    package var results: [ProcedureResult] = []
    /// Names of procedures that belong to it.
    package var related: [String] = []
    package var services: [DatedService] = []
    package var process: [ProcessStep] = []
    package var version = ProcedureVersion(decision: "")
    /// Its page in the national portal.
    package var link = ""

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    /// The limit by which a dossier is measured that came one way: the local one, else the one that the way or the law states.
    ///
    /// Nil also where rows of that way state different ones: a person has to say which case it is. Source: PR-9.
    package func limit(by channel: SubmissionWay.Channel) -> StatedTime? {
        if let localLimit { return localLimit }
        let stated = Set(ways.filter { $0.channel == channel }.map(\.time))
        if stated.count > 1 { return nil }
        return stated.first.flatMap(\.self) ?? legalLimit
    }
}
