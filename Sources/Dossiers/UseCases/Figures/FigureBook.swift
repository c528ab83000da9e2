import Kernel
import Platform
import Storage
import Synchronization

/// All dossiers in columns, as of a moment, with what the numbers in them mean.
struct FigureBook: Sendable {
    /// Numbers that are given out to codes in the order in which they come.
    struct Register: Sendable {
        private(set) var codes: [String] = []
        private(set) var names: [String] = []
        private var numbers: [String: Int] = [:]

        mutating func number(_ code: String, name: String) -> Int {
            if let number = numbers[code] { return number }
            numbers[code] = codes.count
            codes.append(code)
            names.append(name)
            return codes.count - 1
        }

        func number(_ code: String) -> Int? { numbers[code] }
    }

    var columns = DossierColumns()
    /// The code of each row.
    var codes: [String] = []
    var units = Register()
    var procedures = Register()
    var fields = Register()
    var officers = Register()
    /// By the id of a unit.
    var unitNames: [String: (code: String, name: Bilingual)] = [:]
    /// The codes of units that are generated.
    var generated: Set<String> = []
    let taken: Timestamp
    let mark: String

    init(taken: Timestamp, mark: String) {
        self.taken = taken
        self.mark = mark
    }

    func register(_ dimension: Slice.Dimension) -> Register? {
        switch dimension {
        case .unit: units
        case .procedure: procedures
        case .field: fields
        case .officer: officers
        case .channel: nil
        }
    }
}

/// Keeps the columns between questions: made anew where something happened since, at most once in a while.
final class FigureMemory: Sendable {
    /// For so long figures may be behind; a page says when they were taken.
    private static let patience: Int64 = 20_000

    private let kept = Mutex<FigureBook?>(nil)

    /// The book as it stands, made where there is none or where it is too old.
    func book(_ services: Services) async throws -> FigureBook {
        let now = services.now()
        if let book = kept.withLock({ $0 }), now >= book.taken, now.milliseconds - book.taken.milliseconds < Self.patience { return book }
        let known = kept.withLock { $0 }
        let book = try await services.database.read { db -> FigureBook in
            if var known, try ColumnStore.mark(db) == known.mark {
                known = known.retaken(at: now)
                return known
            }
            return try ColumnStore.read(taken: now, db)
        }
        kept.withLock { $0 = book }
        return book
    }
}

extension FigureBook {
    /// The same, found unchanged later.
    fileprivate func retaken(at moment: Timestamp) -> FigureBook {
        var book = FigureBook(taken: moment, mark: mark)
        (book.columns, book.codes, book.unitNames, book.generated) = (columns, codes, unitNames, generated)
        (book.units, book.procedures, book.fields, book.officers) = (units, procedures, fields, officers)
        return book
    }
}
