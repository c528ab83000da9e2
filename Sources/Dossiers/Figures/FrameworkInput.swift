/// One row of figures as frameworks take them: a criterion's input with its value, or why there is none.
package struct FrameworkInput: Hashable, Sendable {
    package let criterion: String
    package let input: String
    package let value: String
    package let reason: String

    package init(_ criterion: String, _ input: String, _ value: Int) {
        self.init(criterion, input, "\(value)", "")
    }

    package init(_ criterion: String, _ input: String, reason: String) {
        self.init(criterion, input, "", reason)
    }

    private init(_ criterion: String, _ input: String, _ value: String, _ reason: String) {
        self.criterion = criterion
        self.input = input
        self.value = value
        self.reason = reason
    }
}
