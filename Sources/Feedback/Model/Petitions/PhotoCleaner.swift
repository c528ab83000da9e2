/// A photo without what a camera wrote into it: place, owner, serial number, remarks.
///
/// The picture itself is not touched.
package enum PhotoCleaner {
    /// The same photo, which way up it is kept; nil where it is neither JPEG nor PNG, or broken.
    package static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return jpeg(bytes) }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return png(bytes) }
        return nil
    }

    /// Goes from mark to mark up to the end of the picture, also between the passes of one that comes in several.
    ///
    /// What phones put behind the end, a film or a second picture, is left out too.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        var kept: [UInt8] = []
        var turn: UInt8?
        var hasPicture = false
        var place = 2
        while place + 1 < bytes.count, bytes[place] == 0xFF {
            let mark = bytes[place + 1]
            if mark == 0xFF {
                place += 1
                continue
            }
            if mark == 0xD9 { return hasPicture ? [0xFF, 0xD8] + exif(turn) + kept + [0xFF, 0xD9] : nil }
            guard place + 4 <= bytes.count else { return nil }
            let end = place + 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
            guard end >= place + 4, end <= bytes.count else { return nil }
            let segment = Array(bytes[place..<end])
            if mark == 0xE1 { turn = turn ?? orientation(Array(segment.dropFirst(4))) }
            kept += cleaned(segment, mark)
            place = end
            if mark == 0xDA {
                hasPicture = true
                place = endOfPass(bytes, from: end)
                kept += bytes[end..<place]
            }
        }
        return nil
    }

    /// What of a segment is kept: tables and frames; of those for applications colour, and JFIF without its small picture, which may
    /// show what was cut off.
    private static func cleaned(_ segment: [UInt8], _ mark: UInt8) -> [UInt8] {
        func begins(_ name: String) -> Bool { segment.dropFirst(4).starts(with: name.utf8) }
        switch mark {
        case 0xC0...0xCF, 0xDA...0xDF: return segment
        case 0xE0 where begins("JFIF\0") && segment.count >= 18: return [0xFF, 0xE0, 0, 16] + segment[4..<16] + [0, 0]
        case 0xE2 where begins("ICC_PROFILE\0"), 0xEE where begins("Adobe"): return segment
        default: return []
        }
    }

    /// Where a pass over the picture gives way to the next mark: in it 0xFF is followed by 0 or by a restart mark.
    private static func endOfPass(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7).contains(bytes[place + 1]) { return place }
            place += 1
        }
        return bytes.count
    }

    /// Which way up it is, 1 to 8, out of what the camera wrote.
    private static func orientation(_ bytes: [UInt8]) -> UInt8? {
        guard bytes.starts(with: Array("Exif\0\0".utf8)), bytes.count >= 14 else { return nil }
        let body = Array(bytes.dropFirst(6))
        let isBig = body[0] == 0x4D
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= body.count else { return nil }
            let part = body[place..<place + count]
            return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let first = number(4, 4), let entries = number(first, 2) else { return nil }
        for entry in 0..<min(entries, 200) {
            let place = first + 2 + entry * 12
            if number(place, 2) == 0x0112, let value = number(place + 8, 2), (1...8).contains(value) { return UInt8(value) }
        }
        return nil
    }

    /// A segment that says which way up it is, and nothing else; none where that goes without saying.
    private static func exif(_ turn: UInt8?) -> [UInt8] {
        guard let turn, turn > 1 else { return [] }
        let entry: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]
        let body = Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + entry + [0, 0, 0, 0]
        return [0xFF, 0xE1, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
    }

    /// The picture, its colours, its size and its motion.
    private static let chunks: Set = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "pHYs", "acTL", "fcTL", "fdAT",
    ]

    /// Leaves out text, times, what cameras write and what nobody knows.
    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        var kept = Array(bytes.prefix(8))
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { return nil }
            let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            if chunks.contains(kind) { kept += bytes[place..<place + 12 + length] }
            if kind == "IEND" { return kept }
            place += 12 + length
        }
        return nil
    }
}
