import Foundation
import Synchronization

/// A gateway for short messages on loopback that keeps what it is sent and answers as it is told.
final class SMSStand: Sendable {
    private let listener: Int32
    let port: Int
    private let state = Mutex((status: 200, requests: [String]()))

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isOpen else { throw CocoaError(.featureUnsupported) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                self?.serve(connection)
                close(connection)
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var requests: [String] { state.withLock { $0.requests } }

    /// What is answered from now on.
    func answer(_ status: Int) { state.withLock { $0.status = status } }

    /// Reads one request whole: its body is an object of JSON.
    private func serve(_ connection: Int32) {
        var (request, piece) = ("", [UInt8](repeating: 0, count: 4096))
        while !request.hasSuffix("}") {
            let count = recv(connection, &piece, piece.count, 0)
            if count <= 0 { return }
            request += String(decoding: piece.prefix(count), as: UTF8.self)
        }
        let status = state.withLock { state in
            state.requests.append(request)
            return state.status
        }
        let answer = "HTTP/1.1 \(status) x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = answer.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    }
}
