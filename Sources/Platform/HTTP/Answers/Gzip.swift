import CZlib
import HTTPTypes

/// Packing by gzip, through the system's zlib.
enum Gzip {
    /// The packed bytes, the same for the same input; nil when zlib refuses.
    static func pack(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        var stream = z_stream()
        // 15 bits of window, and 16 says gzip rather than zlib.
        let size = CInt(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        var input = Array(bytes)
        var isDone = false
        let packed = [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, uLong(input.count)))) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = output.count - Int(stream.avail_out)
            }
        }
        return isDone ? packed : nil
    }

    /// Whether whoever asks takes gzip (RFC 9110, 12.5.3).
    static func isTaken(by head: HTTPRequest) -> Bool {
        guard let accepted = head.headerFields[.acceptEncoding] else { return false }
        return accepted.split(separator: ",").contains { entry in
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first?.lowercased() == "gzip" else { return false }
            // `q=0` refuses.
            return !parts.dropFirst().contains { $0.hasPrefix("q=") && $0.dropFirst(2).allSatisfy { $0 == "0" || $0 == "." } }
        }
    }
}
