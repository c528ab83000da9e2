import Platform
import Synchronization
import Testing

@Suite struct `What a room does by itself` {
    private struct Broken: Error {}

    @Test func `goes on after a run that failed, and stops when it is told to`() async throws {
        let runs = Mutex(0)
        let house = try PlatformHouse()
        let upkeep = Upkeep(every: .milliseconds(1)) { _ in
            let run = runs.withLock { count in
                count += 1
                return count
            }
            if run == 1 { throw Broken() }
        }
        let service = UpkeepService(upkeep: upkeep, services: house.services)
        let task = Task { try await service.run() }
        while runs.withLock({ $0 }) < 3 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        try await task.value
        #expect(house.log.lines.count { $0.contains("upkeep failed") } == 1)
    }
}
