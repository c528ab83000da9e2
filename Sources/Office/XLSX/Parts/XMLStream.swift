import CExpat
import Foundation
import Kernel

/// What reads one kind of part: told of the elements of the format, in order; of foreign ones it hears nothing.
protocol XMLHandler: AnyObject {
    /// Where the reading is, for a fault.
    var place: Place { get }
    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError)
    func end(_ element: String) throws(OfficeError)
    /// A piece of text; one text may come in many.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError)
}

/// The attributes of one element while it is told of.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// The value of an attribute without namespace.
    subscript(name: StaticString) -> String? {
        value { strcmp($0, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0 }
    }

    /// The value of `r:id`, which names a relationship, in either dialect of the format.
    var relationship: String? {
        value { name in
            ["officeDocument/2006/relationships|id", "officeDocument/relationships|id"].contains { String(cString: name).hasSuffix($0) }
        }
    }

    private func value(where matches: (UnsafePointer<XML_Char>) -> Bool) -> String? {
        guard var pair = list else { return nil }
        while let name = pair[0], let value = pair[1] {
            if matches(name) { return String(cString: value) }
            pair += 2
        }
        return nil
    }
}

/// One part as XML, streamed through expat: nothing of it is held but the element in hand.
///
/// A document type declaration is refused at its first character, and with it every entity but the five of XML.
final class XMLStream {
    /// Deeper than any part of the format; each level costs memory.
    private static let deepest = 200
    /// A tag longer than this is an attack on expat, which reads an unfinished one anew with each piece.
    private static let longestToken = 1 << 20
    private static let separator: Character = "|"
    private static let namespaces: [StaticString] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    ]

    private let parser: XML_Parser
    private let part: String
    private let handler: any XMLHandler
    private var failure: OfficeError?
    private var fed = 0
    private var depth = 0
    /// The depth of the foreign element that is being skipped; 0 when none is.
    private var foreign = 0

    /// Reads a whole part of an archive.
    static func read(_ part: String, of archive: borrowing ZipArchive, _ handler: any XMLHandler) throws(OfficeError) {
        let stream = try XMLStream(part, handler)
        try archive.read(part) { (piece) throws(OfficeError) in try stream.feed(piece) }
        try stream.feed(nil)
    }

    private init(_ part: String, _ handler: any XMLHandler) throws(OfficeError) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: Self.separator.asciiValue ?? 0)) else {
            throw .refused(.xlsxDamaged, at: handler.place, with: ["part": part, "reason": "out of memory"])
        }
        self.parser = parser
        self.part = part
        self.handler = handler
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in XMLStream.of(data)?.start(name, XMLAttributes(list: attributes)) },
            { data, name in XMLStream.of(data)?.end(name) })
        XML_SetCharacterDataHandler(parser) { data, text, count in XMLStream.of(data)?.text(text, Int(count)) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLStream.of(data)?.doctype() }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Nil ends the part.
    private func feed(_ piece: UnsafeBufferPointer<UInt8>?) throws(OfficeError) {
        let count = piece?.count ?? 0
        let status = piece.map { piece in
            piece.withMemoryRebound(to: XML_Char.self) { XML_Parse(parser, $0.baseAddress, Int32(count), 0) }
        }
        let outcome = status ?? XML_Parse(parser, nil, 0, 1)
        if let failure { throw failure }
        guard outcome == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "not XML"
            throw damaged("line \(XML_GetCurrentLineNumber(parser)): \(reason)")
        }
        fed += count
        guard fed - XML_GetCurrentByteIndex(parser) <= Self.longestToken + count else { throw damaged("a tag is too long") }
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ attributes: XMLAttributes) {
        attempt { () throws(OfficeError) in
            depth += 1
            guard depth <= Self.deepest else { throw damaged("elements are nested too deep") }
            guard foreign == 0 else { return }
            if let element = own(name) { try handler.start(element, attributes) } else { foreign = depth }
        }
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
        attempt { () throws(OfficeError) in
            if foreign == 0, let element = own(name) { try handler.end(element) }
            if foreign == depth { foreign = 0 }
            depth -= 1
        }
    }

    private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
        guard foreign == 0, let text else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
            attempt { () throws(OfficeError) in try handler.text(UnsafeBufferPointer(start: bytes, count: count)) }
        }
    }

    private func doctype() {
        attempt { () throws(OfficeError) in throw .refused(.xlsxDoctype, at: handler.place, with: ["part": part]) }
    }

    /// The name without namespace of an element of the format; nil of a foreign one.
    private func own(_ name: UnsafePointer<XML_Char>?) -> String? {
        guard let name, let bar = strrchr(name, Int32(Self.separator.asciiValue ?? 0)) else { return nil }
        let length = name.distance(to: bar)
        guard Self.namespaces.contains(where: { $0.utf8CodeUnitCount == length && memcmp($0.utf8Start, name, length) == 0 }) else {
            return nil
        }
        return String(cString: bar + 1)
    }

    /// No error may cross expat: the first one is kept and the parser stopped.
    ///
    /// It may still tell of what it holds.
    private func attempt(_ work: () throws(OfficeError) -> Void) {
        guard failure == nil else { return }
        do throws(OfficeError) { try work() } catch {
            failure = error
            XML_StopParser(parser, XML_Bool(0))
        }
    }

    private func damaged(_ reason: String) -> OfficeError {
        let place = handler.place
        return .refused(place.sheet == nil ? .xlsxDamaged : .xlsxDamagedSheet, at: place, with: ["part": part, "reason": reason])
    }
}
