import Kernel
import Platform

/// What officials know, tested: a bank of questions, tests with a paper of its own for everybody, the server's clock, results by unit and
/// person, item analysis, certificates (SV-70…SV-74).
///
/// Rules lie in `Model`, one verb a file in `UseCases`. Knows no points of any index; what came out is handed over as indicators.
package let examsModule = Module(
    name: "exams", files: Embedded.files,
    navigation: [NavigationItem(room: "exams", text: "exams.navigation", link: "/exams", audience: .signedIn)],
    upkeep: [Upkeep(every: .seconds(5)) { services in try await EndAttempts(ExamsBureau(services))() }],
    addRoutes: { routes, services in
        let bureau = ExamsBureau(services)
        FrontPages(bureau: bureau).add(to: &routes)
        BankPages(bureau: bureau).add(to: &routes)
        CertificatePages(bureau: bureau).add(to: &routes)
        DeskPages(bureau: bureau).add(to: &routes)
        SittingPages(bureau: bureau).add(to: &routes)
    })
