extension AccessWorld {
    /// Two fields of one leaf each, as YAML.
    static func framework(_ version: String) -> String {
        """
        framework: two-fields
        version: \(version)
        vi: Hai lĩnh vực
        en: Two fields
        status: sample
        issued: {source: test}
        valid: {from: 2020-01-01}
        block: {code: departments, vi: Sở, en: Departments}
        total: 2
        missing: none
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: weak, vi: Yếu, en: Weak}
        laws:
          - {key: law-1, vi: Nghị định 61, en: Decree 61, from: 2018-06-21, source: test}
        criteria:
          - code: 1
            vi: Chỉ đạo
            en: Steering
            points: 1
            children:
              - {code: 1.1, vi: Có kế hoạch, en: Has a plan, points: 1, law: [law-1], rule: binary, examples: [{given: {yes: yes}, points: 1}]}
          - code: 2
            vi: Thể chế
            en: Institutions
            points: 1
            children:
              - {code: 2.1, vi: Ban hành, en: Issued, points: 1, rule: binary, examples: [{given: {yes: yes}, points: 1}]}
        """
    }
}
