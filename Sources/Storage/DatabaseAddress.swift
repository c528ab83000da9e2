/// Opens the database that an address names, and makes sure it can be used as the house needs it.
///
/// - `sqlite:var/cchc.db`: a file, created when it is not there; its folder must exist.
/// - `postgres://user@host/name?schema=cchc&connections=16`: libpq's own parameters, and two of ours. `schema` is made when
///   it is not there and is the only one searched; without it, the server's search path counts. `connections` is how many
///   may be open at once.
///
/// Blocks until the database answered; called once, when the program starts. Errors never repeat a password.
package func openDatabase(_ url: String) throws -> any Database {
    switch try DatabaseAddress(url) {
    case .sqlite(let path): try SQLiteDatabase(path: path)
    case .postgres(let address): try PostgresDatabase(address)
    }
}

/// A parsed database URL.
enum DatabaseAddress: Equatable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    init(_ url: String) throws {
        guard let colon = url.firstIndex(of: ":") else { throw StorageError.unknownScheme("") }
        switch url[..<colon] {
        case "sqlite":
            let path = String(url[url.index(after: colon)...])
            guard !path.isEmpty, path != ":memory:" else {
                throw StorageError.unreachable(reason: "sqlite: needs the path of a file")
            }
            self = .sqlite(path: path)
        case "postgres", "postgresql":
            self = .postgres(try PostgresAddress(url))
        case let scheme:
            throw StorageError.unknownScheme(String(scheme))
        }
    }
}
