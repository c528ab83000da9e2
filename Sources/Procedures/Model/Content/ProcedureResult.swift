/// What a procedure ends in, with its code in the national list, `KQ.G15.000021` (PR-2).
package struct ProcedureResult: Hashable, Sendable {
    package var name: String
    /// Empty where none is printed or it could not be told from what follows.
    package var code: String

    package init(name: String, code: String) {
        self.name = name
        self.code = code
    }
}
