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

    /// Leaves out all segments for applications but those of colour (APP2, APP14) and of JFIF, and comments.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        var kept: [UInt8] = [0xFF, 0xD8]
        var turn: UInt8?
        var place = 2
        var segments: [ArraySlice<UInt8>] = []
        while true {
            guard place + 4 <= bytes.count, bytes[place] == 0xFF else { return nil }
            let mark = bytes[place + 1]
            if mark == 0xFF {
                place += 1
                continue
            }
            // From here on it is the picture, up to its end.
            if mark == 0xDA { break }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard length >= 2, place + 2 + length <= bytes.count else { return nil }
            let segment = bytes[place..<place + 2 + length]
            switch mark {
            case 0xE1: turn = turn ?? orientation(Array(segment.dropFirst(4)))
            case 0xE0, 0xE2, 0xEE: segments.append(segment)
            case 0xE3...0xEF, 0xFE: break
            default: segments.append(segment)
            }
            place += 2 + length
        }
        if let turn, turn > 1 { kept += exif(turn) }
        for segment in segments { kept += segment }
        // What phones put behind the end, a film or a second picture, is left out too.
        guard let end = end(of: bytes, from: place) else { return nil }
        return kept + bytes[place..<end]
    }

    /// Just after the end mark of the picture; in the stream 0xFF is followed by 0 or a restart mark, or begins a segment.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xFF, bytes[place + 1] == 0xD9 { return place + 2 }
            place += 1
        }
        return nil
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

    /// A segment that says which way up it is, and nothing else.
    private static func exif(_ turn: UInt8) -> [UInt8] {
        let entry: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]
        let body = Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + entry + [0, 0, 0, 0]
        return [0xFF, 0xE1, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
    }

    /// Leaves out text, times and what cameras write.
    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        var kept = Array(bytes.prefix(8))
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { return nil }
            let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            if !["tEXt", "zTXt", "iTXt", "tIME", "eXIf"].contains(kind) { kept += bytes[place..<place + 12 + length] }
            if kind == "IEND" { return kept }
            place += 12 + length
        }
        return nil
    }
}
