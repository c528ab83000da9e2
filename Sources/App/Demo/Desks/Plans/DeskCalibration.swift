import Kernel
import WorkingTime

/// Looks for the staffing at which a plan's rate comes out as printed, by halving: more time for dossiers, fewer late.
package enum DeskCalibration {
    /// The plan with the staffing of every unit at so many of 100,000 of what it is.
    package static func staffed(_ plan: DeskPlan, at share: Int) -> DeskPlan {
        var plan = plan
        for unit in plan.units.indices { plan.units[unit].staffing = max(1, plan.units[unit].staffing * share / 100_000) }
        return plan
    }

    /// Nil when no staffing between the bounds gives `printed` percent, rounded half-up to as many decimals as it has.
    ///
    /// `share` is the count that is measured, out of all dossiers.
    package static func staffing(
        for printed: Number, decimals: Int, of plan: DeskPlan, between low: Int = 5_000, and high: Int = 2_000_000, share: (Desks) -> Int
    ) throws(WorkingTimeError) -> Int? {
        var (low, high) = (low, high)
        while low <= high {
            let middle = (low + high) / 2
            let desks = try Desks(staffed(plan, at: middle))
            let percent = Ratio(Int64(share(desks)) * 100, Int64(max(desks.dossiers.count, 1))).number(scale: decimals) ?? .zero
            if percent == printed { return middle }
            if percent < printed { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }
}
