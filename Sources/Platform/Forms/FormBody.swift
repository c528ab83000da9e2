import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Reads the body of a form: values into memory, files into the store as they arrive.
struct FormBody {
    /// Bytes of all values of a form together.
    private static let valuesLimit = 2 << 20
    private static let headBytes = 4096
    /// More than any form of ours asks for; each costs the disk a write that is waited for.
    private static let fileLimit = 200
    /// Files of one form that the disk is given at once.
    private static let keptAtOnce = 4

    let files: FileStore
    /// Bytes of the whole body.
    let limit: Int
    /// Nil where nobody looks for viruses.
    var scanner: VirusScanner?

    func read(_ request: Request) async throws -> Form {
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data"), let reader = MultipartReader(contentType: type) {
            return try await parts(request.body, reader)
        }
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") || type.isEmpty else { throw FormError.unknownType }
        let body = try await request.body.collect(upTo: min(limit, Self.valuesLimit))
        guard let text = String(validating: body.readableBytesView, as: UTF8.self) else { throw FormError.malformed }
        let items = FormText.items(text)
        // More than any form of ours has; taking some of it would be half a form.
        guard items.count <= FormText.limit else { throw FormError.malformed }
        var form = Form()
        for item in items {
            guard let item else { throw FormError.malformed }
            form.add(item.value, to: item.name)
        }
        return form
    }

    /// The whole body as one file.
    func file(_ request: Request, named name: String) async throws -> Form.File {
        let draft = try files.draft(limit: limit)
        var head: [UInt8] = []
        for try await piece in request.body {
            if head.count < Self.headBytes { head += piece.readableBytesView.prefix(Self.headBytes - head.count) }
            try draft.write(piece.readableBytesView)
        }
        return Form.File(name: FileName.clean(name), stored: try await kept(draft), head: head)
    }

    /// What a draft becomes once somebody has looked into it.
    private func kept(_ draft: FileDraft) async throws -> StoredFile {
        try await FileStore.blocking {
            if let scanner { try draft.scan(by: scanner) }
            return try draft.finish()
        }
    }

    private func parts(_ body: RequestBody, _ reader: MultipartReader) async throws -> Form {
        // The disk writes one file while the next arrives.
        try await withThrowingTaskGroup(of: (place: Int, file: StoredFile).self) { keeping in
            var reader = reader
            var parts: [Open] = []
            var stored: [Int: StoredFile] = [:]
            var part: Open?
            var (total, valueBytes, fileCount, atWork) = (0, 0, 0, 0)
            for try await piece in body {
                total += piece.readableBytes
                if total > limit { throw RouteError.tooLarge(limit: limit) }
                for event in try reader.read(piece.readableBytesView) {
                    switch event {
                    case .begin(let head):
                        part = Open(head)
                        if head.fileName != nil { fileCount += 1 }
                        guard fileCount <= Self.fileLimit else { throw FormError.malformed }
                    case .bytes(let bytes):
                        if part?.part.fileName == nil {
                            valueBytes += bytes.count
                            if valueBytes > Self.valuesLimit { throw RouteError.tooLarge(limit: Self.valuesLimit) }
                        }
                        try part?.add(bytes, files, limit: limit)
                    case .end:
                        guard let ended = part.take() else { continue }
                        if let draft = ended.draft {
                            let (place, kept) = (parts.count, kept)
                            if atWork == Self.keptAtOnce, let done = try await keeping.next() {
                                stored[done.place] = done.file
                                atWork -= 1
                            }
                            atWork += 1
                            keeping.addTask { (place, try await kept(draft)) }
                        }
                        parts.append(ended)
                    }
                }
            }
            try reader.finish()
            for try await done in keeping { stored[done.place] = done.file }
            var form = Form()
            for (place, part) in parts.enumerated() { try part.add(to: &form, stored[place]) }
            return form
        }
    }

    /// The part that is arriving.
    private struct Open {
        let part: MultipartReader.Part
        private var value: [UInt8] = []
        private var head: [UInt8] = []
        /// Nil for a value, and for a file that was not chosen: it comes as a part without bytes and leaves nothing.
        private(set) var draft: FileDraft?

        init(_ part: MultipartReader.Part) { self.part = part }

        mutating func add(_ bytes: [UInt8], _ files: FileStore, limit: Int) throws {
            guard part.fileName != nil else {
                value += bytes
                return
            }
            let draft = try self.draft ?? files.draft(limit: limit)
            self.draft = draft
            if head.count < FormBody.headBytes { head += bytes.prefix(FormBody.headBytes - head.count) }
            try draft.write(bytes)
        }

        func add(to form: inout Form, _ stored: StoredFile?) throws(FormError) {
            if let fileName = part.fileName {
                if let stored { form.add(Form.File(name: fileName, stored: stored, head: head), to: part.name) }
            } else {
                guard let text = String(validating: value, as: UTF8.self) else { throw FormError.malformed }
                form.add(text, to: part.name)
            }
        }
    }
}

extension Request {
    /// Refuses a body that says itself that it is longer than `limit` bytes, before a byte of it is read.
    func refuseBody(over limit: Int) throws(RouteError) {
        if let length = headers[.contentLength].flatMap(Int.init), length > limit { throw .tooLarge(limit: limit) }
    }
}
