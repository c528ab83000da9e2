import Foundation
import Kernel

/// Takes a body of `multipart/form-data` apart as it arrives (RFC 7578), holding no more than one boundary's length of it.
package struct MultipartReader {
    /// What a part says of itself.
    package struct Part: Hashable {
        package var name: String
        /// Nil for a plain value; a file's own name, without folders.
        package var fileName: String?

        package init(name: String, fileName: String? = nil) {
            self.name = name
            self.fileName = fileName
        }
    }

    /// What has arrived, in order.
    package enum Event: Hashable {
        case begin(Part)
        case bytes([UInt8])
        case end
    }

    /// Bytes of one part's head, and parts of one body; no form of ours comes near.
    private static let headLimit = 8 << 10
    private static let partLimit = 500

    private enum State { case start, afterBoundary, head, body, done }

    /// `CR LF - - boundary`: what ends a part.
    ///
    /// The first has no line before it, so one is put there.
    private let mark: [UInt8]
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var state = State.start
    private var parts = 0

    /// Nil when the type names no sound boundary.
    package init?(contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else { return nil }
        mark = Array("\r\n--\(boundary)".utf8)
    }

    /// The events that more bytes bring.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(FormError) -> [Event] {
        buffer += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// To be called after the last byte; a body that breaks off is refused.
    package func finish() throws(FormError) {
        if state != .done { throw .brokenOff }
    }

    /// One step forward; false when more bytes are needed.
    private mutating func step(_ events: inout [Event]) throws(FormError) -> Bool {
        switch state {
        case .done:
            // What follows the last boundary is for nobody.
            buffer = []
            return false
        case .start, .body:
            let found = Self.find(mark, in: buffer)
            // The mark may have arrived in part.
            let count = found ?? max(0, buffer.count - mark.count + 1)
            if state == .body, count > 0 { events.append(.bytes(Array(buffer[..<count]))) }
            buffer.removeFirst(count)
            guard found != nil else { return false }
            if state == .body { events.append(.end) }
            buffer.removeFirst(mark.count)
            state = .afterBoundary
            return true
        case .afterBoundary:
            guard buffer.count >= 2 else { return false }
            if buffer.starts(with: [0x2D, 0x2D]) {
                state = .done
                return true
            }
            guard buffer.starts(with: [0x0D, 0x0A]) else { throw .malformed }
            parts += 1
            if parts > Self.partLimit { throw .malformed }
            state = .head
            return true
        case .head:
            guard let end = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: buffer) else {
                if buffer.count > Self.headLimit { throw .malformed }
                return false
            }
            guard end <= Self.headLimit, let head = String(validating: buffer[..<end], as: UTF8.self), let part = Self.part(head) else {
                throw .malformed
            }
            buffer.removeFirst(end + 4)
            events.append(.begin(part))
            state = .body
            return true
        }
    }

    private static func part(_ head: String) -> Part? {
        for line in head.split(separator: "\r\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[0].lowercased() == "content-disposition" else { continue }
            let value = String(halves[1])
            guard value.drop(while: { $0 == " " }).lowercased().hasPrefix("form-data"), let name = parameter("name", of: value) else {
                return nil
            }
            return Part(name: name, fileName: parameter("filename", of: value).map(FileName.clean))
        }
        return nil
    }

    /// A parameter of a header's value, quoted or not; browsers write a quotation mark in it as `%22`, other programs as `\"`.
    private static func parameter(_ name: String, of value: String) -> String? {
        var rest = Substring(value)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let word = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let text: String
            if rest.first == "\"" {
                guard let quoted = quoted(&rest) else { return nil }
                text = quoted
            } else {
                text = String(rest.prefix { $0 != ";" && $0 != " " })
                rest = rest.dropFirst(text.count)
            }
            if word == name { return unescaped(text) }
        }
        return nil
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
    }

    /// The text between quotation marks; a backslash counts only before one of them, for some send a path of Windows.
    private static func quoted(_ rest: inout Substring) -> String? {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\" where rest.first == "\"":
                rest = rest.dropFirst()
                text.append("\"")
            default: text.append(character)
            }
        }
        return nil
    }

    private static func find(_ mark: [UInt8], in buffer: [UInt8]) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, bytes.count >= mark.count else { return nil }
            var start = 0
            while start <= bytes.count - mark.count, let hit = memchr(base + start, Int32(mark[0]), bytes.count - mark.count - start + 1) {
                start = UnsafeRawPointer(hit) - base
                if memcmp(hit, mark, mark.count) == 0 { return start }
                start += 1
            }
            return nil
        }
    }
}
