import ArgumentParser
import Foundation
import Kernel

/// A command of a room: it is handed what it may use, as a page is handed its services.
///
/// The front door runs it; a ``DomainError`` it throws is told in the reader's language, and the program ends with 1.
package protocol RoomCommand: AsyncParsableCommand {
    func run(_ desk: CommandDesk) async throws
}

extension RoomCommand {
    package func run() async throws {
        preconditionFailure("the front door hands a command its desk")
    }
}

/// What a command may use: words, a way to the services, standard output.
package struct CommandDesk: Sendable {
    package let words: Words
    private let makeServices: @Sendable (SettingsOptions) async throws -> Services
    private let output: @Sendable ([UInt8]) -> Void

    /// `output` takes what is printed.
    package init(
        words: Words, services: @escaping @Sendable (SettingsOptions) async throws -> Services,
        output: @escaping @Sendable ([UInt8]) -> Void = { FileHandle.standardOutput.write(Data($0)) }
    ) {
        self.words = words
        makeServices = services
        self.output = output
    }

    /// Opens the database and all else that the settings name.
    package func services(_ options: SettingsOptions) async throws -> Services { try await makeServices(options) }

    package func print(_ text: String) { write(Array((text + "\n").utf8)) }

    /// Bytes to standard output, all of them.
    package func write(_ bytes: [UInt8]) { output(bytes) }

    /// Bytes to a file of the disk, whole or not at all, or to standard output when none is named.
    package func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else { return write(bytes) }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandError.cannotWrite(path)
        }
    }
}

/// What a command cannot do for reasons outside its room.
package enum CommandError: DomainError, Hashable {
    case cannotWrite(String)
    /// Another program listens there.
    case addressTaken(String)
    /// `reason` in the system's own words.
    case cannotListen(String, reason: String)

    package var code: String {
        switch self {
        case .cannotWrite: "platform.cannot_write"
        case .addressTaken: "platform.address_taken"
        case .cannotListen: "platform.cannot_listen"
        }
    }

    package var kind: ErrorKind { .unavailable }

    package var details: [String: String] {
        switch self {
        case .cannotWrite(let path): ["file": path]
        case .addressTaken(let address): ["address": address]
        case .cannotListen(let address, let reason): ["address": address, "reason": reason]
        }
    }
}
