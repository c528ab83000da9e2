/// The English form of a Vietnamese unit's name, where only the Vietnamese one is at hand: `Huyện Bàu Bàng` is Bàu Bàng District.
package enum EnglishName {
    private static let kinds = [
        ("UBND ", "People's Committee of "), ("Thành phố ", " City"), ("Thị xã ", " Town"), ("Huyện ", " District"), ("Quận ", " District"),
        ("Phường ", " Ward"), ("Xã ", " Commune"), ("Thị trấn ", " Township"), ("Đặc khu ", " Special Zone"), ("Tỉnh ", " Province"),
    ]

    package static func of(_ name: String) -> String {
        for (kind, english) in kinds where name.lowercased().hasPrefix(kind.lowercased()) {
            let rest = String(name.dropFirst(kind.count))
            return english.hasPrefix(" ") ? rest + english : english + of(rest)
        }
        return name
    }
}
