/// One step of the internal process that an agency approved for a procedure (PR-8).
package struct ProcessStep: Hashable, Sendable {
    package var name: String
    /// The post or unit that does it.
    package var performer: String
    package var time: StatedTime?

    package init(name: String, performer: String, time: StatedTime?) {
        self.name = name
        self.performer = performer
        self.time = time
    }
}
