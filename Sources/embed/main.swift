import Foundation

// embed OUTPUT.swift NAME FILE [NAME FILE …]: writes the text files as string literals of one Swift file.
// A literal is raw and delimited by more hashes than its text holds, so every text stands in it unchanged.

let arguments = Array(CommandLine.arguments.dropFirst())
guard let output = arguments.first, arguments.count % 2 == 1 else {
    FileHandle.standardError.write(Data("usage: embed OUTPUT NAME FILE …\n".utf8))
    exit(2)
}

func literal(_ text: String) -> String {
    var run = 0
    var longest = 0
    for byte in text.utf8 {
        run = byte == UInt8(ascii: "#") ? run + 1 : 0
        longest = max(longest, run)
    }
    let hashes = String(repeating: "#", count: longest + 1)
    // A literal would turn CR LF into LF, and an editor would lose a byte order mark.
    let safe = text.replacingOccurrences(of: "\r", with: "\\\(hashes)r").replacingOccurrences(of: "\u{FEFF}", with: "\\\(hashes)u{FEFF}")
    return "\(hashes)\"\"\"\n\(safe)\n\"\"\"\(hashes)"
}

var code = "/// The files this target carries, by their path below it.\nenum Embedded {\n    static let files: [String: String] = [\n"
for index in stride(from: 1, to: arguments.count, by: 2) {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: arguments[index + 1])), as: UTF8.self)
    code += "\"\(arguments[index])\":\n\(literal(text)),\n"
}
if arguments.count == 1 { code += ":" }
code += "    ]\n}\n"
// A file that says the same already stays as it is, so that nothing is built anew for it.
if (try? String(contentsOfFile: output, encoding: .utf8)) != code {
    try code.write(toFile: output, atomically: true, encoding: .utf8)
}
