import Kernel
import Office
import Platform
import Storage

/// A photo that came with a form: looked into, rid of what the camera wrote, kept anew, and not yet named by any row.
package struct PhotoUpload: Sendable {
    /// How many may come with one form and belong to one petition, and bytes of one.
    package static let most = 3
    package static let mostInAll = 9
    package static let limit = 6 << 20

    private let upload: Upload

    /// Throws faults of the field where the file is no photo, or too large.
    package init(_ file: Form.File, field: String = "photos", _ services: Services) async throws {
        let place = Place(field: field)
        guard file.stored.size <= Self.limit else {
            throw Faults([Fault("feedback.photo_too_large", at: place, ["name": file.name, "limit": "\(Self.limit >> 20)"])])
        }
        let bytes = try await services.files.read(file.stored.digest)
        guard let kind = try? DocumentKind(of: InputFile(name: file.name, bytes: bytes)), [.jpeg, .png].contains(kind),
            let clean = PhotoCleaner.cleaned(bytes)
        else { throw Faults([Fault("feedback.photo_wrong", at: place, ["name": file.name])]) }
        upload = Upload(try await services.files.store(clean, limit: Self.limit), kind, name: file.name)
    }

    /// All photos of a form.
    package static func all(_ files: [Form.File], field: String = "photos", _ services: Services) async throws -> [PhotoUpload] {
        guard files.count <= most else { throw Faults([Fault("feedback.photos_too_many", at: Place(field: field), ["limit": "\(most)"])]) }
        var photos: [PhotoUpload] = []
        for file in files { photos.append(try await PhotoUpload(file, field: field, services)) }
        return photos
    }

    /// Gives the file its row, which the petition refers to.
    func insert(at now: Timestamp, _ db: any Connection) throws -> NamedFile { try upload.insert(at: now, db) }
}
