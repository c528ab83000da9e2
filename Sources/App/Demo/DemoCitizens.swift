import Accounts
import Citizens
import Kernel
import Platform

/// The citizens of the demonstration, with invented names and numbers that no telephone has, so that a visitor sees a page with something on it.
struct DemoCitizens {
    let services: Services

    private static let all: [(phone: String, name: String, birth: String, address: String)] = [
        ("0900000001", "Nguyễn Thị Mai", "1990-03-05", "Số 12, tổ dân phố 3"),
        ("0900000002", "Trần Văn Hòa", "1957-11-20", "Thôn Đông"),
        ("0900000003", "Lê Minh Khôi", "2001-07-14", "Số 5, ngõ 8"),
    ]

    /// Adds those who are not there yet, in a house that lets visitors in.
    func load() async throws {
        guard try await !SignInDemo(services).offers().isEmpty else { return }
        for one in Self.all {
            guard let contact = ContactAddress(one.phone) else { continue }
            let profile = CitizenProfile(name: one.name, birth: CalendarDate(one.birth), commune: "M-X001", address: one.address)
            do {
                try await RegisterCitizen(services)(contact, profile, isDemo: true, welcome: "app.demo.citizen")
            } catch CitizensError.contactTaken {
                continue
            }
        }
    }
}
