import Storage

/// Reads every file that a row names and tells which are not there or not whole.
package enum FileVerifier {
    /// One file that is not what its row says.
    package struct Finding: Sendable, Hashable {
        package let digest: FileDigest
        /// ``FileStore/Condition/missing`` or ``FileStore/Condition/damaged``.
        package let condition: FileStore.Condition
    }

    /// How many files the rows name, and those among them that are in no good condition, by their digests.
    ///
    /// `batch` is how many rows are read at once; no transaction is open while files are read.
    package static func verify(
        _ store: FileStore, _ database: any Database, batch: Int = 500
    ) async throws -> (count: Int, findings: [Finding]) {
        var count = 0
        var findings: [Finding] = []
        var last: FileDigest?
        while true {
            let after = last
            let records = try await database.read { try FileRecordStore.page(after: after, limit: batch, $0) }
            guard let end = records.last else { return (count, findings) }
            for record in records {
                let condition = try await store.condition(of: record.file)
                if condition != .whole { findings.append(Finding(digest: record.file.digest, condition: condition)) }
            }
            count += records.count
            last = end.file.digest
        }
    }
}
