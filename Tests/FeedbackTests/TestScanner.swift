import Foundation
import Synchronization

/// What speaks as a ClamAV daemon does, on a port of its own: knows the one text that every scanner finds, and nothing else.
final class TestScanner: Sendable {
    /// The test text of EICAR, in pieces, so that no scanner finds it in this file.
    static let eicar = Array(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*").utf8)

    let address: String
    private let listening: Mutex<Int32?>

    struct NoPort: Error {}

    init() throws {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isOpen else { throw NoPort() }
        address = "tcp:127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
        listening = Mutex(socket)
        Thread.detachNewThread {
            while true {
                let caller = accept(socket, nil, nil)
                if caller < 0 { return }
                Self.answer(caller)
                Foundation.close(caller)
            }
        }
    }

    /// From now on nobody answers.
    func close() {
        guard let socket = listening.withLock({ $0.take() }) else { return }
        shutdown(socket, Int32(SHUT_RDWR))
        Foundation.close(socket)
    }

    /// `zINSTREAM`, then pieces with their lengths, of which the last is empty.
    private static func answer(_ caller: Int32) {
        guard read(10, caller) == Array("zINSTREAM\0".utf8) else { return }
        var file: [UInt8] = []
        while let head = read(4, caller) {
            let count = head.reduce(0) { $0 << 8 | Int($1) }
            if count == 0 { break }
            guard let piece = read(count, caller) else { return }
            file += piece
        }
        let isFound = String(decoding: file, as: UTF8.self).contains(String(decoding: eicar, as: UTF8.self))
        let said = Array("stream: \(isFound ? "Eicar-Signature FOUND" : "OK")\0".utf8)
        _ = send(caller, said, said.count, Int32(MSG_NOSIGNAL))
    }

    private static func read(_ count: Int, _ caller: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(caller, &bytes, count, Int32(MSG_WAITALL))
        return got == count ? bytes : nil
    }
}
