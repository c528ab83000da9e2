import Kernel
import Office
import Platform

/// Publications for everybody: pages, papers and files, from their moment on.
struct PublicationsPages: Sendable {
    private let services: Services
    private let find: FindPublications
    private let papers: PublicationPapers

    init(_ services: Services, _ find: FindPublications, _ papers: PublicationPapers) {
        self.services = services
        self.find = find
        self.papers = papers
    }

    func add(to routes: inout Routes) {
        let base = "/rankings/publications"
        routes.page(base, .everyone, cache: .publicData) { try await list($0) }
        routes.page("\(base)/:publication", .everyone, cache: .publicData) { try await publication($0) }
        routes.page("\(base)/:publication/receipts", .everyone, cache: .publicData) { try await receipts($0) }
        routes.page("\(base)/:publication/receipts/:unit", .everyone, cache: .publicData) { try await receipt($0) }
        routes.file("\(base)/:publication/receipts/:unit/receipt.json", .everyone, cache: .publicData) { try await receiptFile($0) }
        routes.file("\(base)/:publication/bundle.zip", .everyone, cache: .publicData) {
            try await papers.bundle(find(try $0.path("publication")).publication)
        }
        routes.file("\(base)/:publication/decision.pdf", .everyone, cache: .publicData) {
            try await papers.decision(find(try $0.path("publication")), $0)
        }
        routes.file("\(base)/:publication/blocks/:block/annex.pdf", .everyone, cache: .publicData) {
            try await papers.annex(find(try $0.path("publication")), $0)
        }
        routes.file("\(base)/:publication/blocks/:block/annex.xlsx", .everyone, cache: .publicData) {
            try await papers.workbook(find(try $0.path("publication")), $0)
        }
        routes.file("\(base)/:publication/files/:folder", .everyone, cache: .publicData) {
            try await file(try $0.path("folder"), $0)
        }
        routes.file("\(base)/:publication/files/:folder/:file", .everyone, cache: .publicData) {
            try await file("\(try $0.path("folder"))/\(try $0.path("file"))", $0)
        }
    }

    private func list(_ context: Context) async throws -> Page {
        PublicationListPage(entries: try await find.all(), words: context.words).page()
    }

    private func publication(_ context: Context) async throws -> Page {
        let reading = try await find(context.path("publication"))
        return PublicationPage(reading, context.words).page()
    }

    private func receipts(_ context: Context) async throws -> Page {
        ReceiptListPage(reading: try await find(context.path("publication")), words: context.words).page()
    }

    private func receipt(_ context: Context) async throws -> Page {
        let reading = try await find(context.path("publication"))
        return ReceiptPage(try UnitReceipt(reading, unit: try context.path("unit")), context.words).page()
    }

    private func receiptFile(_ context: Context) async throws -> FileAnswer {
        let receipt = try UnitReceipt(try await find(context.path("publication")), unit: try context.path("unit"))
        return FileAnswer(
            name: "\(receipt.publication.code)-\(receipt.unit).json", mediaType: "application/json", bytes: try receipt.file.bytes())
    }

    /// One file of the bundle as it is: the texts and tables from which anyone computes the results again.
    private func file(_ name: String, _ context: Context) async throws -> FileAnswer {
        let files = try await find(context.path("publication")).bundle.files
        guard let bytes = name == SealedFiles.listName ? files.list : files[name] else { throw RouteError.noSuchPage }
        let mediaType =
            name.hasSuffix(".csv") ? FileFormat.csv.mediaType : name.hasSuffix(".yaml") ? "application/yaml" : "text/plain; charset=utf-8"
        return FileAnswer(name: name.split(separator: "/").last.map(String.init) ?? name, mediaType: mediaType, bytes: bytes)
    }
}

/// The papers of a publication, for everybody and for those who prepare it.
struct PublicationPapers: Sendable {
    private let services: Services
    private let shelf: PublicationShelf
    private let printer: PDFPrinter

    init(_ services: Services, _ shelf: PublicationShelf) {
        self.services = services
        self.shelf = shelf
        printer = PDFPrinter(program: services.settings.weasyPrint)
    }

    private func document(_ reading: FindPublications.Reading, _ context: Context) -> DecisionDocument {
        DecisionDocument(
            reading, context.words, address: (services.site.publicURL ?? "") + reading.publication.link.text)
    }

    func bundle(_ publication: Publication) async throws -> FileAnswer {
        FileAnswer(name: "\(publication.code).zip", mediaType: "application/zip", bytes: try await shelf.bytes(publication))
    }

    func decision(_ reading: FindPublications.Reading, _ context: Context) async throws -> FileAnswer {
        FileAnswer(
            name: "\(reading.publication.code).pdf", mediaType: FileFormat.pdf.mediaType,
            bytes: try await printer.pdf(of: document(reading, context).decision.text))
    }

    func annex(_ reading: FindPublications.Reading, _ context: Context) async throws -> FileAnswer {
        let block = try block(reading, context)
        return FileAnswer(
            name: "\(reading.publication.ranking(of: block.code)).pdf", mediaType: FileFormat.pdf.mediaType,
            bytes: try await printer.pdf(of: document(reading, context).annex(block).text))
    }

    func workbook(_ reading: FindPublications.Reading, _ context: Context) async throws -> FileAnswer {
        let block = try block(reading, context)
        return FileAnswer(
            name: "\(reading.publication.ranking(of: block.code)).xlsx", mediaType: FileFormat.xlsx.mediaType,
            bytes: try document(reading, context).workbook(block))
    }

    private func block(_ reading: FindPublications.Reading, _ context: Context) throws -> ScoredBlock {
        guard let block = reading.bundle.block(try context.path("block")) else { throw RouteError.noSuchPage }
        return block
    }
}
