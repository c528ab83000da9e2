import Kernel
import Platform
import Storage

/// Makes a new block; units enter it by the file of units.
package struct AddBlock: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ block: Block, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        func fault(_ code: String, _ field: String) {
            log.add(code, at: Place(file: "blocks", field: field), ["text": block.code, "field": field])
        }
        if !Block.isCode(block.code) { fault("units.block_malformed", "code") }
        for (title, field) in [(block.title.vi, "title_vi"), (block.title.en, "title_en")] {
            if title.isEmpty { fault("units.title_empty", field) }
            if title.count > 200 { fault("units.text_too_long", field) }
        }
        try log.check()
        let audit = services.audit
        try await services.database.write { db in
            guard try BlockStore.find(block.code, db) == nil else { throw UnitsError.blockExists(block.code) }
            try BlockStore.insert(block, db)
            try audit.record(
                "units.block_added", by: actor, subject: "units/blocks/\(block.code)", after: ["title": .text(block.title.vi)], in: db)
        }
        services.publicData.changed()
    }
}
