import Kernel
import Office
import Platform
import Scoring

/// A publication as programs read it: numbers as decimal strings, moments as ISO texts.
struct PublicationAnswer: Encodable {
    struct Names: Encodable {
        let vi, en: String
        init(_ names: Bilingual) { (vi, en) = (names.vi, names.en) }
    }

    let code, period, stage, root, agency: String
    let title: Names
    let number, date, signer, released: String?
    let corrects, reason, corrected_by: String?

    init(_ publication: Publication, _ stage: Publication.Stage) {
        code = publication.code
        period = "\(publication.period)"
        self.stage = stage.rawValue
        root = "\(publication.root)"
        agency = publication.paper.agency
        title = Names(publication.title)
        number = publication.decision?.number
        date = publication.decision.map { "\($0.date)" }
        signer = publication.decision?.signer
        released = publication.decision.map { "\($0.released)" }
        corrects = publication.correction?.code
        reason = publication.correction?.reason
        // A correction that nobody may see yet is not told of.
        corrected_by = stage == .superseded ? publication.successor?.code : nil
    }
}

/// One publication with its blocks, files and what it corrects.
struct ReadingAnswer: Encodable {
    struct Block: Encodable {
        let code, framework, ranking: String
        let title: PublicationAnswer.Names
        let units: Int
    }
    struct Corrected: Encodable {
        let block, unit, criterion, points_before, points_after, reason: String
        let before, after: [String: String]
    }
    struct Moved: Encodable {
        let block, unit, total_before, total_after: String
        let rank_before, rank_after: String?
    }

    let publication: PublicationAnswer
    let blocks: [Block]
    /// Names within the bundle; each lies under `files/` of the publication's address.
    let files: [String]
    let corrections: [Corrected]
    let moved: [Moved]

    init(_ reading: FindPublications.Reading) {
        publication = PublicationAnswer(reading.publication, reading.stage)
        blocks = reading.bundle.blocks.map {
            Block(
                code: $0.code, framework: $0.framework.identity, ranking: reading.publication.ranking(of: $0.code),
                title: PublicationAnswer.Names($0.framework.block.title), units: $0.units.count)
        }
        files = reading.bundle.files.members.map(\.name)
        corrections = reading.corrections.map {
            Corrected(
                block: $0.block, unit: $0.unit, criterion: $0.criterion, points_before: "\($0.pointsBefore)",
                points_after: "\($0.pointsAfter)", reason: $0.reason, before: $0.before, after: $0.after)
        }
        moved = reading.moved.map {
            Moved(
                block: $0.block.code, unit: $0.unit, total_before: "\($0.before.total)", total_after: "\($0.after.total)",
                rank_before: $0.before.rank.map { "\($0)" }, rank_after: $0.after.rank.map { "\($0)" })
        }
    }
}
