import Accounts
import Assessments
import Citizens
import Criteria
import Dossiers
import Exams
import Facts
import Feedback
import Online
import Platform
import Procedures
import Rankings
import Surveys
import Units

/// Every room of the house, downhill.
///
/// A new room is a target and a word here.
package let rooms: [Module] = [
    platformModule,
    unitsModule,
    accountsModule,
    citizensModule,
    criteriaModule,
    factsModule,
    examsModule,
    proceduresModule,
    feedbackModule,
    dossiersModule,
    onlineModule,
    surveysModule,
    assessmentsModule,
    rankingsModule,
    appModule,
]

/// The house's own commands and words.
package let appModule = Module(name: "app", files: Embedded.files)
