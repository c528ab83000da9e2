/// A program in R that computes the printed estimates, their errors and intervals from the table of answers, by the package `survey`.
enum RScript {
    /// Scores are swept over the margins by the weights before, as the house does; the package takes the mean of all alike for raking.
    static func text(_ plan: ScriptPlan, note: String) -> String {
        """
        # \(note)
        library(survey)
        options(survey.lonely.psu = "\(plan.lonely)", digits = 12)

        arguments <- commandArgs(trailingOnly = TRUE)
        file <- if (length(arguments) > 0) arguments[1] else "\(plan.file)"
        answers <- read.csv(file, fileEncoding = "UTF-8-BOM", stringsAsFactors = FALSE)
        answers <- answers[answers$stream == "verified" & !is.na(answers$weight), ]
        answers$person <- seq_len(nrow(answers))
        \(plan.weighted ? "" : "answers$weight <- 1\n")level <- \(plan.level) / 100

        scores <- list(
        \(list(plan.scores))
        )
        figures <- list(
        \(list(plan.figures))
        )
        y <- lapply(names(scores), function(question) unname(scores[[question]][as.character(answers[[question]])]))
        names(y) <- names(scores)

        make_draw <- function(rows) {
          base <- svydesign(
            ids = \(plan.hasStages ? "~cluster + second + person" : "~cluster"), strata = ~stratum,
            fpc = \(plan.hasStages ? "~cluster_there + second_there + people_there" : "~cluster_there"),
            weights = ~weight, data = answers[rows, ], nest = TRUE)
          draw <- base
        \(calibration(plan))  list(base = base, before = weights(base), after = weights(draw), rows = rows)
        }

        swept <- function(draw, z) {
          rest <- z
          for (round in 1:\(plan.margins.count == 1 ? "1" : "2000")) {
            for (question in c(\(plan.margins.map { "\"\($0.question)\"" }.joined(separator: ", ")))) {
              category <- answers[[question]][draw$rows]
              rest <- rest - ave(draw$before * rest, category, FUN = sum) / ave(draw$before, category, FUN = sum)
            }
          }
          rest * draw$after / draw$before
        }

        figure <- function(draw, rows, unit, shares) {
          inside <- if (unit == "") rep(TRUE, length(rows)) else answers$unit[rows] == unit
          values <- lapply(y[names(shares)], function(column) column[rows])
          present <- names(shares)[sapply(names(shares), function(question) any(inside & !is.na(values[[question]])))]
          if (length(present) == 0 || (length(present) < length(shares) && \(plan.leavesOut ? "FALSE" : "TRUE"))) return(NULL)
          shares <- shares[present] / sum(shares[present])
          w <- draw$after
          z <- numeric(length(rows))
          heard <- rep(FALSE, length(rows))
          value <- 0
          for (question in present) {
            here <- inside & !is.na(values[[question]])
            total <- sum(w[here])
            mean <- sum(w[here] * values[[question]][here]) / total
            value <- value + shares[[question]] * mean
            z[here] <- z[here] + shares[[question]] * (values[[question]][here] - mean) / total
            heard <- heard | here
          }
          base <- draw$base
          base$variables$z <- swept(draw, z)
          error <- as.numeric(SE(svytotal(~z, base)))
          degrees <- length(unique(paste(answers$stratum, answers$cluster)[rows][heard])) - length(unique(answers$stratum[rows][heard]))
          t <- if (degrees > 0) qt(1 - (1 - level) / 2, degrees) else NA
          c(value, error, value - t * error, value + t * error)
        }

        units <- sort(unique(answers$unit))
        all_rows <- seq_len(nrow(answers))
        cat("figure,unit,estimate,error,low,high\\n")
        for (name in names(figures)) {
        \(plan.judgesAll ? apart : together)
        }

        """
    }

    private static let together = """
          if (!exists("draw_of_all")) draw_of_all <- make_draw(all_rows)
          for (unit in c("", units)) {
            found <- figure(draw_of_all, all_rows, unit, figures[[name]])
            if (!is.null(found)) cat(paste(c(name, unit, format(found, digits = 12, trim = TRUE)), collapse = ","), "\\n", sep = "")
          }
        """

    private static let apart = """
          every <- NULL
          for (unit in units) {
            rows <- which(answers$unit == unit)
            found <- figure(make_draw(rows), rows, unit, figures[[name]])
            if (is.null(found)) next
            every <- rbind(every, found)
            cat(paste(c(name, unit, format(found, digits = 12, trim = TRUE)), collapse = ","), "\\n", sep = "")
          }
          if (!is.null(every)) cat(paste(c(name, "", format(colMeans(every)[1:2], digits = 12, trim = TRUE), "", ""), collapse = ","), "\\n", sep = "")
        """

    private static func list(_ values: [String: [String: String]]) -> String {
        values.sorted { $0.key < $1.key }.map { name, pairs in
            let entries = pairs.sorted { $0.key < $1.key }.map { "\"\($0.key)\" = \($0.value)" }
            return "  \"\(name)\" = c(\(entries.joined(separator: ", ")))"
        }.joined(separator: ",\n")
    }

    private static func calibration(_ plan: ScriptPlan) -> String {
        guard !plan.margins.isEmpty else { return "" }
        let tables = plan.margins.map { margin in
            let pairs = margin.populations.sorted { $0.key < $1.key }
            return
                "data.frame(\(margin.question) = c(\(pairs.map(\.key).joined(separator: ", "))), Freq = c(\(pairs.map(\.value).joined(separator: ", "))))"
        }
        if plan.margins.count == 1 { return "  draw <- postStratify(draw, ~\(plan.margins[0].question), \(tables[0]))\n" }
        let formulas = plan.margins.map { "~\($0.question)" }.joined(separator: ", ")
        return """
              draw <- rake(
                draw, list(\(formulas)),
                list(
                  \(tables.joined(separator: ",\n          "))),
                control = list(maxit = 1000, epsilon = 1e-9))

            """
    }
}
