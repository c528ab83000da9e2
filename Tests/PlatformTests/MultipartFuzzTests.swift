import Foundation
import Platform
import Testing

/// Bodies of forms made of pieces in any order, and sound ones with bytes changed, cut anywhere on their way.
@Suite struct MultipartFuzzTests {
    private static let pieces = [
        "--b", "--b--", "\r\n", "\r", "\n", "--", "-", "\r\n--b\r\n", "\r\n--b--\r\n", "--b\r\n",
        "Content-Disposition: form-data; name=\"a\"",
        "Content-Disposition: form-data; name=\"f\"; filename=\"x.pdf\"", "; ", "=", "\"", "\\\"", "%22", "name=", "filename=", "\r\n\r\n",
        "x",
        "\u{0}", "é", "text/plain", ":", "b", "\r\n--",
    ]

    private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
    }

    /// The parts with their bytes; nil when the reader refuses.
    private static func read(_ pieces: [ArraySlice<UInt8>]) -> [[UInt8]]? {
        guard var reader = MultipartReader(contentType: "multipart/form-data; boundary=b") else { return nil }
        var parts: [[UInt8]] = []
        do {
            for piece in pieces {
                for event in try reader.read(piece) {
                    switch event {
                    case .begin(let part): parts += [Array("\(part.name)/\(part.fileName ?? "")".utf8), []]
                    case .bytes(let bytes): parts[parts.count - 1] += bytes
                    case .end: parts.append([])
                    }
                }
            }
            try reader.finish()
        } catch {
            return nil
        }
        return parts
    }

    @Test func `a body means the same however it is cut on its way`() {
        var state = Self.number("CCHC_FUZZ_SEED", 11)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var sound = 0
        var refused = 0
        for number in 0..<Self.number("CCHC_FUZZ_CASES", 5_000) {
            var body: [UInt8] = []
            if next(2) == 0 {
                for _ in 0..<next(20) { body += Self.pieces[next(Self.pieces.count)].utf8 }
            } else {
                for _ in 0..<next(4) {
                    body += "--b\r\nContent-Disposition: form-data; name=\"n\"\(next(2) == 0 ? "; filename=\"f\"" : "")\r\n\r\n".utf8
                    for _ in 0..<next(6) { body += Self.pieces[next(Self.pieces.count)].utf8 }
                    body += "\r\n".utf8
                }
                body += "--b--".utf8
                for _ in 0..<next(3) where !body.isEmpty { body[next(body.count)] = UInt8(next(256)) }
            }
            let whole = Self.read([body[...]])
            var cuts: [ArraySlice<UInt8>] = []
            var start = 0
            while start < body.count {
                let end = min(body.count, start + 1 + next(12))
                cuts.append(body[start..<end])
                start = end
            }
            if Self.read(cuts) != whole { Issue.record("case \(number): \(String(decoding: body, as: UTF8.self).debugDescription)") }
            if whole == nil { refused += 1 } else { sound += 1 }
        }
        #expect(sound > 0 && refused > 0)
    }

    @Test func `what was put into a body comes out of it`() {
        var state = Self.number("CCHC_FUZZ_SEED", 13)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for number in 0..<Self.number("CCHC_FUZZ_CASES", 5_000) {
            var body: [UInt8] = []
            var expected: [[UInt8]] = []
            for part in 0..<1 + next(4) {
                // Anything but the mark itself.
                let bytes = (0..<next(40)).map { _ in UInt8([13, 10, 45, 45, 98, 0, 255][next(7)]) }
                if bytes.indices.contains(where: { bytes[$0...].starts(with: [13, 10, 45, 45, 98]) }) { continue }
                body += "--b\r\nContent-Disposition: form-data; name=\"p\(part)\"\r\n\r\n".utf8 + bytes + "\r\n".utf8
                expected += [Array("p\(part)/".utf8), bytes, []]
            }
            body += "--b--\r\n".utf8
            let cut = next(body.count)
            if Self.read([body[..<cut], body[cut...]]) != expected { Issue.record("case \(number)") }
        }
    }
}
