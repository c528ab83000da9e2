import Foundation
import HTTPTypes
import NIOCore
import Platform

/// Who gets what from which address, and what is sent there.
enum AccessTable {
    /// The method and path that a line begins with.
    static func name(_ line: String) -> String { line.components(separatedBy: " | ")[0] }

    /// What is sent to an address.
    enum Body {
        case json(String)
        /// A whole file, called by this name.
        case file(String, [UInt8])

        var bytes: ByteBuffer {
            switch self {
            case .json(let text): ByteBuffer(string: text)
            case .file(_, let bytes): ByteBuffer(bytes: bytes)
            }
        }

        var query: String { if case .file(let name, _) = self { "?name=\(name)" } else { "" } }
    }

    /// What would be taken from whoever may, where the rights lie deeper than the door.
    static func body(_ line: Routes.Line) -> Body {
        if line.path.hasSuffix("/survey") { return .file("a.csv", Array("unit,criterion,input,value,reason\n".utf8)) }
        if line.path.hasSuffix("/files") { return .file("a.pdf", paper) }
        if line.path.hasSuffix("/import") { return .file("a.csv", Array("code,name_vi\n".utf8)) }
        return .json(bodies.first { "\(line.method) \(line.path)".hasSuffix($0.key) }?.value ?? "{}")
    }

    private static let bodies: KeyValuePairs = [
        "/rounds/:round/copies": #"{"code":"r27","period":"2027","title":{"vi":"a","en":"b"}}"#,
        "/rounds/:round/assignments": #"{"assignments":[]}"#,
        "/rounds/:round/reassignments": #"{"from":"P","to":{"person":"Q","name":"q"},"reason":"x"}"#,
        "/rounds/:round/reopenings": #"{"unit":"A","stage":"self_assessment","until":"2026-04-20","reason":"x"}"#,
        "/rounds/:round/decision": #"{"number":"1","date":"2026-08-01"}"#,
        "/preview": #"{"inputs":{"yes":"yes"}}"#, "/claim": #"{"inputs":{"yes":"yes"}}"#, "/withdrawal": #"{"reason":"x"}"#,
        "/:criterion/explanation": #"{"text":"x"}"#, "/appraisal": #"{"as_claimed":true}"#, "/second-appraisal": #"{"as_claimed":true}"#,
        "/appraisals": #"{"leaves":[{"unit":"A","criterion":"1.1","claim_version":1}]}"#, "/vote": #"{"points":"1"}"#,
        "/council": #"{"as_claimed":true}"#, "/evidence/links": #"{"title":"x","link":"https://tinh.gov.vn"}"#,
        "/versions/links": #"{"title":"x","link":"https://tinh.gov.vn"}"#, "/citations": #"{"evidence":"E"}"#,
    ]

    static let paper = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n".utf8)

    /// The lines of `Fixtures/access.txt`, which is read and changed by people alone: nothing records it anew.
    static func lines() throws -> [String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/access.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }
}
