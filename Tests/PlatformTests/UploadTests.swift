import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `A file that came with a form` {
    private static let pdf = Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n".utf8)
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("IHDR…IEND".utf8)

    private func send(_ bytes: [UInt8], _ name: String, _ services: Services) async throws -> Upload {
        let stored = try await services.files.store(bytes, limit: 1 << 20)
        return try await Upload(Form.File(name: name, stored: stored, head: []), services)
    }

    @Test(arguments: [(pdf, "giay.txt", "application/pdf", true), (png, "anh.png", "image/png", false)])
    func `has a row of what it is, and is given back under its name`(bytes: [UInt8], name: String, type: String, isShown: Bool) async throws
    {
        try await withHouse { services in
            let upload = try await send(bytes, name, services)
            #expect(upload.file == NamedFile(digest: FileDigest(of: bytes), name: name) && upload.size == bytes.count)
            let before = try await services.database.read { try FileRecordStore.find(upload.file.digest, $0) }
            let file = try await services.database.write { try upload.insert(at: services.now(), $0) }
            let after = try await services.database.read { try FileRecordStore.find(file.digest, $0) }
            #expect(before == nil && after?.mediaType == type)
            let answer = try await services.answer(file)
            #expect(answer.name == name && answer.mediaType == type && answer.bytes == bytes && answer.isShown == isShown)
        }
    }

    @Test func `is no paper where it is a program`() async throws {
        try await withHouse { services in
            await #expect(throws: OfficeError.self) { try await send(Array("#!/bin/sh\n".utf8), "giay.pdf", services) }
        }
    }
}
