import Platform

/// Adds the pages of those who appraise, settle and lead a round.
func addLeadingRoutes(to routes: inout Routes, _ workplace: Workplace) {
    RoundsPages(workplace: workplace).addRoutes(&routes)
    AppraisalPages(workplace: workplace).addRoutes(&routes)
    CouncilPages(workplace: workplace).addRoutes(&routes)
}
