import Platform

/// Who is told how far an import is.
struct ImportProgress: Sendable {
    enum Phase: String, Sendable { case reading, saving }

    private let tell: @Sendable (WorkProgress.State) -> Void

    init(_ tell: @escaping @Sendable (WorkProgress.State) -> Void = { _ in }) { self.tell = tell }

    func report(_ phase: Phase, _ done: Int, of total: Int) { tell(WorkProgress.State(phase: phase.rawValue, done: done, total: total)) }
}
