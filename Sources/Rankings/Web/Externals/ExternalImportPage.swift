import Kernel
import Platform

/// Taking a file of external indexes: the form, the difference, and the word that applies it.
struct ExternalImportPage {
    private let context: Context
    private var words: Words { context.words }

    init(_ context: Context) { self.context = context }

    private var crumbs: [Crumb] { [Crumb(words("rankings.desk"), "/rankings/desk")] }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let file = Field(
            "file", words("rankings.external.file"), .file(accept: ".csv,.xlsx"), hint: words("rankings.external.file.hint"),
            isRequired: true)
        return .form(
            words("rankings.external.import"), lead: words("rankings.external.import.lead"), crumbs: crumbs, room: "rankings-desk",
            to: "/rankings/external/import", [file], submit: words("rankings.external.preview"), refused: told(error), by: context.actor,
            words, above: notice(error))
    }

    /// Faults of the file stand in a list with their places; the field says how many there are.
    private func told(_ error: (any DomainError)?) -> (any DomainError)? {
        guard let faults = error as? Faults, faults.faults.contains(where: { $0.place.file != "form" }) else { return error }
        return Faults([
            Fault("input.faults", at: Place(file: "form", field: "file"), ["count": words.numbers.count(faults.faults.count)])
        ])
    }

    private func notice(_ error: (any DomainError)?) -> HTML {
        if context.query["done"] == "imported" { return .notice(.success, words("rankings.external.imported")) }
        guard let faults = (error as? Faults)?.faults.filter({ $0.place.file != "form" }), !faults.isEmpty else { return HTML() }
        return .notice(.warning, words("input.faults", ["count": words.numbers.count(faults.count)]), .faults(faults, words))
    }

    private struct Line {
        let new: ExternalIndex
        let old: ExternalIndex?
    }

    func preview(_ preview: ImportExternals.Preview, _ file: Form.File) -> Page {
        let difference = preview.difference
        let hidden = [("digest", file.stored.digest.rawValue), ("name", file.name), ("seen", preview.seen)].map {
            Field($0.0, "", .hidden($0.1))
        }
        let lines = difference.changed.map { Line(new: $0.new, old: $0.old) } + difference.added.map { Line(new: $0, old: nil) }
        return Page(
            words("rankings.external.import"), kicker: file.name,
            lead: words(
                "rankings.external.difference",
                [
                    "added": words.numbers.count(difference.added.count), "changed": words.numbers.count(difference.changed.count),
                    "unchanged": words.numbers.count(difference.unchanged),
                ]),
            crumbs: crumbs + [Crumb(words("rankings.external.import"), "/rankings/external/import")], room: "rankings-desk",
            isIndexed: false,
            content: """
                \(if: !difference.isEmpty, .form(
                    .post, to: "/rankings/external/import/apply", hidden, submit: words("rankings.external.apply"), by: context.actor))
                \(.table(
                    id: "difference", caption: words("rankings.external.differences"), isCaptionHidden: true,
                    columns: [
                        Column(words("rankings.column.unit"), .head) { (line: Line) in "\(line.new.key.unit)" },
                        Column(words("rankings.column.index")) { "\($0.new.key.name.title)" },
                        Column(words("rankings.column.year")) { "\($0.new.key.year)" },
                        Column(words("rankings.external.old"), .number) { $0.old.map { "<del>\(text($0))</del>" as HTML } ?? "" },
                        Column(words("rankings.external.new"), .number) { "<ins>\(text($0.new))</ins>" },
                        Column(words("rankings.column.source")) { "\($0.new.source)" },
                    ], rows: lines, empty: words("rankings.external.same")))
                """)
    }

    private func text(_ index: ExternalIndex) -> String {
        let rank = index.rank.map { rank in index.ranked.map { " (\(rank)/\($0))" } ?? " (\(rank))" } ?? ""
        return words.numbers.exact(index.value) + rank
    }
}
