import Foundation
import Kernel
import Office
import Platform
import Rankings
import TestSupport
import Testing

@Suite struct `A unit's receipt` {
    @Test func `leads from its own line to the root in the decision`() async throws {
        try await DecidedRound.open { round in
            let root = try await round.prepare()
            try await round.issue()
            for unit in ["A", "B", "C", "X1", "X2"] {
                let json = try await round.open("/rankings/publications/cchc-2026/receipts/\(unit)/receipt.json").json
                let line = try #require(json["line"] as? String)
                let file = try #require(json["file"] as? String)
                #expect(line.hasPrefix("\(unit),") && json["root"] as? String == root)
                // The path is walked here once more, by the rule of the format alone.
                func walk(_ start: TreeHash, _ name: String) throws -> TreeHash {
                    let steps = try #require(json[name] as? [[String: String]])
                    return HashTree.root(
                        of: start,
                        along: try steps.map { HashTree.Step(try #require(TreeHash($0["hash"] ?? "")), isLeft: $0["side"] == "left") })
                }
                let ofFile = try walk(HashTree.leaf(Array("\(file)\n\(line)".utf8)), "lines")
                let reached = try walk(HashTree.leaf(Array("\(file)\n\(ofFile)".utf8)), "files")
                #expect(reached.description == root)
                let page = try await round.open("/rankings/publications/cchc-2026/receipts/\(unit)")
                #expect(page.status == 200 && page.text.contains(root) && page.text.contains("receipt.json"))
            }
            try await #expect(round.open("/rankings/publications/cchc-2026/receipts/NV").status == 404)
        }
    }

    @Test func `is verified by the program offline, and a forged one is not`() async throws {
        try await DecidedRound.open { round in
            let root = try await round.prepare()
            try await round.issue()
            let receipt = try await round.open("/rankings/publications/cchc-2026/receipts/B/receipt.json")
            let bundle = try await round.open("/rankings/publications/cchc-2026/bundle.zip")
            let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-receipt-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            func verify(_ name: String, _ bytes: [UInt8], root: String?) async throws -> Program.Outcome {
                let path = folder.appending(path: name)
                try Data(bytes).write(to: path)
                return try await Program.run(
                    ["rankings", "verify", path.path] + (root.map { ["--root", $0] } ?? []), in: .vi, of: round.services)
            }
            let holds = try await verify("b.json", receipt.bytes, root: root)
            #expect(holds.status == 0 && holds.output.contains("B,2,4.8"), "\(holds.output)\(holds.errors)")
            let forged = Array(receipt.text.replacing("4.8", with: "9.8").utf8)
            try await #expect(verify("forged.json", forged, root: nil).status == 1)
            try await #expect(verify("other.json", receipt.bytes, root: String(repeating: "0", count: 64)).status == 1)
            try await #expect(verify("none.json", Array("{}".utf8), root: root).status == 1)
            try await #expect(verify("b.zip", bundle.bytes, root: root).status == 0)
        }
    }
}
