import Kernel

/// Where a part says that others lie: ids to names of parts.
///
/// Targets outside the archive are passed over.
final class RelationshipsXML: XMLHandler {
    struct Target {
        /// The last word of the relationship's type: `worksheet`, `styles`, `sharedStrings`, `officeDocument`.
        let type: String
        /// A name in the archive, from its root.
        let part: String
    }

    let place: Place
    private let folder: [Substring]
    private(set) var targets: [String: Target] = [:]

    /// Relationships of a part, `xl/workbook.xml`; of the archive itself when it is empty.
    init(of part: String, _ place: Place) {
        self.place = place
        folder = part.split(separator: "/").dropLast()
    }

    /// The part that tells the relationships of `part`.
    static func part(of part: String) -> String {
        var path = part.split(separator: "/", omittingEmptySubsequences: true)
        let name = path.popLast() ?? ""
        return (path + ["_rels", name + ".rels"]).joined(separator: "/")
    }

    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError) {
        guard element == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        var path = target.hasPrefix("/") ? [] : folder
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        targets[id] = Target(type: String(type.split(separator: "/").last ?? ""), part: path.joined(separator: "/"))
    }

    func end(_ element: String) throws(OfficeError) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError) {}
}
