import CZlib
import HTTPTypes

/// Packing and unpacking by gzip, through the system's zlib.
package enum Gzip {
    /// What became of packed bytes.
    package enum Unpacked: Sendable, Hashable {
        case whole([UInt8])
        /// They would become more than was allowed.
        case tooLarge
        /// They are not gzip, break off, or their check is wrong.
        case damaged
    }

    /// Unpacks one stream, and never more than `limit` bytes of it.
    package static func unpack(_ bytes: [UInt8], limit: Int) -> Unpacked {
        var stream = z_stream()
        let size = CInt(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { return .damaged }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: 1 << 18)
        var unpacked: [UInt8] = []
        return bytes.withUnsafeBufferPointer { input in
            // zlib only reads there.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = uInt(input.count)
            while true {
                let (state, count) = output.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = uInt(output.count)
                    let state = inflate(&stream, Z_NO_FLUSH)
                    return (state, output.count - Int(stream.avail_out))
                }
                guard state == Z_OK || state == Z_STREAM_END else { return .damaged }
                if unpacked.count + count > limit { return .tooLarge }
                unpacked += output[..<count]
                if state == Z_STREAM_END { return stream.avail_in == 0 ? .whole(unpacked) : .damaged }
                if count == 0, stream.avail_in == 0 { return .damaged }
            }
        }
    }

    /// The packed bytes, the same for the same input; nil when zlib refuses.
    package static func pack(_ bytes: some Collection<UInt8>) -> [UInt8]? {
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
