import Kernel

/// A form as it was sent: its values by name, and the files that came with it.
package struct Form: Sendable {
    /// A file that has been kept already and that no row names yet.
    package struct File: Sendable, Hashable {
        /// As the sender calls it, fit to be shown; see ``FileName``.
        package var name: String
        package var stored: StoredFile
        /// Its first bytes, up to 4 kB: what it is, not what it is called.
        package var head: [UInt8]

        package init(name: String, stored: StoredFile, head: [UInt8]) {
            self.name = name
            self.stored = stored
            self.head = head
        }
    }

    private var values: [String: [String]]
    private var files: [String: [File]]

    package init(values: [String: [String]] = [:], files: [String: [File]] = [:]) {
        self.values = values
        self.files = files
    }

    /// A form as a program sends it, cleaned as that of a browser.
    package init(typed: [String: [String]]) {
        self.init()
        for (name, texts) in typed { for text in texts { add(text, to: name) } }
    }

    /// The first value of a name, without spaces around it; empty when there is none.
    package subscript(name: String) -> String { values[name]?.first ?? "" }

    /// All values of a name, as checkboxes send them.
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of a name, nil when it is empty.
    package func optional(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

    package func isChecked(_ name: String) -> Bool { self[name] == "1" }

    package var names: [String] { values.keys.sorted() }
    /// The names under which files came.
    package var fileNames: [String] { files.keys.sorted() }

    package func file(_ name: String) -> File? { files[name]?.first }
    package func files(_ name: String) -> [File] { files[name] ?? [] }

    mutating func add(_ value: String, to name: String) { values[name, default: []].append(CleanText.make(value)) }
    mutating func add(_ file: File, to name: String) { files[name, default: []].append(file) }
}

/// Why a form could not be read.
package enum FormError: DomainError, Hashable {
    /// Neither of the two ways in which browsers send forms.
    case unknownType
    case malformed
    case brokenOff
    /// It does not bring the word of the session: an old page, or another site.
    case tokenMissing

    package var code: String {
        switch self {
        case .unknownType: "platform.form_unknown_type"
        case .malformed: "platform.form_malformed"
        case .brokenOff: "platform.form_broken_off"
        case .tokenMissing: "platform.form_token_missing"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .unknownType, .malformed, .brokenOff: .invalid
        case .tokenMissing: .forbidden
        }
    }
}
