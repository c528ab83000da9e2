import Platform

extension Bureau.Desk {
    /// Gives the files their rows, which papers and results refer to.
    func keep(_ uploads: [Upload]) throws { for upload in uploads { try upload.insert(at: now, db) } }

    /// Puts papers in the place of those that were handed in before, by their numbers from 1; other numbers are no papers of the dossier.
    func put(_ papers: [Int: Component], into code: DossierCode) throws {
        if papers.isEmpty { return }
        var components = try FolderStore.components(of: code, db)
        for (number, paper) in papers where components.indices.contains(number - 1) {
            var paper = paper
            paper.name = components[number - 1].name
            components[number - 1] = paper
        }
        try FolderStore.replace(components, of: code, db)
    }
}
