import Kernel
import Platform

/// The list of blocks with the form that makes a new one.
struct BlockForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { try await page(context, nil, [:], status: 200) }

    func add(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let block = Block(code: form["code"], title: Bilingual(vi: form["title_vi"], en: form["title_en"]))
        do {
            try await AddBlock(services)(block, by: context.actor)
            return .go("/units/blocks?done=added")
        } catch let error as Faults {
            let wrong = Dictionary(
                error.faults.map { ($0.place.field ?? "", context.words.message($0)) }, uniquingKeysWith: { first, _ in first })
            return .page(try await page(context, form, wrong, status: 422))
        } catch let error as UnitsError where error == .blockExists(block.code) {
            return .page(try await page(context, form, ["code": context.words(error.code, error.details)], status: 409))
        }
    }

    private func page(_ context: Context, _ form: Form?, _ wrong: [String: String], status: Int) async throws -> Page {
        let words = context.words
        let blocks = try await FindUnits(services).blocks()
        func field(_ name: String) -> Field {
            Field(
                name, words("units.block.\(name)"), .text(form?[name] ?? ""), hint: name == "code" ? words("units.block.code.hint") : nil,
                error: wrong[name], isRequired: true)
        }
        let fields = [field("code"), field("title_vi"), field("title_en")]
        return Page(
            words("units.blocks"), lead: words("units.blocks.lead"), crumbs: [Crumb(words("units.list"), "/units")], room: "units",
            status: status, isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(if: context.query["done"] == "added", .notice(.success, words("units.done.block_added")))
                \(.table(
                    id: "blocks", caption: words("units.blocks.caption"), isCaptionHidden: true,
                    columns: [
                        Column(words("units.column.block"), .head) { entry in
                            "<a href=\"\("/units?block=\(entry.block.code)" as Link)\">\(words(entry.block.title))</a>"
                        },
                        Column(words("units.column.code")) { "\($0.block.code)" },
                        Column(words("units.column.members"), .number) { "\(words.numbers.count($0.count))" },
                    ] as [Column<(block: Block, count: Int)>], rows: blocks, empty: words("units.blocks.none")))
                \(.section(words("units.block.add"), .form(.post, to: "/units/blocks", fields, submit: words("units.block.add"), by: context.actor)))
                """)
    }
}
