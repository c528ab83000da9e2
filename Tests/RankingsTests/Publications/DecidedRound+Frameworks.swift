import Criteria
import Kernel
import Platform
import Storage

extension DecidedRound {
    static func publishFrameworks(_ services: Services) async throws {
        try await services.database.write { db in
            for (name, text) in [("so-nganh", departments), ("cap-xa", communes)] {
                try PublishFramework(services)(FrameworkFile(text, name: name), by: .operating, db)
            }
        }
    }

    private static func head(_ code: String, _ block: String, _ title: String) -> String {
        """
        framework: \(code)
        version: 1
        vi: Bộ tiêu chí \(title)
        en: Criteria of \(block)
        status: sample
        issued: {source: kiểm thử}
        valid: {from: 2020-01-01}
        block: {code: \(block), vi: \(title), en: \(block)}
        total: 10
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: fair, vi: Khá, en: Fair, from: 50%}
          - {code: weak, vi: Yếu, en: Weak}
        """
    }

    /// A plan (4 points) and a share of tasks done (6 points).
    private static var departments: String {
        head("so-nganh", "departments", "Sở và ngành") + """

            criteria:
              - code: 1
                vi: Chỉ đạo, điều hành
                en: Steering
                points: 10
                children:
                  - {code: 1.1, vi: Có kế hoạch, en: Has a plan, points: 4, rule: binary, examples: [{given: {yes: yes}, points: 4}]}
                  - {code: 1.2, vi: Tỷ lệ hoàn thành, en: Share done, points: 6, rule: linear, examples: [{given: {numerator: 1, denominator: 2}, points: 3}]}
            """
    }

    /// One grade of ten.
    private static var communes: String {
        head("cap-xa", "communes", "Xã và phường") + """

            criteria:
              - code: 1
                vi: Chỉ đạo, điều hành
                en: Steering
                points: 10
                children:
                  - {code: 1.1, vi: Điểm chung, en: Grade, points: 10, rule: external_grade, by: {vi: Tỉnh, en: Province}, examples: [{given: {points: 5}, points: 5}]}
            """
    }
}
