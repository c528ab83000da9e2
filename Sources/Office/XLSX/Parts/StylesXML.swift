import Kernel

/// What the styles say of numbers: whether a cell with this style shows a number, a percentage, or a date.
final class StylesXML: XMLHandler {
    enum Look {
        case number, percent, date
    }

    let place: Place
    /// By the number of the style, as cells give it.
    private(set) var looks: [Look] = []
    private var formats: [Int: Look] = [:]
    private var inCellFormats = false
    /// More than the 65,490 formats Excel allows a workbook.
    private static let most = 65_536

    init(_ place: Place) { self.place = place }

    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError) {
        switch element {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"], formats.count < Self.most
            else { return }
            formats[id] = Self.look(of: code)
        case "cellXfs": inCellFormats = true
        case "xf" where inCellFormats && looks.count < Self.most:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            looks.append(formats[id] ?? Self.builtIn(id))
        default: return
        }
    }

    func end(_ element: String) throws(OfficeError) {
        if element == "cellXfs" { inCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError) {}

    /// Formats a workbook need not define.
    ///
    /// Source: ECMA-376 part 1, 18.8.30; 27…36 and 50…58 are dates of East Asian Excel.
    private static func builtIn(_ id: Int) -> Look {
        switch id {
        case 9, 10: .percent
        case 14...22, 27...36, 45...47, 50...58: .date
        default: .number
        }
    }

    /// Reads a format code, `[$-42A]dd/mm/yyyy;@`, by its first section; quoted, escaped and bracketed text is decoration.
    static func look(of code: String) -> Look {
        var look = Look.number
        var characters = code.lowercased()[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"": characters = characters.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": characters = characters.dropFirst()
            case "[":
                // [h] and [mm] count elapsed time; other brackets are colours, conditions and locales.
                let inside = characters.prefix { $0 != "]" }
                if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { return .date }
                characters = characters.drop { $0 != "]" }.dropFirst()
            case ";": return look
            case "%": look = .percent
            case "d", "m", "y", "h", "s": return .date
            case "g" where characters.hasPrefix("eneral"): characters = characters.dropFirst(6)
            default: continue
            }
        }
        return look
    }
}
