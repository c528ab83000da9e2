import Kernel

/// The texts that the cells of all sheets point at.
final class SharedStringsXML: XMLHandler {
    let place: Place
    private let limits: XLSXLimits
    private(set) var texts: [String] = []
    private var collector: TextCollector

    init(_ place: Place, _ limits: XLSXLimits) {
        self.place = place
        self.limits = limits
        collector = TextCollector(limits)
    }

    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError) { collector.start(element) }

    func end(_ element: String) throws(OfficeError) {
        guard element == "si" else { return collector.end(element) }
        guard texts.count < limits.cells else {
            throw .refused(.xlsxTooManyCells, at: place, with: ["limit": String(limits.cells)])
        }
        texts.append(collector.take())
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError) { try collector.add(bytes, place) }
}

/// Gathers the pieces of one text: plain, in runs of several styles, without the reading aids of East Asian text.
struct TextCollector {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var isOpen = false
    private var isPhonetic = false

    init(_ limits: XLSXLimits) { limit = limits.textBytes }

    mutating func start(_ element: String) {
        switch element {
        case "t", "v": isOpen = !isPhonetic
        case "rPh": isPhonetic = true
        default: return
        }
    }

    mutating func end(_ element: String) {
        switch element {
        case "t", "v": isOpen = false
        case "rPh": isPhonetic = false
        default: return
        }
    }

    mutating func add(_ piece: UnsafeBufferPointer<UInt8>, _ place: Place) throws(OfficeError) {
        guard isOpen else { return }
        guard bytes.count + piece.count <= limit else { throw .refused(.xlsxTextTooLong, at: place, with: ["limit": String(limit)]) }
        bytes.append(contentsOf: piece)
    }

    /// The text, and nothing is left.
    mutating func take() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return ComposedText.make(XLSXText.decoded(bytes).span) ?? ""
    }
}
