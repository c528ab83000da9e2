import Accounts
import Assessments
import Criteria
import Dossiers
import Facts
import Platform
import Procedures
import Rankings
import Units

/// Every room of the house, downhill.
///
/// A new room is a target and a word here.
package let rooms: [Module] = [
    platformModule,
    unitsModule,
    accountsModule,
    criteriaModule,
    factsModule,
    proceduresModule,
    dossiersModule,
    assessmentsModule,
    rankingsModule,
    appModule,
]

/// The house's own commands and words.
package let appModule = Module(name: "app", files: Embedded.files)
