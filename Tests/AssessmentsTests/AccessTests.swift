import App
import Assessments
import HTTPTypes
import Kernel
import NIOCore
import Platform
import Testing

@Suite struct `Every address of rounds` {
    /// A body that would be taken from whoever may, so that no refusal comes from its form.
    private static let bodies: [String: [String: any Sendable]] = [
        "POST /rounds": RoundHouse.creation("r27"),
        "POST /rounds/:round/copies": ["code": "r27", "period": "2027", "title": ["vi": "a", "en": "b"]],
        "PUT /rounds/:round/deadlines": ["deadlines": RoundHouse.days, "reason": "x"],
        "PUT /rounds/:round/assignments": ["assignments": [String]()],
        "POST /rounds/:round/reassignments": ["from": "P", "to": ["person": "Q", "name": "q"], "reason": "x"],
        "POST /rounds/:round/opening": [:],
        "POST /rounds/:round/reopenings": ["unit": "A", "stage": "self_assessment", "until": "2026-03-20", "reason": "x"],
        "POST /rounds/:round/reopenings/:reopening/ending": ["reason": "x"],
        "POST /rounds/:round/decision": ["number": "1", "date": "2026-08-01"],
        "POST /rounds/:round/units/:unit/leaves/:criterion/preview": ["inputs": ["yes": "yes"]],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/claim": ["inputs": ["yes": "yes"]],
        "POST /rounds/:round/units/:unit/proposals": [:], "POST /rounds/:round/units/:unit/submission": [:],
        "POST /rounds/:round/units/:unit/withdrawal": ["reason": "x"],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/explanation": ["text": "x"],
        "POST /rounds/:round/units/:unit/explanation": [:],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/appraisal": ["as_claimed": true],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/second-appraisal": ["as_claimed": true],
        "POST /rounds/:round/appraisals": ["leaves": [["unit": "A", "criterion": "1.1", "claim_version": 1] as [String: any Sendable]]],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/vote": ["points": "1"],
        "PUT /rounds/:round/units/:unit/leaves/:criterion/council": ["as_claimed": true],
        "POST /units/:unit/evidence/links": ["title": "x", "link": "https://tinh.gov.vn"],
        "POST /evidence/:evidence/versions/links": ["title": "x", "link": "https://tinh.gov.vn"], "POST /evidence/:evidence/removal": [:],
        "POST /evidence/:evidence/restoration": [:], "POST /rounds/:round/units/:unit/leaves/:criterion/citations": ["evidence": "E"],
        "POST /rounds/:round/units/:unit/leaves/:criterion/citations/:citation/removal": [:],
    ]

    /// Who of the house may get anything from an address of unit A in its first stage; nobody else does.
    private static func admitted(_ line: String) -> Set<String> {
        let own: Set<String> = ["officer-a", "head-a"]
        let watching: Set<String> = ["admin", "auditor", "chair", "leader", "member-1", "member-2", "secretary"]
        let roundPeople: Set<String> = [
            "officer-a", "head-a", "officer-b", "head-b", "officer-nv", "head-nv", "appraiser-1", "appraiser-2", "appraiser-3",
        ]
        switch line {
        case "GET /desk", "GET /rounds": return watching.union(roundPeople).union(["operator", "stranger"])
        case "GET /rounds/:round", "GET /rounds/:round/progress": return watching.union(roundPeople).subtracting(["appraiser-3"])
        case "GET /rounds/:round/disputes", "GET /rounds/:round/not-applicable": return watching.subtracting(["leader"])
        case "GET /rounds/:round/appraisals": return ["appraiser-1", "appraiser-2"]
        case "GET /rounds/:round/recomputation": return ["admin", "auditor", "chair"]
        case "GET /units/:unit/evidence": return own.union(watching).subtracting(["leader"])
        case "GET /evidence/:evidence", "GET /evidence/:evidence/file": return own.union(watching)
        case let line where line.hasPrefix("GET /rounds/:round/units/:unit") || line.hasSuffix("/preview"):
            return own.union(watching).union(["appraiser-1"])
        case let line
        where line.hasSuffix("/claim") || line.hasSuffix("/proposals") || line.contains("evidence") || line.hasSuffix("/citations"):
            return own
        case "POST /rounds", "POST /rounds/:round/copies", "PUT /rounds/:round/deadlines", "PUT /rounds/:round/assignments",
            "POST /rounds/:round/reassignments", "POST /rounds/:round/reopenings":
            return ["admin"]
        default: return []
        }
    }

    @Test func `is open to whom it is meant for and to nobody else`() async throws {
        let base = "/api/v1/assessments"
        try await RoundHouse.open { house in
            let paper = try await house.send(.post, "units/A/evidence/files?name=a.pdf", ByteBuffer(bytes: Papers.pdf), by: "officer-a")
            let evidence = try #require(paper.json["id"] as? String)
            let lines = makeRoutes(house.services).lines.filter { $0.room == "assessments" && $0.path.hasPrefix(base) }
            #expect(lines.count > 30)
            for line in lines {
                let short = String(line.path.dropFirst(base.count))
                let name = "\(line.method) \(short)"
                let method = try #require(HTTPRequest.Method(rawValue: line.method))
                let isUpload = short.hasSuffix("/files") || short.hasSuffix("/survey")
                #expect(method == .get || isUpload || Self.bodies[name] != nil, "\(name) has a body in this table")
                let filled = [
                    ":round": "r26", ":unit": "A", ":criterion": "1.1", ":field": "1", ":block": "departments", ":evidence": evidence,
                    ":citation": "C",
                ].reduce(short.dropFirst()) { $0.replacing($1.key, with: $1.value)[...] }
                for person in RoundHouse.people([:]).keys.sorted() + [nil] as [String?]
                where person.map(Self.admitted(name).contains) != true {
                    let answer =
                        isUpload
                        ? try await house.send(method, "\(filled)?name=a.pdf", ByteBuffer(bytes: Papers.pdf), by: person)
                        : try await house.call(method, String(filled), method == .get ? nil : Self.bodies[name], by: person)
                    let expected = person == nil ? [401] : [403, 404, 409, 422]
                    #expect(
                        expected.contains(answer.status), "\(name) by \(person ?? "nobody"): \(answer.status) \(answer.text.prefix(200))")
                    // Of what is refused by its content, the caller had the right; then it must be one who has.
                    if answer.status == 422 || answer.status == 409 {
                        #expect(Self.mayBeTooEarly(name, person ?? ""), "\(name) by \(person ?? ""): \(answer.text.prefix(200))")
                    }
                }
            }
        }
    }

    /// Who has the right, but not yet, or to something that is not there.
    private static func mayBeTooEarly(_ line: String, _ person: String) -> Bool {
        switch person {
        case "admin": line.hasSuffix("/opening") || line.hasSuffix("/survey") || line.hasSuffix("/figures")
        case "chair": line.hasSuffix("/decision") || line.hasSuffix("/figures")
        case "auditor": line.hasSuffix("/figures")
        case "officer-a", "head-a":
            line.hasSuffix("/submission") || line.hasSuffix("/withdrawal") || line.hasSuffix("/explanation")
                || line.hasSuffix("/restoration")
        case "appraiser-1", "appraiser-2", "appraiser-3": line.hasSuffix("appraisal") || line.hasSuffix("/appraisals")
        case "member-1": line.hasSuffix("/vote")
        case "secretary": line.hasSuffix("/council")
        default: false
        }
    }
}
