import App
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Platform
import TestSupport
import Testing

/// Text that would like to be SQL, markup or a path, in every part of every address that is read.
@Suite struct `Hostile text in an address` {
    private static let texts = [
        "' OR '1'='1", "x'; DROP TABLE units_units; --", "\" UNION SELECT login FROM accounts_people --", "%' OR 1=1 --", "1) OR (1=1",
        "../../../etc/passwd", "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    ]

    /// Whatever the sources read from the query of an address.
    private func queryNames() throws -> [String] {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let walker = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var names: Set<String> = []
        for case let file as URL in walker where file.pathExtension == "swift" {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: /query\["(\w+)"\]/) { names.insert(String(match.1)) }
        }
        return names.sorted()
    }

    @Test func `is a word like any other that is not there`() async throws {
        try await AccessHouse.open(rehearsing: false) { house in
            let names = try queryNames()
            #expect(names.count > 15)
            // A PDF takes a second to make, of what its CSV holds as well.
            let lines = makeRoutes(house.services).lines.filter {
                $0.method == "GET" && !$0.path.hasPrefix("/assets/") && !$0.path.hasSuffix(".pdf")
            }
            #expect(lines.count > 80)
            let before = try await DatabaseContents(house.services.database)
            for line in lines {
                let somebody = line.access == .citizen ? AccessHouse.citizen : "administrator"
                for text in Self.texts {
                    let encoded = try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
                    let query = "?" + names.map { "\($0)=\(encoded)" }.joined(separator: "&")
                    var addresses = [house.address(line) + query]
                    if line.path.contains(":") { addresses.append(house.address(line, text)) }
                    for address in addresses {
                        let plain = address.replacing(encoded, with: "khong-co")
                        let answer = try await house.call(line, address, by: somebody, .json(""))
                        let usual = try await house.call(line, plain, by: somebody, .json(""))
                        #expect(answer.status.code < 500, "\(address)")
                        #expect(answer.status == usual.status || (400..<500).contains(answer.status.code), "\(address)")
                        if answer.headers[.contentType]?.hasPrefix("text/html") == true {
                            let page = String(buffer: answer.body)
                            #expect(!page.contains("<script>") && !page.contains("<img src=x"), "\(address)")
                        }
                        #expect(answer.headers[.location]?.contains("<") != true, "\(address)")
                    }
                }
            }
            let changed = try await DatabaseContents(house.services.database).differences(from: before)
            #expect(changed.isEmpty)
        }
    }
}
