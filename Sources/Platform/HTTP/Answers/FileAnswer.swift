import Storage

/// A file that a route answers with; `name` is what it is saved as.
package struct FileAnswer: Sendable {
    package var name: String
    package var mediaType: String
    package var bytes: [UInt8]
    /// Whether it is shown in a page of ours instead of being saved.
    package var isShown: Bool

    package init(name: String, mediaType: String, bytes: [UInt8], isShown: Bool = false) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        self.isShown = isShown
    }
}

extension Services {
    /// A kept file as its row says what it is: a PDF to be shown, all else to be saved.
    package func answer(_ file: NamedFile) async throws -> FileAnswer {
        let record = try await database.read { try FileRecordStore.find(file.digest, $0) }
        return FileAnswer(
            name: file.name, mediaType: record?.mediaType ?? "application/octet-stream", bytes: try await files.read(file.digest),
            isShown: record?.mediaType == "application/pdf")
    }
}
