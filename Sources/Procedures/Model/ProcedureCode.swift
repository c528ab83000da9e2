/// The code of a procedure in the national database: `1.000178`.
///
/// Older local ones carry the unit, `1.000110.000.00.00.H01` (PR-2).
package enum ProcedureCode {
    package static func isCode(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        let shape = Array((bytes.count == 8 ? national : local).utf8)
        return bytes.count == shape.count
            && zip(bytes, shape).allSatisfy { byte, form in
                switch form {
                case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
                case UInt8(ascii: "A"): (0x41...0x5A).contains(byte)
                default: byte == form
                }
            }
    }

    /// `0` stands for a figure, `A` for a letter.
    private static let national = "0.000000"
    private static let local = "0.000000.000.00.00.A00"
}
