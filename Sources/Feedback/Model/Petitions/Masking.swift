import Kernel

/// What of a text may name a person, and the text without it: proposals that somebody decides about one by one.
package enum Masking {
    package enum Kind: String, Hashable, Sendable { case phone, identity, email, name }

    /// One place in a text, which may be masked.
    package struct Proposal: Hashable, Sendable {
        package let kind: Kind
        package let range: Range<Int>
        package let words: String
        /// What stands around it, so that one sees what it is.
        package let before: String
        package let after: String
    }

    package static let mask = "[…]"

    /// In the order of the text, none over another; `names` are those that the sender gave.
    package static func proposals(_ text: String, names: [String]) -> [Proposal] {
        let signs = Array(text)
        var found: [(Kind, Range<Int>)] = []
        func add(_ kind: Kind, _ ranges: [Range<String.Index>]) {
            for range in ranges {
                let start = text.distance(from: text.startIndex, to: range.lowerBound)
                let place = start..<start + text.distance(from: range.lowerBound, to: range.upperBound)
                if !found.contains(where: { $0.1.overlaps(place) }) { found.append((kind, place)) }
            }
        }
        add(.email, text.ranges(of: /[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+/))
        // Before telephones: twelve figures that begin with 0 are the number of an identity card (nine are the old kind).
        add(.identity, text.ranges(of: /\b\d{12}\b/))
        add(.identity, text.ranges(of: /\b\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3}\b/))
        add(.phone, text.ranges(of: /(?:\+ ?\(?84\)?|\b0)(?:[ .\-()]*\d){8,10}\b/))
        add(.identity, text.ranges(of: /\b\d{9}\b/))
        for name in names { add(.name, occurrences(of: name, in: text)) }
        add(.name, text.matches(of: Self.titled).map { $0.1.startIndex..<$0.1.endIndex })
        return found.sorted { $0.1.lowerBound < $1.1.lowerBound }.map { kind, range in
            Proposal(
                kind: kind, range: range, words: String(signs[range]),
                before: String(signs[max(0, range.lowerBound - 30)..<range.lowerBound]),
                after: String(signs[range.upperBound..<min(signs.count, range.upperBound + 30)]))
        }
    }

    /// The text with some places masked, and then each of the words wherever they stand, in whatever letters.
    package static func masked(_ text: String, _ places: [Range<Int>], words: [String]) -> String {
        var signs = Array(text)
        for place in places.sorted(by: { $0.lowerBound > $1.lowerBound }) where place.upperBound <= signs.count {
            signs.replaceSubrange(place, with: mask)
        }
        return words.filter { !$0.isEmpty }.reduce(String(signs)) { text, word in
            occurrences(of: word, in: text).reversed().reduce(into: text) { $0.replaceSubrange($1, with: mask) }
        }
    }

    /// A form of address with the capitalised words behind it: `ông Trần Văn B`, `bà Năm`.
    private static var titled: Regex<(Substring, Substring)> {
        /\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|Mr\.?|Mrs\.?|Ms\.?) ((?:\p{Lu}[\p{L}\p{M}.]*)(?: \p{Lu}[\p{L}\p{M}.]*){0,4})/
    }

    private static func occurrences(of words: String, in text: String) -> [Range<String.Index>] {
        let wanted = words.lowercased()
        guard wanted.count > 1 else { return [] }
        let (signs, letters) = (text.map { $0.lowercased() }, wanted.map { String($0) })
        var ranges: [Range<String.Index>] = []
        var start = 0
        while start + letters.count <= signs.count {
            guard signs[start..<start + letters.count].elementsEqual(letters) else {
                start += 1
                continue
            }
            let first = text.index(text.startIndex, offsetBy: start)
            ranges.append(first..<text.index(first, offsetBy: letters.count))
            start += letters.count
        }
        return ranges
    }
}
