import Kernel

/// What a password must be: long, and not what everybody tries first.
///
/// No rule asks for signs of every kind.
package enum PasswordRules {
    /// Signs, not bytes.
    package static let shortest = 10
    private static let longest = 200

    /// The fault of a password for this login; nil when it will do.
    package static func fault(_ password: String, login: String, at place: Place) -> Fault? {
        let folded = password.lowercased()
        if password.count < shortest { return Fault("accounts.password_short", at: place, ["length": "\(shortest)"]) }
        if password.count > longest { return Fault("accounts.password_long", at: place, ["length": "\(longest)"]) }
        if folded.contains(login.lowercased()) { return Fault("accounts.password_login", at: place) }
        let isPattern = Set(folded).count < 4 || isRun(folded)
        if isPattern || common.contains(folded) { return Fault("accounts.password_common", at: place) }
        return nil
    }

    /// Signs that follow one another, up or down: `1234567890`, `abcdefghij`.
    private static func isRun(_ text: String) -> Bool {
        let bytes = text.utf8.map(Int.init)
        let steps = Set(zip(bytes, bytes.dropFirst()).map { ($1 - $0 + 10) % 10 })
        return steps == [1] || steps == [9]
    }

    /// What people choose who must have ten signs.
    private static let common: Set<String> = [
        "0987654321", "1122334455", "12345678910", "123456789a", "123456789q", "1234567891", "123123123123", "1q2w3e4r5t", "1qaz2wsx3edc",
        "1qazxsw23edc", "a123456789", "aa123456789", "abc1234567", "abc123456789", "abcd123456", "abcd1234567", "abcd12345678",
        "admin12345", "admin123456", "administrator", "anhyeuem123", "anhyeuem1234", "asdfghjkl1", "asdfghjkl;", "baomat12345",
        "caicach123",
        "caicach2025", "caicach2026", "caicachhanhchinh", "changeme123", "chinhquyen", "chucmungnammoi", "diachi12345", "emyeuanh123",
        "football123", "hanhchinh1", "hanhchinh123", "hochiminh1", "hochiminh123", "iloveyou12", "iloveyou123", "khongbiet1",
        "khongbiet123",
        "khongcopass", "letmein123", "matkhau123", "matkhau1234", "matkhau12345", "matkhau123456", "matkhaumoi", "matkhaumoi123",
        "motconvitxoera", "nguyenvana", "p@ssw0rd12", "p@ssw0rd123", "p@ssword12", "p@ssword123", "passw0rd12", "passw0rd123", "password01",
        "password1!", "password12", "password123", "password1234", "password12345", "q1w2e3r4t5", "qazwsxedcrfv", "qwe123!@#rty",
        "qwer12345678",
        "qwerty1234", "qwerty12345", "qwerty123456", "qwertyuiop", "qwertyuiop123", "qwertyuiop[]", "saigon1234", "sonoivu123",
        "tinhoc12345",
        "vietnam123", "vietnam1234", "vietnam12345", "vietnamvodich", "welcome123", "welcome1234", "xinchao123", "yeuem12345", "zxcvbnm123",
        "zxcvbnm1234", "zaq12wsx34", "!qaz2wsx3edc", "1234qwerasdf", "qwerasdfzxcv", "abcdef123456", "abcdefgh123", "dongnai123",
        "hanoi12345",
        "danang1234", "tinhmau123", "ubndtinh123", "congchuc123", "canbo12345",
    ]
}
