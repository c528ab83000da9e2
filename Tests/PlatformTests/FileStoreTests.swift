import Foundation
import Kernel
import Platform
import Storage
import Testing

/// Lends a store in a folder of its own and removes it afterwards.
private func withStore(_ body: (FileStore) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "files-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(try FileStore(folder: folder.path))
}

extension FileStore {
    /// Every file in the store, by its path below the folder.
    fileprivate var paths: [String] {
        let walker = FileManager.default.enumerator(atPath: folder)
        return (walker?.compactMap { $0 as? String } ?? []).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    fileprivate func path(of digest: FileDigest) -> String {
        let name = digest.rawValue
        return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
    }

    /// Overwrites a kept file behind the store's back.
    fileprivate func spoil(_ digest: FileDigest, with bytes: [UInt8]) throws {
        let path = path(of: digest)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}

private func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}

private struct Broken: Error, Equatable {}

private func pieces(_ bytes: [UInt8], of size: Int, thenFailing: Bool = false) -> AsyncThrowingStream<ArraySlice<UInt8>, any Error> {
    AsyncThrowingStream { continuation in
        for start in stride(from: 0, to: bytes.count, by: size) { continuation.yield(bytes[start..<min(bytes.count, start + size)]) }
        continuation.finish(throwing: thenFailing ? Broken() : nil)
    }
}

@Suite struct `A stored file` {
    /// FIPS 180-2's own example.
    @Test func `is named by its SHA-256, two folders deep, and given back byte for byte`() async throws {
        try await withStore { store in
            let file = try await store.store(Array("abc".utf8), limit: 3)
            let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(file.digest.rawValue == name && file.size == 3)
            #expect(store.paths == ["ba/78/\(name)"])
            #expect(try await store.read(file.digest) == Array("abc".utf8))
        }
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 1_000_003], [7, 65_536, 2_000_000])
    func `is the same whatever the pieces it came in`(count: Int, size: Int) async throws {
        if count > 100_000, size == 7 { return }
        try await withStore { store in
            let bytes = noise(count)
            let file = try await store.store(pieces(bytes, of: size), limit: count)
            #expect(file.digest == FileDigest(of: bytes) && file.size == count)
            #expect(try await store.read(file.digest) == bytes)
            var given: [UInt8] = []
            for try await piece in store.pieces(of: file.digest, expecting: count) {
                #expect(!piece.isEmpty && piece.count <= 262_144)
                given += piece
            }
            #expect(given == bytes)
        }
    }

    @Test func `is kept once, however often it comes`() async throws {
        try await withStore { store in
            let first = try await store.store([1, 2, 3], limit: 10)
            let second = try await store.store(pieces([1, 2, 3], of: 1), limit: 3)
            #expect(first == second && store.paths.count == 1)
        }
    }

    @Test func `is kept once when many bring it at the same moment`() async throws {
        try await withStore { store in
            let bytes = noise(300_000)
            let files = try await withThrowingTaskGroup(of: StoredFile.self) { group in
                for size in 0..<24 { group.addTask { try await store.store(pieces(bytes, of: 10_000 + size), limit: bytes.count) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(files).count == 1 && files.count == 24)
            #expect(store.paths.count == 1)
            #expect(try await store.read(files[0].digest) == bytes)
        }
    }

    @Test func `may be read by nobody else and changed by nobody`() async throws {
        try await withStore { store in
            let file = try await store.store([1], limit: 1)
            let attributes = try FileManager.default.attributesOfItem(atPath: store.path(of: file.digest))
            #expect(attributes[.posixPermissions] as? Int == 0o440)
        }
    }

    @Test func `is found again by another program`() async throws {
        try await withStore { store in
            let file = try await store.store([1, 2], limit: 2)
            let other = try FileStore(folder: store.folder)
            #expect(try await other.read(file.digest) == [1, 2])
        }
    }
}

@Suite struct `Nothing is left of a file` {
    @Test(arguments: [(11, 10, 3), (10, 9, 100), (1, 0, 1), (500_000, 499_999, 65_536)])
    func `that is larger than the limit`(count: Int, limit: Int, size: Int) async throws {
        try await withStore { store in
            await #expect(throws: FileStoreError.tooLarge(limit: limit)) {
                try await store.store(pieces(noise(count), of: size), limit: limit)
            }
            await #expect(throws: FileStoreError.tooLarge(limit: limit)) { try await store.store(noise(count), limit: limit) }
            #expect(store.paths.isEmpty)
        }
    }

    @Test func `whose sender broke off`() async throws {
        try await withStore { store in
            await #expect(throws: Broken()) { try await store.store(pieces(noise(1000), of: 10, thenFailing: true), limit: 2000) }
            #expect(store.paths.isEmpty)
        }
    }

    @Test func `whose request was cancelled`() async throws {
        try await withStore { store in
            let (stream, continuation) = AsyncThrowingStream.makeStream(of: [UInt8].self, throwing: (any Error).self)
            let task = Task { try await store.store(stream, limit: 2000) }
            continuation.yield([1, 2, 3])
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(store.paths.isEmpty)
        }
    }

    @Test func `that was let go or discarded`() async throws {
        try await withStore { store in
            var draft: FileDraft? = try store.draft(limit: 10)
            try draft?.write([1, 2])
            #expect(store.paths.count == 1)
            draft = nil
            #expect(store.paths.isEmpty)
            let other = try store.draft(limit: 10)
            other.discard()
            other.discard()
            #expect(store.paths.isEmpty)
            #expect(throws: FileStoreError.self) { try other.write([1]) }
            #expect(throws: FileStoreError.self) { try other.finish() }
            #expect(store.paths.isEmpty)
        }
    }

    @Test func `that was finished twice, but the first time`() async throws {
        try await withStore { store in
            let draft = try store.draft(limit: 10)
            try draft.write([1, 2])
            let file = try draft.finish()
            #expect(throws: FileStoreError.self) { try draft.finish() }
            #expect(throws: FileStoreError.self) { try draft.write([3]) }
            #expect(try await store.read(file.digest) == [1, 2])
            #expect(store.paths.count == 1)
        }
    }
}

@Suite struct `A file whose program died before it was named` {
    /// What a killed program leaves: a draft that nobody holds.
    private func leave(_ name: String, in store: FileStore) throws {
        try Data([1, 2, 3]).write(to: URL(filePath: "\(store.folder)/incoming/\(name)"))
    }

    @Test func `is swept away, and no other`() async throws {
        try await withStore { store in
            let kept = try await store.store([9], limit: 1)
            let living = try store.draft(limit: 10)
            try living.write([7, 7])
            try leave("dead.part", in: store)
            try leave("dead2.part", in: store)
            try leave("operators-own.txt", in: store)
            #expect(try store.sweep() == 2)
            #expect(try store.sweep() == 0)
            #expect(store.paths.count == 3)
            let finished = try living.finish()
            #expect(try await store.read(finished.digest) == [7, 7])
            #expect(try await store.read(kept.digest) == [9])
            #expect(store.paths.filter { $0.hasPrefix("incoming/") } == ["incoming/operators-own.txt"])
        }
    }

    @Test func `is kept when it is sent again`() async throws {
        try await withStore { store in
            try leave("dead.part", in: store)
            let file = try await store.store([1, 2, 3], limit: 3)
            #expect(try await store.read(file.digest) == [1, 2, 3])
        }
    }

    @Test func `is never mistaken for one being written, while many are`() async throws {
        try await withStore { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let bytes = noise(2000, seed: UInt64(number))
                        let file = try await store.store(pieces(bytes, of: 100), limit: 2000)
                        #expect(try await store.read(file.digest) == bytes)
                    }
                    group.addTask { _ = try store.sweep() }
                }
                try await group.waitForAll()
            }
            #expect(store.paths.count == 60)
        }
    }

    @Test func `is not followed out of the store by a link of its name`() async throws {
        try await withStore { store in
            let outside = store.folder + "-outside.part"
            try Data([5]).write(to: URL(filePath: outside))
            defer { try? FileManager.default.removeItem(atPath: outside) }
            try FileManager.default.createSymbolicLink(atPath: store.folder + "/incoming/link.part", withDestinationPath: outside)
            #expect(try store.sweep() == 0)
            #expect(FileManager.default.fileExists(atPath: outside))
        }
    }
}

@Suite struct `A file that changed on the disk` {
    @Test(arguments: [0, 1, 300_000, 599_999]) func `is never given out whole`(place: Int) async throws {
        try await withStore { store in
            let bytes = noise(600_000)
            let file = try await store.store(bytes, limit: bytes.count)
            var spoilt = bytes
            spoilt[place] ^= 1
            try store.spoil(file.digest, with: spoilt)
            await #expect(throws: FileStoreError.damaged(file.digest)) { try await store.read(file.digest) }
            #expect(try await store.condition(of: file) == .damaged)
            var given = 0
            await #expect(throws: FileStoreError.damaged(file.digest)) {
                for try await piece in store.pieces(of: file.digest) { given += piece.count }
            }
            #expect(given < bytes.count)
        }
    }

    @Test(arguments: [0, 2, 4]) func `in its length is found as well`(count: Int) async throws {
        try await withStore { store in
            let file = try await store.store([1, 2, 3], limit: 3)
            try store.spoil(file.digest, with: noise(count))
            #expect(try await store.condition(of: file) == .damaged)
            await #expect(throws: FileStoreError.damaged(file.digest)) { try await store.read(file.digest) }
        }
    }

    @Test func `is mended when the same bytes are stored again`() async throws {
        try await withStore { store in
            let file = try await store.store([1, 2, 3], limit: 3)
            try store.spoil(file.digest, with: [1, 2, 4])
            let again = try await store.store([1, 2, 3], limit: 3)
            #expect(again == file)
            #expect(try await store.condition(of: file) == .whole)
        }
    }

    @Test func `or is not there is told apart from one that is whole`() async throws {
        try await withStore { store in
            let digest = FileDigest(of: [1])
            await #expect(throws: FileStoreError.missing(digest)) { try await store.read(digest) }
            let file = try await store.store([1], limit: 1)
            #expect(try await store.condition(of: file) == .whole)
            try FileManager.default.removeItem(atPath: store.path(of: digest))
            #expect(try await store.condition(of: file) == .missing)
        }
    }

    @Test func `into a link or a folder is not followed`() async throws {
        try await withStore { store in
            let outside = store.folder + "-secret"
            try Data([1, 2, 3]).write(to: URL(filePath: outside))
            defer { try? FileManager.default.removeItem(atPath: outside) }
            let file = try await store.store([1, 2, 3], limit: 3)
            try FileManager.default.removeItem(atPath: store.path(of: file.digest))
            try FileManager.default.createSymbolicLink(atPath: store.path(of: file.digest), withDestinationPath: outside)
            await #expect(throws: FileStoreError.self) { try await store.read(file.digest) }
            try FileManager.default.removeItem(atPath: store.path(of: file.digest))
            try FileManager.default.createDirectory(atPath: store.path(of: file.digest), withIntermediateDirectories: false)
            await #expect(throws: FileStoreError.self) { try await store.read(file.digest) }
        }
    }
}

@Suite struct `The name of a file` {
    @Test(arguments: [
        "", "abc", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "a", count: 63),
        String(repeating: "a", count: 65), String(repeating: "a", count: 62) + "/.", "../" + String(repeating: "a", count: 61),
        String(repeating: "é", count: 32), String(repeating: "a", count: 63) + "\u{0}",
    ])
    func `is a digest and nothing else`(text: String) {
        #expect(FileDigest(rawValue: text) == nil)
    }

    @Test func `is read as it is written`() {
        let text = String(repeating: "0123456789abcdef", count: 4)
        #expect(FileDigest(rawValue: text)?.description == text)
    }
}

@Suite struct `A folder for files` {
    @Test func `is made where the one above it exists, and nowhere else`() async throws {
        try await withStore { store in
            _ = try FileStore(folder: store.folder + "/inner")
            #expect(throws: FileStoreError.self) { try FileStore(folder: store.folder + "/no/such") }
            try Data().write(to: URL(filePath: store.folder + "/file"))
            #expect(throws: FileStoreError.self) { try FileStore(folder: store.folder + "/file") }
        }
    }

    @Test func `that is gone is an outage, not a lost file`() async throws {
        try await withStore { store in
            let draft = try store.draft(limit: 5)
            try draft.write([1])
            try FileManager.default.removeItem(atPath: store.folder)
            let error = #expect(throws: FileStoreError.self) { try draft.finish() }
            #expect(error?.kind == .unavailable)
            let later = await #expect(throws: FileStoreError.self) { try await store.store([1], limit: 1) }
            #expect(later?.kind == .unavailable)
        }
    }
}

@Suite struct `An error of the files` {
    @Test func `has a code, a kind and its values`() {
        let digest = FileDigest(of: [])
        let errors: [FileStoreError] = [
            .tooLarge(limit: 25 << 20), .missing(digest), .damaged(digest), .unwritable(reason: "full"), .unreadable(reason: "torn"),
        ]
        #expect(Set(errors.map(\.code)) == Set(FileStoreError.codes))
        #expect(errors.map(\.kind) == [.tooLarge, .missing, .unavailable, .unavailable, .unavailable])
        #expect(errors[0].details == ["limit": "25"])
        #expect(FileStoreError.tooLarge(limit: 1).details == ["limit": "1"])
        #expect(errors[1].details == ["digest": digest.rawValue] && errors[2].details == errors[1].details)
        #expect(errors[3].details == ["reason": "full"] && errors[4].details == ["reason": "torn"])
        #expect(errors.map(\.isOutage) == [false, false, false, true, false])
    }
}

@Suite struct `The row of a file` {
    @Test(arguments: AuditEngine.available) func `is made once and found by the digest`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            try await withStore { store in
                let file = try await store.store([1, 2], limit: 2)
                for (type, time) in [("application/pdf", 5), ("text/plain", 6)] {
                    try await database.write {
                        try FileRecordStore.insert(file, mediaType: type, at: Timestamp(milliseconds: Int64(time)), $0)
                    }
                }
                let record = try await database.read { try FileRecordStore.find(file.digest, $0) }
                #expect(record?.file == file && record?.mediaType == "application/pdf" && record?.created.milliseconds == 5)
                let other = try await database.read { try FileRecordStore.find(FileDigest(of: []), $0) }
                #expect(other == nil)
            }
        }
    }

    @Test(arguments: AuditEngine.available) func `whose file is missing, damaged or of another size is named`(engine: AuditEngine)
        async throws
    {
        try await engine.withDatabase { database in
            try await withStore { store in
                var files: [StoredFile] = []
                for number in 0..<25 { files.append(try await store.store(Array("\(number)".utf8), limit: 10)) }
                let all = files
                try await database.write { db in
                    for file in all { try FileRecordStore.insert(file, mediaType: "text/plain", at: Timestamp(milliseconds: 0), db) }
                    try db.run("UPDATE platform_files SET size = 77 WHERE digest = \(all[24].digest)")
                }
                try FileManager.default.removeItem(atPath: store.path(of: files[3].digest))
                try store.spoil(files[12].digest, with: [1])
                let (count, findings) = try await FileVerifier.verify(store, database, batch: 10)
                #expect(count == 25)
                #expect(findings.map(\.digest) == [files[3], files[12], files[24]].map(\.digest).sorted())
                let conditions = Dictionary(uniqueKeysWithValues: findings.map { ($0.digest, $0.condition) })
                #expect(conditions == [files[3].digest: .missing, files[12].digest: .damaged, files[24].digest: .damaged])
            }
        }
    }
}
