import Kernel
import Office
import Platform
import Storage

/// A file that came with a form: kept already, looked into, and not yet named by any row.
package struct Upload: Sendable {
    private let stored: StoredFile
    private let name: String
    private let type: String

    /// Throws where the file is none of the papers that are taken (``DocumentKind``).
    package init(_ file: Form.File, _ services: Services) async throws {
        let bytes = try await services.files.read(file.stored.digest)
        type = try DocumentKind(of: InputFile(name: file.name, bytes: bytes)).mediaType
        stored = file.stored
        name = file.name
    }

    /// As a paper names it.
    package var file: Component.File { Component.File(digest: stored.digest, name: name) }

    fileprivate func insert(at now: Timestamp, _ db: any Connection) throws {
        try FileRecordStore.insert(stored, mediaType: type, at: now, db)
    }
}

extension Bureau.Desk {
    /// Gives the files their rows, which papers and results refer to.
    func keep(_ uploads: [Upload]) throws { for upload in uploads { try upload.insert(at: now, db) } }

    /// Puts papers in the place of those that were handed in before, by their numbers from 1; other numbers are no papers of the dossier.
    func put(_ papers: [Int: Component], into code: DossierCode) throws {
        if papers.isEmpty { return }
        var components = try FolderStore.components(of: code, db)
        for (number, paper) in papers where components.indices.contains(number - 1) {
            var paper = paper
            paper.name = components[number - 1].name
            components[number - 1] = paper
        }
        try FolderStore.replace(components, of: code, db)
    }
}

extension DossierResult {
    /// The result with its lines within bounds.
    func checked(_ code: DossierCode) throws(Faults) -> DossierResult {
        let log = FaultLog()
        let place = Place(file: code.text)
        if number.unicodeScalars.count > DossierAct.lineLimit {
            log.add("dossiers.text_too_long", at: place.field("number"), ["limit": "\(DossierAct.lineLimit)"])
        }
        if text.unicodeScalars.count > DossierAct.textLimit {
            log.add("dossiers.text_too_long", at: place.field("result"), ["limit": "\(DossierAct.textLimit)"])
        }
        try log.check()
        return self
    }
}
