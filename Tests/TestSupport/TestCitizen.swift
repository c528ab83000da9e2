import Accounts
import Citizens
import HTTPTypes
import Kernel
import Platform

/// A citizen signed in, for tests through the front door.
package struct TestCitizen: Sendable {
    package let id: ID<Citizen>
    package let session: Secret

    package init(id: ID<Citizen>, session: Secret) {
        self.id = id
        self.session = session
    }

    /// What the citizen's browser sends along with every request.
    package var headers: HTTPFields { [.cookie: "cchc_citizen=\(session.text)"] }

    /// What the browser sends along with a form, beside the form's own values.
    package var formHeaders: HTTPFields { [.cookie: "cchc_citizen=\(session.text)", .contentType: "application/x-www-form-urlencoded"] }
    package var formToken: String { session.formToken }
    package var actor: Actor { Actor(.citizen, name: "citizens/\(id)", title: "", citizen: id.rawValue, formToken: formToken) }

    /// Registers a citizen with a telephone or an address, and signs in as if by a code.
    package static func open(_ services: Services, _ contact: String = "0901234567", name: String = "Nguyễn Thị Lan") async throws
        -> TestCitizen
    {
        guard let contact = ContactAddress(contact) else { throw CitizensError.codeWrong }
        let citizen = try await RegisterCitizen(services)(contact, CitizenProfile(name: name))
        return TestCitizen(id: citizen.id, session: try await OpenCitizenSession(services)(for: citizen))
    }
}
