import Platform

/// The yearly round: units score themselves with evidence, appraisers judge, units explain, the council settles, the chair
/// decides (PI-70…77).
///
/// Rules lie in `Model`, one verb a file in `UseCases`; pages, programs and commands call the same verbs.
package let assessmentsModule = Module(
    name: "assessments", files: Embedded.files,
    addRoutes: { routes, services in
        let workplace = Workplace(services)
        RoundsAPI(workplace).add(to: &routes)
        LeavesAPI(workplace).add(to: &routes)
        EvidenceAPI(workplace).add(to: &routes)
    })
