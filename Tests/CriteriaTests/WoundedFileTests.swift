import Criteria
import Foundation
import Kernel
import Office
import Scoring
import TestNumbers
import Testing

/// Sound files with a few wounds: what comes of them is read, or refused with places inside them.
@Suite struct `Wounded files` {
    private static func file(_ name: String) throws -> String {
        let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/examples")
        return try String(contentsOf: examples.appending(path: name), encoding: .utf8)
    }

    private static let words = [
        "points: 0", "points: -1", "points: 9223372036854.775807", "points: 1e9", "code: \"1\"", "rule: formula", "rule: linear",
        "from: 101%",
        "to: 0%", "children: []", "steps: []", "total: 0", "decimals: 7", "missing: error", "not_applicable: reduce", "{}", "[]", "''",
        "99999999999999999999", "0.0000001", "%", "yes", "1.2", "A", ",", ";", "\"", "\n", "- ", ": ", "  ", "đ", "\u{0}", "numerator",
        "denominator", "missing", "lost", "-1", "1,5", "1.234",
    ]

    /// Lines and pieces cut, doubled, moved and replaced by words of the language.
    private static func wounded(_ text: String, _ random: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<1 + random.below(3) {
            let line = random.below(lines.count)
            switch random.below(6) {
            case 0: if lines.count > 1 { lines.remove(at: line) }
            case 1: lines.insert(lines[line], at: random.below(lines.count + 1))
            case 2: lines.swapAt(line, random.below(lines.count))
            case 3: lines[line] = String(lines[line].prefix { $0 == " " }) + random.pick(words)
            default:
                let start = random.below(lines[line].count + 1)
                let end = min(lines[line].count, start + random.below(9))
                lines[line] = lines[line].prefix(start) + random.pick(words) + lines[line].dropFirst(end)
            }
        }
        return lines.joined(separator: "\n")
    }

    @Test func `of frameworks give a framework or faults with places`() throws {
        let text = try Self.file("counters.yaml")
        var (sound, codes) = (0, Set<String>())
        for seed in seeds(400) {
            var random = SeededGenerator(seed: seed)
            let wounded = Self.wounded(text, &random)
            do {
                _ = try FrameworkFile(wounded, name: "f.yaml")
                sound += 1
            } catch {
                codes.formUnion(error.faults.map(\.code))
                #expect(error.faults.allSatisfy { $0.place.file == "f.yaml" && $0.place.line > 0 }, "seed \(seed): \(error.faults)")
            }
        }
        #expect(sound > 10 && codes.count > 20, "\(sound), \(codes.sorted())")
    }

    @Test func `of figures give a table that is scored or faults with places`() throws {
        let sheet = ScoreSheet(try FrameworkFile(Self.file("counters.yaml"), name: "f.yaml").framework)
        let text = try Self.file("counters.csv")
        var (sound, codes) = (0, Set<String>())
        for seed in seeds(1_000) {
            var random = SeededGenerator(seed: seed)
            let wounded = Self.wounded(text, &random)
            let file = InputFile(name: "d.csv", bytes: Array(wounded.utf8))
            do {
                _ = try FigureFile.read(file, for: sheet, units: nil, numbers: random.pick([nil, .vi, .en]))
                sound += 1
            } catch let error as Faults {
                codes.formUnion(error.faults.map(\.code))
                #expect(error.faults.allSatisfy { $0.place.file == "d.csv" }, "seed \(seed): \(error.faults)")
            } catch let error as OfficeError {
                codes.insert(error.code)
                #expect(error.details["file"] == "d.csv", "seed \(seed)")
            }
        }
        #expect(sound > 10 && codes.count > 10, "\(sound), \(codes.sorted())")
    }
}
