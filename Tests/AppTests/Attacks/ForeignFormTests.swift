import Accounts
import App
import HTTPTypes
import HummingbirdTesting
import Platform
import TestSupport
import Testing

/// Whatever changes something, by page or by script, is taken from pages of the same session alone: over every address (CSRF).
@Suite struct `A form of another site` {
    @Test func `changes nothing, whoever's browser sends it`() async throws {
        try await AccessHouse.open(rehearsing: false) { house in
            let lines = makeRoutes(house.services).lines.filter { $0.method != "GET" }
            #expect(lines.count > 60)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let before = try await DatabaseContents(house.services.database)
            for line in lines {
                let person = Self.admitted(by: line.access)
                let address = house.address(line)
                let body = AccessTable.body(line)
                let name: Comment = "\(line.method) \(line.path)"
                let others = house.sessions.filter { $0.key != person }.values.first?.formToken ?? ""
                let own = house.sessions[person]
                for token in ["", "x", others, own?.text ?? "", String((own?.formToken ?? "").dropLast())] {
                    let answer = try await house.call(line, address, by: person, body, token: token)
                    #expect(answer.status == .forbidden, name)
                }
                for headers in [[site: "cross-site"], [site: "same-site"], [.origin: "https://evil.example"], [.origin: "null"]]
                    as [HTTPFields]
                {
                    for sender in [person, nil] {
                        let answer = try await house.call(line, address, by: sender, body, headers: headers)
                        #expect(answer.status == .forbidden, name)
                    }
                }
            }
            let changed = try await DatabaseContents(house.services.database).differences(from: before)
            #expect(changed.isEmpty)
        }
    }

    /// Somebody to whom the door is open.
    private static func admitted(by access: Access) -> String {
        if access == .citizen { return AccessHouse.citizen }
        guard case .anyOf(let roles) = access else { return "administrator" }
        return AccessHouse.living.first { person in person.role.map(roles.contains) == true }?.login ?? ""
    }
}
