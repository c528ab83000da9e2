import CDispatch
import Foundation

/// An open folder.
///
/// What lies in it is reached from here by a single name, and links are never followed.
struct Folder: ~Copyable {
    let descriptor: Int32

    /// A folder by its path, as the operator set it; its own last part may be a link.
    init(path: String) throws(FileStoreError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable("opening the folder of files") }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The folder inside, made when it is not there; nil when it is not there and shall not be made.
    func child(_ name: String, making: Bool) throws(FileStoreError) -> Folder? {
        if making, mkdirat(descriptor, name, 0o750) != 0, errno != EEXIST { throw .unwritable("making a folder") }
        let child = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if child < 0, errno == ENOENT, !making { return nil }
        guard child >= 0 else { throw making ? .unwritable("opening a folder") : .unreadable("opening a folder") }
        return Folder(descriptor: child)
    }

    /// Opens a plain file; nil when there is none.
    ///
    /// Links, folders and devices are refused.
    func file(_ name: String, _ flags: Int32) throws(FileStoreError) -> Int32? {
        let file = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw .unreadable("opening a file") }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .unreadable(reason: "opening a file: it is no plain file")
        }
        return file
    }

    func remove(_ name: String) { unlinkat(descriptor, name, 0) }

    /// Makes the names in this folder last through a loss of power.
    func sync() throws(FileStoreError) {
        guard retrying({ fsync(descriptor) }) == 0 else { throw .unwritable("syncing a folder") }
    }
}

/// Calls again what a signal interrupted.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
