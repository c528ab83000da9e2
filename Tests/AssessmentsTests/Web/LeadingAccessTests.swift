import App
import Assessments
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Testing

@Suite struct `Every page of those who lead, appraise and settle` {
    private static func filled(_ path: String) -> String {
        [":round": "r26", ":unit": "A", ":criterion": "1.1", ":field": "1"].reduce(path) { $0.replacing($1.key, with: $1.value) }
    }

    private static func isOurs(_ line: Routes.Line) -> Bool {
        let parts = ["/appraisal", "/council", "/settings", "/assessments/rounds/new"]
        return line.room == "assessments" && (line.kind == .page || line.kind == .form) && parts.contains { line.path.contains($0) }
    }

    @Test func `is shut to whoever lacks its role, and asks strangers to sign in`() async throws {
        try await RoundHouse.open { house in
            var routes = Routes(house.services)
            for room in rooms { routes.add(room) }
            let lines = routes.lines.filter(Self.isOurs)
            #expect(lines.count > 25)
            let people = RoundHouse.people(try await house.services.unitIDs())
            for line in lines {
                let path = Self.filled(line.path)
                for (name, actor) in people where !line.access.admits(actor) {
                    let status =
                        line.kind == .page ? try await house.see(path, by: name).status : try await house.fill(path, [], by: name).status
                    #expect(status == 403, "\(line.method) \(path) by \(name)")
                }
                let method: HTTPRequest.Method = line.kind == .page ? .get : .post
                let status = try await house.client.execute(uri: path, method: method) { $0.status.code }
                // A browser is led to the page on which one signs in.
                #expect(status == 401 || status == 303, "\(line.method) \(path): \(status)")
            }
        }
    }
}
