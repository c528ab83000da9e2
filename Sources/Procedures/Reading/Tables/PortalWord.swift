/// Words that the national portal prints in every record.
enum PortalWord {
    static let nothing = "Không có thông tin"
    static let free = "Miễn phí"
    static let channels: [(word: RunTogether.Literal, channel: SubmissionWay.Channel)] = [
        ("Trực tuyến".literal, .online), ("Dịch vụ bưu chính".literal, .post), ("Trực tiếp".literal, .counter),
    ]
    static let levels: [String: Procedure.Level] = [
        "cấp bộ": .ministry, "cấp tỉnh": .province, "cấp huyện": .district, "cấp xã": .commune, "cơ quan khác": .other,
    ]
    /// How the list calls the bodies that issue procedures.
    static let issuers = [
        "bo-cong-an": "Bộ Công an", "bo-nong-nghiep-mt": "Bộ Nông nghiệp và Môi trường", "bo-tai-chinh": "Bộ Tài chính",
        "bo-tu-phap": "Bộ Tư pháp", "bo-xay-dung": "Bộ Xây dựng", "ngan-hang-nha-nuoc": "Ngân hàng Nhà nước Việt Nam",
        "toa-an-nhan-dan": "Tòa án nhân dân",
    ]
    /// Some have commas in them.
    static let subjects = [
        "Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức", "Doanh nghiệp có vốn đầu tư nước ngoài",
        "Doanh nghiệp Việt Nam", "Doanh nghiệp", "Hợp tác xã", "Công dân Việt Nam", "Tổ chức nước ngoài",
        "Người nước ngoài cư trú tại Việt Nam", "Người nước ngoài", "Người Việt Nam định cư ở nước ngoài", "Đảng viên", "Tổ chức Đảng",
    ]
}
