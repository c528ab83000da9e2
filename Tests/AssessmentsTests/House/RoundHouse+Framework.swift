extension RoundHouse {
    /// Ten points: three leaves that a unit claims, one that another body grades, one of a survey; bonus and penalty beside.
    static let frameworkText = """
        framework: thu-nghiem
        version: 1
        vi: Bộ tiêu chí thử
        en: Trial framework
        status: sample
        issued: {source: test}
        valid: {from: 2020-01-01}
        block: {code: departments, vi: Sở, en: Departments}
        total: 10
        missing: none
        survey_absent: rescale
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: weak, vi: Yếu, en: Weak}
        criteria:
          - code: 1
            vi: Chỉ đạo
            en: Steering
            points: 5
            children:
              - code: 1.1
                vi: Có kế hoạch
                en: Has a plan
                points: 1
                evidence: {vi: Kế hoạch, en: The plan}
                rule: binary
                examples: [{given: {yes: yes}, points: 1}]
              - code: 1.2
                vi: Tỷ lệ hoàn thành
                en: Share done
                points: 3
                indicator: dossiers.on_time
                rule: linear
                zero: not_applicable
                examples: [{given: {numerator: 1, denominator: 2}, points: 1.5}]
              - code: 1.3
                vi: Điểm của Chủ tịch
                en: The Chair's points
                points: 1
                rule: external_grade
                by: {vi: Chủ tịch, en: the Chair}
                examples: [{given: {points: 1}, points: 1}]
          - code: 2
            vi: Thể chế
            en: Institutions
            points: 2
            children:
              - code: 2.1
                vi: Ban hành kịp thời
                en: Issued on time
                points: 2
                rule: step_timeliness
                options:
                  - {code: on_time, vi: Đúng hạn, en: On time, points: 2}
                  - {code: late, vi: Muộn, en: Late, points: 1}
                  - {code: none, vi: Không, en: Not, points: 0}
                examples: [{given: {choice: late}, points: 1}]
          - code: 3
            vi: Điều tra xã hội học
            en: Survey
            points: 3
            part: survey
            children:
              - code: 3.1
                vi: Hài lòng
                en: Satisfaction
                points: 3
                rule: sipas
                examples: [{given: {value: 50}, points: 1.5}]
        bonus:
          cap: 1
          criteria:
            - code: CK
              vi: Sáng kiến
              en: Initiative
              points: 1
              rule: bonus
              examples: [{given: {points: 1}, points: 1}]
        penalty:
          cap: -1
          criteria:
            - code: PT
              vi: Vi phạm
              en: Violation
              points: -1
              rule: penalty
              examples: [{given: {points: -1}, points: -1}]
        """
}
