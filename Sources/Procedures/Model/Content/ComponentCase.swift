/// The papers that a dossier consists of in one case; a procedure without cases has one whose name is empty (PR-2).
package struct ComponentCase: Hashable, Sendable {
    package var name: String
    package var papers: [Paper]

    package init(name: String = "", papers: [Paper]) {
        self.name = name
        self.papers = papers
    }

    /// One paper: its name, how many originals and copies, and the forms to download.
    package struct Paper: Hashable, Sendable {
        package var name: String
        /// Nil where the numbers could not be told from the name.
        package var originals: Int?
        package var copies: Int?
        /// Names of files.
        package var forms: [String]

        package init(name: String, originals: Int?, copies: Int?, forms: [String] = []) {
            self.name = name
            self.originals = originals
            self.copies = copies
            self.forms = forms
        }
    }
}
