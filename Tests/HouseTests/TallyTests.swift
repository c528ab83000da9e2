import Foundation
import TestSupport
import Testing

/// `./test` believes what its stages' closing lines say; a line that it does not know would count as no test.
@Suite struct `The tally of a stage's output` {
    // As lists of lines: this suite's own output is tallied, too.
    @Test(arguments: [
        (["✔ Test run with 12 tests in 3 suites passed after 0.5 seconds."], "12 0 0"),
        (["✔ Test run with 1 test in 1 suite passed after 0.5 seconds."], "1 0 0"),
        (["━ Test run with 12 tests in 3 suites passed after 0.5 seconds with 1 known issue."], "12 0 0"),
        (["➜ Test \"a\" skipped: \"no server\"", "✔ Test run with 12 tests in 3 suites passed after 0.5 seconds."], "11 0 1"),
        (
            ["✘ Test a() failed after 0.1 seconds with 1 issue.", "✘ Test run with 12 tests failed after 0.5 seconds with 1 issue."],
            "11 1 0"
        ),
        (["✘ Test run with 12 tests failed after 0.5 seconds with 1 issue."], "11 1 0"),
        (["✘ Test a() failed after 0.1 seconds with 1 issue."], "0 1 0"),
        (["✔ Test a() passed after 0.1 seconds."], "0 0 0"),
        (["===== 1 failed, 9 passed, 2 skipped in 1.50s ====="], "9 1 2"),
        (["196 passed in 498.00s (0:08:18)"], "196 0 0"),
        (["1 passed, 2 errors in 0.50s"], "1 2 0"),
        (["30 passed, 2 failed"], "30 2 0"),
        (["3 passed, 0 failed", "4 passed, 0 failed"], "7 0 0"),
        ([], "0 0 0"),
    ])
    func `It knows every closing line`(output: [String], counts: String) throws {
        let tally = House.root.appending(path: "scripts/tally").path
        #expect(try OtherProgram.read(Array((output.joined(separator: "\n") + "\n").utf8), tally) { [$0] } == counts + "\n")
    }
}
