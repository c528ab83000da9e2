import Citizens
import Dossiers
import Kernel
import Platform
import Procedures
import Units

/// What somebody at home has begun to fill in and not sent yet; nobody else sees it.
package struct Draft: Hashable, Sendable {
    package let id: ID<Draft>
    package let citizen: ID<Citizen>
    /// What it supplements; nil for what becomes a dossier of its own.
    package let dossier: DossierCode?
    /// Its code.
    package let procedure: String
    package var version: ID<ProcedureVersion>
    /// The edition of the form that ``answers`` are to; nil where the procedure has no form.
    package var form: String?
    package var unit: ID<Units.Unit>?
    /// For whom, as ``Principals`` knows them; nil: for oneself.
    package var delegation: String?
    /// Of the procedure's cases of papers, from 0.
    package var paperCase = 0
    /// As `Answers.json`.
    package var answers = "{}"
    package var delivery = Dossier.Delivery.counter
    /// For the post.
    package var address = ""
    /// Grows with every save, so that two pages of one draft do not overwrite each other.
    package var revision = 1
    package let created: Timestamp
    package var saved: Timestamp
    package var expires: Timestamp

    /// So many of one citizen at once.
    static let most = 20
    static let addressLimit = 300
}

/// A paper that lies with a draft: kept, looked into, named by a row.
package struct DraftFile: Hashable, Sendable {
    /// From 1 in the order of the procedure's papers; 0 for an answer of the form, which names it by its digest.
    package let paper: Int
    package let digest: FileDigest
    package let name: String
    package let bytes: Int

    /// Of one paper.
    static let sizeLimit = 10 << 20
    /// Of one draft.
    static let most = 30

    package init(paper: Int, digest: FileDigest, name: String, bytes: Int) {
        self.paper = paper
        self.digest = digest
        self.name = name
        self.bytes = bytes
    }
}
