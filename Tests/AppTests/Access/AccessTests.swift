import App
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import TestSupport
import Testing

/// Every route of the house, asked by every role within and beyond its unit and field, after its end, and by nobody (PI-76, US-30).
@Suite struct `Every address` {
    @Test func `is open to those whom the table names, and to nobody else`() async throws {
        try await AccessHouse.open { house in
            var expected: [String: String] = [:]
            let table = try AccessTable.lines()
            for line in table { expected[AccessTable.name(line)] = line }
            #expect(expected.count == table.count, "no address stands in the table twice")
            var known: Set<String> = []
            for line in makeRoutes(house.services).lines {
                let found = try await observe(line, house)
                let name = AccessTable.name(found)
                known.insert(name)
                #expect(expected[name] == found)
            }
            #expect(Set(expected.keys).subtracting(known) == [], "these are no addresses any more")
        }
    }

    /// The line of the table that the house answers by: who gets what, the most of those who signed in as `others`.
    private func observe(_ line: Routes.Line, _ house: AccessHouse) async throws -> String {
        let body = AccessTable.body(line)
        let address = house.address(line)
        var explained: Set<Int> = []
        func status(_ login: String?) async throws -> Int {
            let answer = try await house.call(line, address, by: login, body)
            let status = Self.status(answer)
            #expect(status != 500, "\(line.method) \(line.path) by \(login ?? "nobody"): \(String(buffer: answer.body))")
            if status >= 401, status <= 404, answer.status != .seeOther, explained.insert(status).inserted {
                let english = try await house.call(line, address, by: login, in: .en, body)
                let (told, translated) = (Self.told(answer), Self.told(english))
                for text in [told, translated] {
                    #expect(text.count > 15 && !text.contains("{") && text.contains(" "), "\(line.method) \(line.path): \(text)")
                }
                #expect(told != translated, "\(line.method) \(line.path)")
            }
            return status
        }
        let others = try await status("stranger")
        let nobody = try await status(nil)
        // An own account asks for passwords, which take their time, and is the same for all roles, as what is open to everybody is.
        let isForAll = line.access == .everyone || (line.access == .signedIn && line.room == "accounts")
        var groups: [Int: [String]] = [:]
        for person in AccessHouse.living where isForAll ? person.login == "administrator" : person.role != nil {
            groups[try await status(person.login), default: []].append(person.login)
        }
        for person in AccessHouse.expired where !isForAll || person.role == .administrator {
            let late = try await status(person.login)
            #expect(late == others, "\(line.method) \(line.path): \(person.login) has no role any more")
        }
        let citizen = try await status(AccessHouse.citizen)
        // Where citizens are nobody in particular, they are not named.
        if citizen != nobody { groups[citizen, default: []].append(AccessHouse.citizen) }
        let named = groups.keys.sorted().filter { $0 != others }.map { "\($0) \((groups[$0] ?? []).joined(separator: " "))" }
        return
            (["\(line.method) \(Self.pattern(line.path))"] + named + ["\(others) others"] + (nobody == others ? [] : ["\(nobody) nobody"]))
            .joined(separator: " | ")
    }

    /// Being sent to the page for signing in is the same as being told to.
    private static func status(_ answer: TestResponse) -> Int {
        let isSentToDoor = ["/accounts", "/citizens"].contains { answer.headers[.location]?.hasPrefix("\($0)/sign-in?next=") == true }
        return isSentToDoor ? 401 : answer.status.code
    }

    /// The sentence of a refusal.
    private static func told(_ answer: TestResponse) -> String {
        let text = String(buffer: answer.body)
        if answer.headers[.contentType]?.contains("json") == true {
            return ((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any])?["detail"] as? String ?? ""
        }
        return (text.firstMatch(of: /<p class="lead">([^<]*)<\/p>/)?.1).map(String.init) ?? ""
    }

    /// Files of the house are called by what is in them.
    private static func pattern(_ path: String) -> String { path.replacing(/\/assets\/[0-9a-f]+\//, with: "/assets/:digest/") }
}
