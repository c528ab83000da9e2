import Kernel
import Storage

/// Those who are asked with one instrument in a campaign, and how they are drawn (SV-10…SV-15).
package struct RespondentGroup: Hashable, Sendable {
    /// `citizens`.
    package var code: String
    package var name: Bilingual
    package var instrument: ID<Instrument>
    package var frame: FrameKind
    package var judges: Judging
    package var design: SampleDesign

    /// Where the list of people comes from.
    package enum FrameKind: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// Whoever had a dossier settled in the period.
        case dossiers
        /// A file.
        case list
        /// People with a role in the house.
        case officials
        /// Nobody is drawn: whoever comes may answer, and the answers stay a series of their own (SV-25).
        case none
    }

    /// What a person is asked to judge.
    package enum Judging: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// The unit that stands in the person's row of the list.
        case own
        /// Each unit of the matrix.
        case all
    }

    package init(
        code: String, name: Bilingual, instrument: ID<Instrument>, frame: FrameKind, judges: Judging = .own, design: SampleDesign
    ) {
        self.code = code
        self.name = name
        self.instrument = instrument
        self.frame = frame
        self.judges = judges
        self.design = design
    }
}

/// How many are drawn, and how.
package struct SampleDesign: Hashable, Sendable {
    package enum Draw: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case simple, systematic
        /// Communes, villages in them, people in those (SV-13).
        case stages
        /// Everybody is asked (SV-39).
        case census
    }

    package enum Formula: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// n = N/(1 + N·e²), the Ministry's guidance of 2013 (SV-12).
        case guidance2013
        case cochran
        /// A number that somebody decided.
        case given
    }

    /// Of what population the formula gives a size.
    package enum Sizing: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case whole, stratum
    }

    package enum Sharing: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case proportional, neyman
    }

    package var draw: Draw
    package var formula: Formula
    package var sizing: Sizing
    package var givenSize: Int?
    /// Half the width of the interval that is wanted, as a share: 0.05.
    package var margin: Number
    /// The share that is expected; one half asks most.
    package var share: Number
    package var designEffect: Number
    package var sharing: Sharing
    /// Reserve in percent of those who are drawn.
    package var reservePercent: Int
    /// Of stages: communes of each stratum, villages of each commune, people of each village.
    package var communes: Int
    package var villages: Int
    package var households: Int

    package init(
        draw: Draw = .simple, formula: Formula = .guidance2013, sizing: Sizing = .whole, givenSize: Int? = nil,
        margin: Number = Number(digits: 5, scale: 2), share: Number = Number(digits: 5, scale: 1), designEffect: Number = 1,
        sharing: Sharing = .proportional, reservePercent: Int = 20, communes: Int = 0, villages: Int = 0, households: Int = 0
    ) {
        self.draw = draw
        self.formula = formula
        self.sizing = sizing
        self.givenSize = givenSize
        self.margin = margin
        self.share = share
        self.designEffect = designEffect
        self.sharing = sharing
        self.reservePercent = reservePercent
        self.communes = communes
        self.villages = villages
        self.households = households
    }

    /// Adds all that is wrong with it; places name the fields of the form.
    func check(_ log: FaultLog) {
        if formula == .given, givenSize == nil { log.missing("size") }
        if let givenSize, !(1...1_000_000).contains(givenSize) { log.outside("size", 1, 1_000_000) }
        for (field, value) in [("margin", margin), ("share", share)] where value <= .zero || value >= 1 {
            log.add("surveys.share_outside", at: Place(field: field))
        }
        if designEffect < Number(digits: 1, scale: 1) || designEffect > 100 { log.outside("design_effect", 1, 100) }
        if !(0...300).contains(reservePercent) { log.outside("reserve", 0, 300) }
        guard draw == .stages else { return }
        for (field, count) in [("communes", communes), ("villages", villages), ("households", households)]
        where !(1...10_000).contains(count) {
            log.outside(field, 1, 10_000)
        }
    }
}
