import Kernel
import Scoring

/// A text of law with what is known today of its validity; frameworks cite it by its key (PI-12).
package struct LawText: Sendable, Hashable {
    package var key: String
    package var title: Bilingual
    package var valid: Framework.Validity
    package var source: String
    /// Grows with every change.
    package var revision: Int

    init(key: String, title: Bilingual, valid: Framework.Validity, source: String, revision: Int) {
        self.key = key
        self.title = title
        self.valid = valid
        self.source = source
        self.revision = revision
    }

    init(_ law: Framework.Law) {
        self.init(key: law.key, title: law.title, valid: law.valid, source: law.source ?? "", revision: 1)
    }
}

/// The leaves of one framework that cite a text of law.
package struct CitingLeaves: Sendable {
    package var framework: Framework
    /// Not published yet.
    package var isDraft: Bool
    package var leaves: [(criterion: Criterion, article: String?)]
    /// The text does not hold through all the time of the framework, so its leaves must be looked at (PI-12).
    package var isAffected: Bool

    /// Nil when no leaf of the framework cites the text.
    init?(_ framework: Framework, isDraft: Bool, _ law: LawText) {
        let leaves = framework.criteria.filter(\.isLeaf).flatMap { leaf in
            leaf.law.filter { $0.law == law.key }.map { (criterion: leaf, article: $0.article) }
        }
        guard !leaves.isEmpty else { return nil }
        self.framework = framework
        self.isDraft = isDraft
        self.leaves = leaves
        isAffected = !law.valid.covers(framework.valid)
    }
}
