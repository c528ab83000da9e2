import Kernel

/// Something that holds from a day on, until the next of its list takes over: working hours, policies.
package struct Dated<Value: Sendable>: Sendable {
    package let from: CalendarDate
    package let value: Value

    package init(from: CalendarDate, _ value: Value) {
        self.from = from
        self.value = value
    }
}

extension Sequence {
    /// What holds on a day, whatever the order of the list; nil before the first.
    package func value<Value>(on day: CalendarDate) -> Value? where Element == Dated<Value> {
        filter { $0.from <= day }.max { $0.from < $1.from }?.value
    }
}
