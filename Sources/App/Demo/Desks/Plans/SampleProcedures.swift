import WorkingTime

extension DeskPlan.Procedure {
    /// Common procedures with the codes and limits of `Facts/procedures.csv`; work, channels and consultations are our assumptions.
    package static let common: [DeskPlan.Procedure] = [
        sample("2.000815", "certification", .workingDays(1), 12) {
            $0.isImmediate = true; $0.hasFee = true; $0.online = 20
        },
        sample("2.000884", "certification", .workingDays(1), 14) {
            $0.isImmediate = true; $0.hasFee = true; $0.online = 10
        },
        sample("1.001193", "civil_status", .workingDays(1), 20) {
            $0.online = 250; $0.certifiesPopulation = true
        },
        sample("1.004873", "civil_status", .workingDays(3), 30) {
            $0.online = 200; $0.certifiesPopulation = true
        },
        sample("1.004194", "residence", .workingDays(3), 20) {
            $0.online = 300; $0.certifiesPopulation = true
        },
        sample("1.004222", "residence", .workingDays(7), 35) {
            $0.online = 250; $0.certifiesPopulation = true
        },
        sample("1.011607", "poverty", .days(15), 60) { $0.consultations = 120 },
        sample("1.013228", "construction", .workingDays(5), 60) {
            $0.hasFee = true; $0.supplements = 90
        },
        sample("1.013225", "construction", .days(20), 140) {
            $0.hasFee = true; $0.supplements = 150; $0.consultations = 200
        },
        sample("1.012783", "land", .workingDays(5), 70) {
            $0.hasFee = true; $0.supplements = 100; $0.consultations = 150
        },
        sample("1.013833", "land", .workingDays(10), 80) {
            $0.hasFee = true; $0.supplements = 120; $0.consultations = 200
        },
        sample("2.001583", "business", .workingDays(3), 45) {
            $0.hasFee = true; $0.online = 450; $0.supplements = 110
        },
        sample("1.001686", "agriculture", .workingDays(7), 60) {
            $0.hasFee = true; $0.online = 150
        },
        sample("3.000333", "justice", .days(10), 40) {
            $0.hasFee = true; $0.online = 400; $0.consultations = 300
        },
        sample("3.000347", "transport", .workingDays(5), 30) {
            $0.hasFee = true; $0.online = 250
        },
    ]

    /// What communes do, districts, and departments; and what is settled at once.
    package static let ofCommunes = [0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6]
    package static let ofDistricts = [2, 3, 7, 8, 9, 10, 11]
    package static let ofDepartments = [8, 10, 11, 12, 13, 13, 14, 14]
    package static let atOnce = [0, 1]

    private static func sample(
        _ code: String, _ field: String, _ limit: TimeLimit, _ minutes: Int, _ change: (inout DeskPlan.Procedure) -> Void
    ) -> DeskPlan.Procedure {
        var procedure = DeskPlan.Procedure(code: code, field: field, limit: limit, minutes: minutes)
        change(&procedure)
        return procedure
    }
}
