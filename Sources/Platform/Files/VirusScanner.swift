import Foundation
import Kernel

/// Asks a ClamAV daemon whether a file is harmful, by its command INSTREAM; nothing of the file is named to it.
///
/// A daemon that was set and does not answer lets nothing through: an upload that nobody looked at is refused, not taken.
package struct VirusScanner: Sendable, Hashable {
    private enum Address: Sendable, Hashable {
        case unix(String)
        case tcp(host: String, port: UInt16)
    }

    private let address: Address
    /// Seconds for one answer.
    private static let patience = 30
    /// Well below the daemon's own `StreamMaxLength`.
    private static let pieceSize = 64 << 10

    /// `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`; nil for anything else.
    package init?(_ text: String) {
        if text.hasPrefix("unix:/"), text.utf8.count < 100 {
            address = .unix(String(text.dropFirst(5)))
        } else if text.hasPrefix("tcp:"), let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            port > 0
        {
            let host = text[text.index(text.startIndex, offsetBy: 4)..<colon]
            if host.isEmpty { return nil }
            address = .tcp(host: String(host), port: port)
        } else {
            return nil
        }
    }

    /// Throws ``VirusError`` where the daemon finds something, or cannot be asked; blocks meanwhile.
    ///
    /// `read` gives the file piece by piece and nothing at its end.
    func check(_ read: (_ most: Int) throws -> [UInt8]) throws {
        guard let socket = connect() else { throw VirusError.unreachable }
        defer { close(socket) }
        try send(Array("zINSTREAM\0".utf8), socket)
        while true {
            let piece = try read(Self.pieceSize)
            let count = UInt32(piece.count)
            try send([UInt8(count >> 24 & 255), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + piece, socket)
            if piece.isEmpty { break }
        }
        let answer = try receive(socket)
        if answer.hasSuffix("OK") { return }
        guard answer.hasSuffix("FOUND") else { throw VirusError.unreachable }
        throw VirusError.found(answer.dropFirst("stream: ".count).dropLast(" FOUND".count).filter { !$0.isNewline }.description)
    }

    private func send(_ bytes: [UInt8], _ socket: Int32) throws(VirusError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unreachable }
            rest = rest.dropFirst(count)
        }
    }

    private func receive(_ socket: Int32) throws(VirusError) -> String {
        var answer: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 512)
        while answer.count < 4096, answer.last != 0 {
            let count = block.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreachable }
            if count == 0 { break }
            answer += block.prefix(count)
        }
        return String(decoding: answer.filter { $0 != 0 }, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func connect() -> Int32? {
        switch address {
        case .unix(let path):
            var place = sockaddr_un()
            place.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
            return withUnsafePointer(to: &place) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { open(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
            }
        case .tcp(let host, let port):
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let first = found else { return nil }
            defer { freeaddrinfo(first) }
            var next: UnsafeMutablePointer<addrinfo>? = first
            while let one = next?.pointee {
                if let socket = open(one.ai_family, one.ai_addr, one.ai_addrlen) { return socket }
                next = one.ai_next
            }
            return nil
        }
    }

    private func open(_ family: Int32, _ place: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32? {
        let socket = Foundation.socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        var time = timeval(tv_sec: Self.patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        if Foundation.connect(socket, place, size) == 0 { return socket }
        close(socket)
        return nil
    }
}

/// Why an upload was not taken.
package enum VirusError: DomainError, Hashable {
    /// What the daemon calls it.
    case found(String)
    case unreachable

    package var code: String {
        switch self {
        case .found: "platform.file_infected"
        case .unreachable: "platform.scanner_unreachable"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .found: .invalid
        case .unreachable: .unavailable
        }
    }

    package var details: [String: String] { if case .found(let name) = self { ["name": name] } else { [:] } }
}
