/// XML that is written element by element.
///
/// Names are the program's own; values are escaped, and signs that XML cannot hold become U+FFFD.
package struct XMLText {
    package private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    package init() {}

    /// An element with nothing or a text in it.
    package mutating func add(_ name: String, _ attributes: [(String, String)] = [], _ content: String = "") {
        open(name, attributes)
        text += content.isEmpty ? "/>\n" : ">\(Self.escaped(content))</\(name)>\n"
    }

    /// An element that holds others.
    package mutating func add(_ name: String, _ attributes: [(String, String)] = [], _ inner: (inout XMLText) -> Void) {
        open(name, attributes)
        text += ">\n"
        depth += 1
        inner(&self)
        depth -= 1
        text += "\(indent)</\(name)>\n"
    }

    private var indent: String { String(repeating: "  ", count: depth) }

    private mutating func open(_ name: String, _ attributes: [(String, String)]) {
        text += "\(indent)<\(name)\(attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined())"
    }

    /// Fit for contents and quoted attributes, line ends and tabs included, which readers would change.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
