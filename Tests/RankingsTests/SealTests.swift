import Kernel
import Office
import Platform
import Rankings
import TestSupport
import Testing

@Suite struct `The tree of hashes` {
    /// Leaves and roots that the makers of RFC 6962 test their own programs with.
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57), Array(0x60...0x6F),
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: 0...8) func `has the root of the standard`(count: Int) {
        #expect(HashTree(leaves: Self.leaves.prefix(count).map { HashTree.leaf($0) }).root.description == Self.roots[count])
    }

    @Test(arguments: 1...33) func `proves every leaf and no other`(count: Int) {
        let hashes = (0..<count).map { HashTree.leaf("\($0)".utf8) }
        let tree = HashTree(leaves: hashes)
        for index in 0..<count {
            let path = tree.path(of: index)
            #expect(HashTree.root(of: hashes[index], along: path) == tree.root)
            #expect(HashTree.root(of: HashTree.leaf("x".utf8), along: path) != tree.root)
        }
    }
}

@Suite struct `A sealed ranking` {
    /// The files of the published ranking of provinces.
    private static func bundle() async throws -> [ZipFile.Member] {
        nonisolated(unsafe) var members: [ZipFile.Member] = []
        try await withRankings(.vi, { try await $0.provinces() }) { ask in
            let answer = try await ask("/rankings/provinces/bundle.zip")
            #expect(answer.status == 200 && answer.disposition?.contains("provinces.zip") == true)
            members = try ZipFile.read(InputFile(name: "provinces.zip", bytes: answer.bytes))
        }
        return members
    }

    private func check(_ members: [ZipFile.Member], expecting root: TreeHash? = nil) throws -> BundleCheck {
        try BundleCheck(InputFile(name: "bundle.zip", bytes: try ZipFile.write(members)), expected: root)
    }

    /// The findings as `code file:line`.
    private func told(_ check: BundleCheck) -> Set<String> {
        Set(check.findings.map { "\($0.code) \($0.details["file"] ?? ""):\($0.details["line"] ?? "")" })
    }

    @Test func `is whole, and all its points come out again`() async throws {
        let members = try await Self.bundle()
        let check = try check(members)
        #expect(check.isWhole && check.units == 34 && check.points > 34 * 10)
        #expect(try self.check(members, expecting: check.root).isWhole)
        #expect(
            Set(members.map(\.name)) == [
                "publication.csv", "seal.txt", "frameworks/qd-766@2026.yaml", "provinces/units.csv", "provinces/figures.csv",
                "provinces/results.csv", "provinces/points.csv",
            ])
        #expect(try ZipFile.write(members) == ZipFile.write(members))
    }

    @Test func `names a value that was changed, and what no longer follows from it`() async throws {
        var members = try await Self.bundle()
        let root = try check(members).root
        let results = try #require(members.firstIndex { $0.name == "provinces/results.csv" })
        let text = String(decoding: members[results].bytes, as: UTF8.self)
        let line = try #require(text.split(separator: "\r\n").firstIndex { $0.contains("65.49") })
        members[results].bytes = Array(text.replacing("65.49", with: "66.49").utf8)
        let check = try check(members, expecting: root)
        #expect(
            told(check) == [
                "rankings.seal_line_changed provinces/results.csv:\(line + 1)",
                "rankings.seal_not_computed provinces/results.csv:\(line + 1)",
                "rankings.seal_root_differs :",
            ])
    }

    @Test func `is found out where figures, results and hashes were all made to agree`() async throws {
        let members = try await Self.bundle()
        let root = try check(members).root
        var forged = members
        let about = try #require(forged.firstIndex { $0.name == "publication.csv" })
        forged[about].bytes += Array("signer,Nobody\r\n".utf8)
        forged = forged.filter { $0.name != "seal.txt" }
        forged.append(ZipFile.Member(name: "seal.txt", bytes: SealedFiles(forged).list))
        #expect(try check(forged).isWhole)
        #expect(try told(check(forged, expecting: root)) == ["rankings.seal_root_differs :"])
    }

    @Test(arguments: ["provinces/figures.csv", "seal.txt", "publication.csv", "frameworks/qd-766@2026.yaml"])
    func `is refused when a file is missing`(name: String) async throws {
        let members = try await Self.bundle()
        let rest = members.filter { $0.name != name }
        #expect(rest.count == members.count - 1)
        do {
            let check = try check(rest)
            #expect(!check.isWhole)
        } catch let error as any DomainError {
            #expect(error.code == "rankings.seal_missing")
        }
    }

    @Test func `gives each unit a receipt that leads to the root`() async throws {
        let files = SealedFiles(try await Self.bundle())
        for number in 2...35 {
            let receipt = try #require(files.receipt(SealedFiles.Line(file: "provinces/results.csv", number: number)))
            #expect(receipt.holds && receipt.root == files.root)
            var forged = receipt
            forged.text += "0"
            #expect(!forged.holds)
        }
        #expect(files.receipt(SealedFiles.Line(file: "provinces/results.csv", number: 36)) == nil)
    }
}
