import Kernel
import Platform

/// The way through a chosen queue, leaf by leaf.
struct QueueWalk {
    private let queue: ListAppraisals.Queue
    private let choice: QueueChoice

    init(_ queue: ListAppraisals.Queue, _ choice: QueueChoice) {
        self.queue = queue
        self.choice = choice
    }

    /// The leaves before and behind one that is being worked on, itself among them whether it still waits or not.
    func neighbours(of line: LeafLine) -> JudgementPage.Neighbours {
        let lines = queue.lines.filter { choice.admits($0) || isAt($0, line.unit.code, line.leaf.code) }
        let index = lines.firstIndex { isAt($0, line.unit.code, line.leaf.code) } ?? 0
        return JudgementPage.Neighbours(
            previous: index > 0 ? link(lines[index - 1]) : nil, next: index + 1 < lines.count ? link(lines[index + 1]) : nil,
            number: lines.isEmpty ? 0 : index + 1, count: lines.count)
    }

    /// The leaf that waits behind this one, or else the first that waits.
    func next(after unit: String, _ criterion: String) -> Link? {
        let place = queue.lines.firstIndex { isAt($0, unit, criterion) } ?? 0
        let waiting = queue.lines.indices.filter { queue.lines[$0].isWaiting && choice.admits(queue.lines[$0]) }
        return (waiting.first { $0 > place } ?? waiting.first).map { link(queue.lines[$0]) }
    }

    private func isAt(_ line: ListAppraisals.Line, _ unit: String, _ criterion: String) -> Bool {
        line.unit.code == unit && line.leaf.code == criterion
    }

    private func link(_ line: ListAppraisals.Line) -> Link {
        choice.carried(on: RoundLink.judging(queue.round, field: line.leaf.field, unit: line.unit, criterion: line.leaf.code))
    }
}
