import Accounts
import Kernel
import Platform
import Units

/// The people of the demonstration: one for each role, with invented names, so that a newcomer sees each desk at once.
struct DemoPeople {
    let services: Services

    private static let all: [(login: String, name: String, unit: String, role: Role, scope: String)] = [
        ("quan.tri", "Nguyễn Thị Minh Hạnh", "M-SNV", .administrator, ""),
        ("can.bo", "Trần Văn Phúc", "M-STC", .unitOfficer, "M-STC"),
        ("thu.truong", "Lê Thị Thu Thủy", "M-STC", .unitHead, "M-STC"),
        ("tham.dinh", "Phạm Quốc Bảo", "M-STP", .appraiser, ""),
        ("tham.dinh.2", "Nguyễn Hữu Lộc", "M-SNV", .appraiser, ""),
        ("hoi.dong", "Hoàng Thị Lan Anh", "M-VPUB", .councilMember, ""),
        ("thu.ky", "Vũ Đình Khang", "M-SNV", .councilSecretary, ""),
        ("chu.tich", "Đặng Hữu Nghĩa", "M-VPUB", .chair, ""),
        ("lanh.dao", "Bùi Thị Ngọc Diệp", "M-VPUB", .leader, ""),
        ("thanh.tra", "Đỗ Mạnh Cường", "M-VPUB", .auditor, ""),
        ("mot.cua", "Nguyễn Thị Thanh Mai", "M-X001", .counterOfficer, "M-X001"),
        ("thu.ly", "Trịnh Đức Long", "M-X001", .caseOfficer, "M-X001"),
        ("chu.tich.phuong", "Phan Thị Kim Oanh", "M-X001", .unitHead, "M-X001"),
        ("kiem.soat", "Hồ Minh Quân", "M-VPUB", .procedureController, ""),
        ("dieu.phoi", "Mai Thị Hồng Vân", "M-SNV", .surveyCoordinator, ""),
        ("dieu.tra", "Cao Văn Hiệp", "M-X001", .enumerator, ""),
        ("van.hanh", "Ngô Xuân Trường", "M-SNV", .operator, ""),
    ]

    /// Adds those who are not there yet; a house with real people is left alone.
    ///
    /// They have had their roles since before anything is played.
    func load(by actor: Actor) async throws {
        let since = CalendarDate(daysSince1970: services.now().vietnamDate.daysSince1970 - 90)?.description ?? ""
        for one in Self.all {
            do {
                let draft = PersonDraft(login: one.login, name: one.name, unit: one.unit)
                let grant = GrantDraft(role: one.role.rawValue, unit: one.scope, from: since)
                try await CreatePerson(services)(draft, with: [grant], isDemo: true, by: actor)
            } catch AccountsError.demoOff {
                return
            } catch let faults as Faults where faults.faults.map(\.code) == ["accounts.login_taken"] {
                continue
            }
        }
    }
}

extension Actor {
    /// One of these people at work, in one unit or for all.
    init(demo login: String, _ role: Role, in unit: ID<Unit>? = nil) {
        self.init(.person, name: login, person: login, unit: unit?.rawValue, grants: [Grant(role, unit: unit?.rawValue)])
    }
}
