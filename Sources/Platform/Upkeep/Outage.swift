import Kernel
import Logging
import Storage
import Synchronization

/// Whether the house can store anything: every page tells its readers, `/metrics` whoever watches.
///
/// It begins with the first change that the database or the disk refuses (``Services/note(_:)``) and ends when
/// ``ResumeWrites`` gets one through. Reading goes on meanwhile.
package final class Outage: Sendable {
    private let isOn = Atomic<Bool>(false)

    package init() {}

    package var isReadOnly: Bool { isOn.load(ordering: .acquiring) }

    /// True when that is news.
    func set(_ isReadOnly: Bool) -> Bool { isOn.exchange(isReadOnly, ordering: .acquiringAndReleasing) != isReadOnly }
}

extension Services {
    /// To be told of whatever goes wrong, so that all pages say it when nothing can be stored.
    package func note(_ error: any Error) {
        switch error {
        // A disk that fails may fail in reading too: then kept pages are the best there is.
        case StorageError.unwritable(.full, _), StorageError.unwritable(.readOnly, _), FileStoreError.unwritable:
            guard site.outage.set(true) else { return }
            log.error("nothing can be stored: \(error)")
            // Kept pages do not say so.
            publicData.changed()
        default: break
        }
    }
}

extension StorageError {
    /// What people are told of it; nil where it is a mistake of the program.
    package var text: String? {
        switch self {
        case .unwritable(.full, _), .unwritable(.readOnly, _): "platform.storage_read_only"
        case .unwritable(.failing, _), .unreachable, .contention: "platform.storage_unavailable"
        case .outcomeUnknown: "platform.storage_outcome_unknown"
        case .newerSchema: "platform.storage_newer"
        case .column, .constraint, .unstorable, .statement, .unknownScheme, .migration: nil
        }
    }
}
