import Foundation
import PackagePlugin

/// Turns a target's data files into Swift, so that the binary carries them and can be moved alone.
///
/// A target embeds its folders `Migrations`, `Locales` and `Assets`. Four folders lie in plain sight at the root, because
/// officials read them: `Frameworks` goes into Criteria, `Facts` into Facts, `Forms` into Procedures and `Instruments` into
/// Surveys.
@main struct Embed: BuildToolPlugin {
    private static let folders = ["Migrations", "Locales", "Assets"]
    private static let rootFolders = ["Criteria": "Frameworks", "Facts": "Facts", "Procedures": "Forms", "Surveys": "Instruments"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let own = Self.folders.map { (root: target.directoryURL, folder: $0) }
        let shared = Self.rootFolders[target.name].map { [(root: context.package.directoryURL, folder: $0)] } ?? []
        let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
        var arguments = [output.path]
        var inputs: [URL] = []
        for (root, folder) in own + shared {
            for file in files(in: root.appending(path: folder)) {
                arguments += [String(file.path.dropFirst(root.path.count + (root.path.hasSuffix("/") ? 0 : 1))), file.path]
                inputs.append(file)
            }
        }
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) files of \(target.name)", executable: try context.tool(named: "embed").url,
                arguments: arguments, inputFiles: inputs, outputFiles: [output])
        ]
    }

    private func files(in folder: URL) -> [URL] {
        let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (walker?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true && !$0.lastPathComponent.hasPrefix(".") }
            .sorted { $0.path < $1.path }
    }
}
