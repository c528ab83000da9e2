import App
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform

/// A sign-in for tests of rooms that know no people: the header `Authorization: Test ROLE` makes somebody with that role.
///
/// Forms of such a person must bring ``TestSignIn/formToken``, as those of a session do.
package enum TestSignIn {
    package static let formToken = "test-form-token"

    /// The headers of a request by somebody with the role, with what a script would send along.
    package static func headers(_ role: Role) -> HTTPFields { [.authorization: "Test \(role.rawValue)", .formToken: formToken] }

    /// Added to ``Routes`` behind the rooms of the house, it identifies in place of whatever room would.
    package static let module = Module(
        name: "test", files: [:],
        signIn: SignIn(page: "/", account: "/", signOut: "/") { request, _ in
            guard let words = request.headerFields[.authorization]?.split(separator: " "), words.count == 2, words[0] == "Test" else {
                return .anonymous
            }
            let role = Role(rawValue: String(words[1]))
            return Actor(.person, name: "test-\(role)", person: "test-\(role)", grants: [Grant(role)], formToken: formToken)
        })
}

/// The house over an in-process client that takes ``TestSignIn/headers(_:)``.
package func withSignIns(_ services: Services, _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    var routes = makeRoutes(services)
    routes.add(TestSignIn.module)
    try await makeApplication(routes, services).test(.router, test)
}

extension TestClientProtocol {
    /// A page or an answer of the API, asked for by somebody with the role.
    package func get(_ address: String, as role: Role? = nil, language: Language = .vi) async throws -> (status: Int, text: String) {
        var headers: HTTPFields = role.map(TestSignIn.headers) ?? [:]
        headers[.acceptLanguage] = language.rawValue
        let response = try await executeRequest(uri: address, method: .get, headers: headers, body: nil)
        return (response.status.code, String(buffer: response.body))
    }

    /// A form sent by somebody with the role; `location` is the page that follows.
    package func send(
        _ address: String, _ values: [String: String], as role: Role
    ) async throws -> (status: Int, location: String?, text: String) {
        var values = values
        values["form_token"] = TestSignIn.formToken
        let body = values.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        var headers = TestSignIn.headers(role)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let response = try await executeRequest(uri: address, method: .post, headers: headers, body: ByteBuffer(string: body))
        return (response.status.code, response.headers[.location], String(buffer: response.body))
    }

    /// A form with one file beside its values.
    package func send(
        _ address: String, _ values: [String: String], file: (field: String, name: String, bytes: [UInt8]), as role: Role
    ) async throws -> (status: Int, location: String?, text: String) {
        let boundary = "----cchc-test-boundary"
        var body = ByteBuffer()
        for (name, value) in values.merging(["form_token": TestSignIn.formToken], uniquingKeysWith: { first, _ in first }) {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
        body.writeBytes(file.bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        var headers = TestSignIn.headers(role)
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        let response = try await executeRequest(uri: address, method: .post, headers: headers, body: body)
        return (response.status.code, response.headers[.location], String(buffer: response.body))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

extension HTTPField.Name {
    fileprivate static var formToken: Self { Self("X-Form-Token") ?? .via }
}
