import Foundation
import Kernel

/// Why a file could not be kept or given back.
///
/// Texts are under the codes in Platform's Locales.
package enum FileStoreError: DomainError, Hashable {
    /// More was sent than may be; `limit` in bytes, told in whole megabytes.
    case tooLarge(limit: Int)
    /// No such file is kept.
    case missing(FileDigest)
    /// The file no longer holds what its name says: the disk or somebody changed it. Restore it from a backup.
    case damaged(FileDigest)
    /// The disk takes no files; `reason` is for the log.
    case unwritable(reason: String)
    /// The disk gives no files; `reason` is for the log.
    case unreadable(reason: String)

    package var code: String {
        switch self {
        case .tooLarge: "platform.file_too_large"
        case .missing: "platform.file_missing"
        case .damaged: "platform.file_damaged"
        case .unwritable: "platform.files_unwritable"
        case .unreadable: "platform.files_unreadable"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .tooLarge: .tooLarge
        case .missing: .missing
        case .damaged, .unwritable, .unreadable: .unavailable
        }
    }

    package var details: [String: String] {
        switch self {
        case .tooLarge(let limit): ["limit": String((limit + (1 << 20) - 1) >> 20)]
        case .missing(let digest), .damaged(let digest): ["digest": digest.rawValue]
        case .unwritable(let reason), .unreadable(let reason): ["reason": reason]
        }
    }

    /// Every code there is, for the tests of the texts.
    package static let codes = [
        "platform.file_damaged", "platform.file_missing", "platform.file_too_large", "platform.files_unreadable",
        "platform.files_unwritable",
    ]

    /// True when the whole house is struck, not one request: the site turns read-only and says so.
    package var isOutage: Bool {
        if case .unwritable = self { true } else { false }
    }

    /// What `errno` says now, and at which step.
    static func unwritable(_ step: String) -> FileStoreError { .unwritable(reason: "\(step): \(String(cString: strerror(errno)))") }
    static func unreadable(_ step: String) -> FileStoreError { .unreadable(reason: "\(step): \(String(cString: strerror(errno)))") }
}
