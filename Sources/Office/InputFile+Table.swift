import Kernel

extension InputFile {
    /// The file as a header and rows, whatever it is: a workbook's first sheet, or CSV.
    package func table() throws(OfficeError) -> Table {
        if bytes.starts(with: [0x50, 0x4B]) { return try XLSXReader(self).sheet(at: 0).table() }
        return try CSVReader(self).table()
    }
}
