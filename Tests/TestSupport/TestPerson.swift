import Accounts
import HTTPTypes
import Kernel
import Platform
import Units

/// Somebody signed in, for tests through the front door.
package struct TestPerson: Sendable {
    package let login: String
    package let person: ID<Person>
    package let session: Secret

    package init(login: String, person: ID<Person>, session: Secret) {
        self.login = login
        self.person = person
        self.session = session
    }

    /// What the person's browser sends along with every request.
    package var headers: HTTPFields { [.cookie: "cchc_session=\(session.text)"] }

    /// What the browser sends along with a form, beside the form's own values.
    package var formHeaders: HTTPFields { [.cookie: "cchc_session=\(session.text)", .contentType: "application/x-www-form-urlencoded"] }
    package var formToken: String { session.formToken }
}

extension Services {
    /// Creates a person with these roles and signs in, without spending time on a password.
    ///
    /// Units are named by their codes and must be there.
    package func signIn(_ login: String, unit: String = "", _ grants: GrantDraft...) async throws -> TestPerson {
        let person = try await CreatePerson(self)(PersonDraft(login: login, name: "Người \(login)", unit: unit), by: .operating)
        for grant in grants { try await GrantRole(self)(grant, to: login, by: .operating) }
        return TestPerson(login: login, person: person.id, session: try await OpenSession(self)(for: person))
    }
}
