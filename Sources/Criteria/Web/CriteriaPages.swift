import Kernel
import Platform
import Scoring

/// The public pages of the room: the list of frameworks, each as the table that a decision prints, and its text.
struct CriteriaPages: Sendable {
    private let find: FindFrameworks

    init(_ services: Services) { find = FindFrameworks(services) }

    func list(_ context: Context) async throws -> Page {
        let (published, shipped) = try await find()
        return FrameworkListPage(context.words, published: published, shipped: shipped).page
    }

    func framework(_ context: Context) async throws -> Page {
        FrameworkPage(try await find(try context.path("framework")), context.words).page
    }

    func text(_ context: Context) async throws -> FileAnswer {
        let (identity, text) = try await find.text(try context.path("framework"))
        return FileAnswer(name: "\(identity).yaml", mediaType: "text/yaml; charset=utf-8", bytes: Array(text.utf8))
    }
}

extension Framework {
    /// Where everybody reads it.
    package var link: Link { "/criteria/\(identity)" }

    var leaves: [Criterion] { fields.flatMap(\.leaves) }

    /// The sum of the maxima of one method's leaves (PI-3).
    func maximum(of part: Criterion.Part) -> Points {
        leaves.filter { $0.part == part }.reduce(into: .zero) { $0 += $1.maximum }
    }
}

extension Words {
    /// The days on which a text is in force, as a phrase.
    func validity(_ valid: Framework.Validity) -> String {
        guard let end = valid.to else { return self("criteria.valid.from", ["from": numbers.date(valid.from)]) }
        return self("criteria.valid.between", ["from": numbers.date(valid.from), "to": numbers.date(end)])
    }

    /// Points with the decimals they have.
    func points(_ points: Points) -> String { numbers.exact(points, digits: 0) }
}

extension HTML {
    /// Whether a framework is real, a sample or an excerpt.
    static func status(_ framework: Framework, _ words: Words) -> HTML {
        """
        \(tag(words("criteria.status.\(framework.status.rawValue)")))\
        \(if: framework.isPartial, " \(tag(words("criteria.status.partial")))")
        """
    }
}
