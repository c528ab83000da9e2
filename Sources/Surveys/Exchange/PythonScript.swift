/// A program in Python, without any package beside it, that computes the printed estimates and their errors from the table of answers.
///
/// Linearised scores, stages with their finite populations, margins swept (SV-30): written apart from the house's own code, so that one
/// can be held against the other.
enum PythonScript {
    static func text(_ plan: ScriptPlan, note: String) -> String {
        """
        # \(note)
        import csv
        import json
        import sys

        PLAN = json.loads(r'''\(plan.json)''')


        def read(path):
            with open(path, encoding="utf-8-sig", newline="") as file:
                return [row for row in csv.DictReader(file) if row["stream"] == "verified" and row["weight"]]


        def key(text):
            return text.rstrip("0").rstrip(".") if "." in text else text


        class Draw:
            def __init__(self, rows):
                self.rows = rows
                self.weights = [float(row["weight"]) if PLAN["weighted"] else 1.0 for row in rows]
                self.sweeps = []
                names = [[row["stratum"] for row in rows], [row["cluster"] for row in rows]]
                if PLAN["hasStages"]:
                    names.append([row["cluster"] + "/" + row["second"] for row in rows])
                    names.append(list(range(len(rows))))
                there = ["cluster_there", "second_there", "people_there"]
                self.stages = [self.stage(units, strata, size) for strata, units, size in zip(names, names[1:], there)]
                if PLAN["margins"]:
                    self.calibrate()

            def stage(self, units, strata, there):
                inside, sizes, shares = {}, {}, {}
                for unit, stratum, row in zip(units, strata, self.rows):
                    if unit not in inside:
                        inside[unit] = stratum
                        sizes[stratum] = sizes.get(stratum, 0) + 1
                    shares[stratum] = float(row[there])
                fractions = {stratum: sizes[stratum] / shares[stratum] for stratum in sizes}
                return units, inside, sizes, fractions

            def calibrate(self):
                before = list(self.weights)
                columns = [[key(row[margin["question"]]) for row in self.rows] for margin in PLAN["margins"]]
                for _ in range(1000):
                    largest = 0.0
                    for margin, column in zip(PLAN["margins"], columns):
                        sums = {}
                        for category, weight in zip(column, self.weights):
                            sums[category] = sums.get(category, 0.0) + weight
                        factors = {category: float(margin["populations"][category]) / sums[category] for category in sums}
                        largest = max([largest] + [abs(factor - 1) for factor in factors.values()])
                        self.weights = [weight * factors[category] for category, weight in zip(column, self.weights)]
                    if largest <= 1e-10:
                        break
                else:
                    sys.exit("no convergence")
                self.sweeps.append((columns, before))

            def swept(self, scores):
                for columns, before in self.sweeps:
                    rest = [score / weight if weight else 0.0 for score, weight in zip(scores, self.weights)]
                    for _ in range(1 if len(columns) == 1 else 2000):
                        for column in columns:
                            sums, totals = {}, {}
                            for category, value, weight in zip(column, rest, before):
                                sums[category] = sums.get(category, 0.0) + weight
                                totals[category] = totals.get(category, 0.0) + weight * value
                            rest = [value - totals[category] / sums[category] for category, value in zip(column, rest)]
                    scores = [value * weight for value, weight in zip(rest, self.weights)]
                return scores

            def spread(self, scores, stage, shares):
                units, inside, sizes, fractions = stage
                totals = dict.fromkeys(inside, 0.0)
                for unit, score in zip(units, scores):
                    totals[unit] += score
                means = {}
                for unit, total in totals.items():
                    means[inside[unit]] = means.get(inside[unit], 0.0) + total / sizes[inside[unit]]
                lonely = [stratum for stratum, size in sizes.items() if size == 1 and fractions[stratum] < 1 - 1e-7]
                if lonely and PLAN["lonely"] == "fail":
                    sys.exit("lonely stratum " + lonely[0])
                more = len(sizes) / max(len(sizes) - len(lonely), 1) if PLAN["lonely"] == "average" and lonely else 1.0
                variance = 0.0
                for unit, total in totals.items():
                    stratum, size = inside[unit], sizes[inside[unit]]
                    if 1 - fractions[stratum] < 1e-7:
                        continue
                    mean = 0.0 if stratum in lonely and PLAN["lonely"] == "adjust" else means[stratum]
                    scale = size / (size - 1) if size > 1 else 1.0
                    variance += shares[stratum] * (1 - fractions[stratum]) * scale * more * (total - mean) ** 2
                return variance

            def variance(self, scores):
                scores = self.swept(scores)
                variance, shares = 0.0, dict.fromkeys(self.stages[0][2], 1.0)
                for stage in self.stages:
                    variance += self.spread(scores, stage, shares)
                    _, inside, _, fractions = stage
                    shares = {unit: shares[stratum] * fractions[stratum] for unit, stratum in inside.items()}
                return variance

            def figure(self, unit, shares):
                scores, value = [0.0] * len(self.rows), 0.0
                answers = {}
                for question in shares:
                    known = {key(code): float(percent) for code, percent in PLAN["scores"][question].items()}
                    answers[question] = [
                        known.get(key(row[question])) if unit in ("", row["unit"]) else None for row in self.rows]
                present = [question for question in shares if any(answer is not None for answer in answers[question])]
                if not present or (len(present) < len(shares) and not PLAN["leavesOut"]):
                    return None
                whole = sum(float(shares[question]) for question in present)
                for question in present:
                    share = float(shares[question]) / whole
                    total = sum(weight for weight, answer in zip(self.weights, answers[question]) if answer is not None)
                    mean = sum(weight * answer for weight, answer in zip(self.weights, answers[question]) if answer is not None) / total
                    value += share * mean
                    for row, answer in enumerate(answers[question]):
                        if answer is not None:
                            scores[row] += share * self.weights[row] * (answer - mean) / total
                return value, self.variance(scores) ** 0.5


        def main():
            rows = read(sys.argv[1] if len(sys.argv) > 1 else PLAN["file"])
            units = sorted({row["unit"] for row in rows})
            print("figure,unit,estimate,error")
            draws = {unit: Draw([row for row in rows if row["unit"] == unit]) for unit in units} if PLAN["judgesAll"] else {}
            whole = None if PLAN["judgesAll"] else Draw(rows)
            for figure, shares in PLAN["figures"].items():
                found = {unit: draws.get(unit, whole).figure(unit, shares) for unit in units}
                if whole:
                    found[""] = whole.figure("", shares)
                else:
                    known = [pair for pair in found.values() if pair]
                    found[""] = tuple(sum(column) / len(known) for column in zip(*known)) if known else None
                for unit in [""] + units:
                    if found[unit]:
                        print(f"{figure},{unit},{found[unit][0]:.12g},{found[unit][1]:.12g}")


        main()

        """
    }
}
