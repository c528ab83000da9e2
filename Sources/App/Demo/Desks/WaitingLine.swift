/// Numbers in the order of their keys, the least first: a binary heap.
///
/// Equal keys come out by number, so nothing depends on chance.
struct WaitingLine {
    private var items: [(key: Int64, number: Int)] = []

    var first: (key: Int64, number: Int)? { items.first }

    mutating func add(_ number: Int, key: Int64) {
        items.append((key, number))
        var place = items.count - 1
        while place > 0, items[place] < items[(place - 1) / 2] {
            items.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> Int? {
        guard let first = items.first, let last = items.popLast() else { return nil }
        if items.isEmpty { return first.number }
        items[0] = last
        var place = 0
        while true {
            var least = place
            for child in [place * 2 + 1, place * 2 + 2] where child < items.count && items[child] < items[least] { least = child }
            if least == place { return first.number }
            items.swapAt(place, least)
            place = least
        }
    }
}
