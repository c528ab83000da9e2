import Kernel

/// The front page of a workbook: its sheets in order, and how it counts days.
final class WorkbookXML: XMLHandler {
    struct Entry {
        let name: String
        let relationship: String
    }

    let place: Place
    private let limits: XLSXLimits
    private(set) var sheets: [Entry] = []
    private(set) var dateSystem = DateSystem.from1900

    init(_ place: Place, _ limits: XLSXLimits) {
        self.place = place
        self.limits = limits
    }

    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError) {
        switch element {
        case "workbookPr" where ["1", "true"].contains(attributes["date1904"]): dateSystem = .from1904
        case "sheet":
            guard let name = attributes["name"], let relationship = attributes.relationship else { return }
            guard sheets.count < limits.sheets else {
                throw .refused(.xlsxTooManySheets, at: place, with: ["limit": String(limits.sheets)])
            }
            sheets.append(Entry(name: ComposedText.make(name), relationship: relationship))
        default: return
        }
    }

    func end(_ element: String) throws(OfficeError) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError) {}
}
