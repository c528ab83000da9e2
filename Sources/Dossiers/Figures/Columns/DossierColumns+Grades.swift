extension DossierColumns {
    /// What the dossiers themselves say of each group, an officer or a unit: indicators 1, the time, and 3, the contacts.
    ///
    /// Of dossiers ended in the period. Requests for a supplement that are the citizen's fault are not counted; where no cause is
    /// stored, they are the office's.
    package func grades(_ slice: Slice, threads: Int = 2) -> [[Int: Grades]] {
        let contacts = sums(slice, .released, size: 3, threads: threads) { row in
            cause[row] == Cause.citizen.rawValue ? 2 : CounterRule.contacts(Int(supplements[row]))
        }
        return zip(tally(slice, threads: threads), contacts).map { tally, contacts in
            [1: CounterRule.time(tally), 3: Grades(twos: Int(contacts[2]), ones: Int(contacts[1]), zeros: Int(contacts[0]))]
        }
    }
}
