import Kernel
import Platform

/// Asking people (SV): instruments, campaigns, lists, the draw, links and letters, every channel, and what is made of the answers.
///
/// **Way of a campaign** (``CampaignState``). *Planned*: groups with their instruments, the matrix of groups and units (SV-10), lists of
/// people, strata, costs. *Drawn*: ``DrawSample`` makes a sample and reserves from list, plan and a stored seed (SV-14); each person
/// belongs to a ``WeightCell`` and has an asking for each unit to be judged. *Open*: links, letters, invitations; answers by web,
/// kiosk, paper, telephone, at the door. *Closed*: no more answers; what waits is put away. *Estimated*: figures are let out by a person.
///
/// **Tables.** `surveys_instruments` editions of texts · `_campaigns`, `_groups`, `_matrix`, `_costs` the plan · `_frames`, `_frame_rows`,
/// `_strata` the lists · `_cells` what an answer weighs · `_persons`, `_askings`, `_contacts`, `_links` who was drawn, who has answered,
/// who tried, digests of links · `_waiting`, `_answers`, `_tickets`, `_remarks` what was answered · `_devices`, `_runs`, `_refusals`
/// kiosks · `_batches`, `_serials`, `_keyings`, `_settlements` paper · `_margins`, `_formulas`, `_estimates`, `_releases` figures.
///
/// **Two stores** (SV-50). Participation knows people and days; answers know a cell, a unit, a channel and an id of chance. No column
/// leads from one to the other, answers of drawn people have no day, nothing about one of them is written to the audit, and they are put
/// away by several in an order of chance (``PutAway``). While an answer waits, the two rows were written by one transaction: whoever
/// reads system columns of PostgreSQL could match them until it is put away, at the latest when the campaign closes. What an enumerator
/// enters carries the enumerator's login on both sides, as the trail asks for (SV-56).
///
/// Shares, weights and chances are decimals as text; floating point stays in `Statistics`.
package let surveysModule = Module(
    name: "surveys", files: Embedded.files, commands: [SurveysCommand.self],
    navigation: [
        NavigationItem(room: "surveys", text: "surveys.navigation", link: "/surveys", audience: .anyOf(SurveyDuty.roles)),
        NavigationItem(room: "surveys-results", text: "surveys.navigation.results", link: "/surveys/results"),
    ],
    upkeep: [Upkeep(every: .seconds(600)) { services in try await PutAway(SurveysBureau(services))() }],
    addRoutes: { routes, services in
        let bureau = SurveysBureau(services)
        InstrumentPages(bureau: bureau).add(to: &routes)
        CampaignPages(bureau: bureau).add(to: &routes)
        FramePages(bureau: bureau).add(to: &routes)
        DrawPages(bureau: bureau).add(to: &routes)
        FollowPages(bureau: bureau).add(to: &routes)
        AskingPages(bureau: bureau).add(to: &routes)
        EnumeratorPages(bureau: bureau).add(to: &routes)
        FigurePages(bureau: bureau).add(to: &routes)
        MarginPages(bureau: bureau).add(to: &routes)
        ExchangePages(bureau: bureau).add(to: &routes)
        KioskPages(bureau: bureau).add(to: &routes)
        KioskScreenPages(bureau: bureau).add(to: &routes)
        PaperPages(bureau: bureau).add(to: &routes)
        BatchPages(bureau: bureau).add(to: &routes)
    })
