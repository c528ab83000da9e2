import Kernel
import Platform

/// What people tell the state, and what it answers: petitions from the form to the published answer (FB-1…8), and conferences at which
/// a unit talks with the people, with what it promised there (FB-20…23).
///
/// Rules lie in `Model`, one verb a file in `UseCases`. Knows no points; what it counts is offered to whoever measures.
package let feedbackModule = Module(
    name: "feedback", files: Embedded.files,
    navigation: [
        NavigationItem(room: "feedback", text: "feedback.navigation", link: "/feedback"),
        NavigationItem(room: "feedback-desk", text: "feedback.desk", link: "/feedback/desk", audience: .anyOf(FeedbackDuty.roles)),
    ],
    unitSection: UnitSection { unit, context, services in
        let tally = try await CountPetitions(FeedbackBureau(services)).lastYear(of: unit)
        return UnitFeedback.section(tally, unit: unit, context.words)
    },
    citizenSection: CitizenSection(
        { _, context, services in try await MyFeedback(FeedbackBureau(services)).section(context) },
        export: { citizen, db in try MyFeedback.export(citizen, db) },
        erase: { citizen, db in try PetitionStore.erase(citizen, db) }),
    frontSection: FrontSection { words, _ in FrontFeedback.section(words) },
    upkeep: [Upkeep(every: .seconds(3600)) { services in try await ForgetPetitioners(services)() }],
    addRoutes: { routes, services in
        services.liveFigures.feedback = CountPetitions.source
        let bureau = FeedbackBureau(services)
        FilingPages(bureau: bureau).add(to: &routes)
        TrackingPages(bureau: bureau).add(to: &routes)
        DeskPages(bureau: bureau).add(to: &routes)
        PublishedPages(bureau: bureau).add(to: &routes)
        FigurePages(bureau: bureau).add(to: &routes)
        ConferencePages(bureau: bureau).add(to: &routes)
    })
