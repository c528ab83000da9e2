# The peer of statistics: means of thirty questions by province with t intervals, by Lumley's survey.
#
# Prints the median of three computations, how many intervals there are, and the sum by which both sides can see that they agree.
suppressMessages(library(survey))
file <- commandArgs(trailingOnly = TRUE)[1]
numbers <- readBin(file, "integer", n = file.size(file) / 4, size = 4, endian = "little")
answers <- as.data.frame(matrix(numbers, ncol = 33))
names(answers) <- c("province", "commune", "weight", paste0("q", 1:30))
answers$weight <- answers$weight / 1000
design <- svydesign(id = ~commune, strata = ~province, weights = ~weight, data = answers)
questions <- as.formula(paste("~", paste0("q", 1:30, collapse = "+")))
clusters <- tapply(answers$commune, answers$province, function(communes) length(unique(communes)))

table <- function() {
  by <- svyby(questions, ~province, design, svymean)
  means <- as.matrix(by[, paste0("q", 1:30)])
  half <- as.matrix(SE(by)) * qt(0.975, as.vector(clusters) - 1)
  sum(means - half) + 2 * sum(means + half)
}

times <- numeric(3)
for (run in 1:3) {
  begun <- proc.time()[["elapsed"]]
  total <- table()
  times[run] <- proc.time()[["elapsed"]] - begun
}
cat(sprintf("statistics_table\t%.0f\tns\n", median(times) * 1e9))
cat(sprintf("statistics_estimates\t%d\testimates\n", 30L * length(clusters)))
cat(sprintf("statistics_sum\t%.9f\tpoints\n", total))
