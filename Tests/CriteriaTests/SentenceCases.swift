/// Figures of one leaf, the sentence that they give, and what would win points back.
struct SentenceCase: Sendable {
    var leaf: String
    var given: [String: String]
    var because: String
    var recovery: String?

    init(_ leaf: String, _ given: [String: String], _ because: String, _ recovery: String? = nil) {
        self.leaf = leaf
        self.given = given
        self.because = because
        self.recovery = recovery
    }
}

let sentenceCases: [SentenceCase] = [
    SentenceCase("binary", ["yes": "yes"], "Đạt yêu cầu: được điểm tối đa 2."),
    SentenceCase("binary", ["yes": "no"], "Không đạt yêu cầu: 0 trên 2 điểm.", "Cần đạt yêu cầu của tiêu chí để được 2 điểm."),
    SentenceCase("timeliness", ["choice": "timely"], "Thuộc trường hợp “Ban hành kịp thời”: được điểm tối đa 2."),
    SentenceCase(
        "timeliness", ["choice": "late"], "Thuộc trường hợp “Ban hành không kịp thời”: được 0,5 trên 2 điểm.",
        "Cần thuộc trường hợp “Ban hành kịp thời” để được điểm tối đa 2."),
    SentenceCase("steps", ["numerator": "28", "denominator": "30"], "28 trên 30, tỷ lệ 93,33%: được điểm tối đa 2."),
    SentenceCase("steps", ["value": "93.5"], "Tỷ lệ 93,5%: được điểm tối đa 2."),
    SentenceCase(
        "steps", ["numerator": "27", "denominator": "30"], "27 trên 30, tỷ lệ 90%: theo bảng điểm được 1 trên 2 điểm.",
        "Cần thêm 1 trên tổng số 30 để đến mốc 90% của bảng điểm và được 2 điểm."),
    SentenceCase(
        "steps", ["value": "60"], "Tỷ lệ 60%: theo bảng điểm được 0 trên 2 điểm.",
        "Cần nâng tỷ lệ đến mốc 70% của bảng điểm để được 1 điểm."),
    SentenceCase(
        "steps", ["numerator": "31", "denominator": "30"],
        "31 trên 30, tỷ lệ 103,33%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase("steps", ["value": "120"], "Tỷ lệ 120%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase(
        "fewerIsBetter", ["numerator": "3", "denominator": "20"], "3 trên 20, tỷ lệ 15%: theo bảng điểm được 0 trên 2 điểm.",
        "Cần bớt 1 trên tổng số 20 để xuống bậc liền dưới mốc 10% của bảng điểm và được 2 điểm."),
    SentenceCase(
        "fewerIsBetter", ["value": "10.01"], "Tỷ lệ 10,01%: theo bảng điểm được 0 trên 2 điểm.",
        "Cần giảm tỷ lệ xuống bậc liền dưới mốc 10% của bảng điểm để được 2 điểm."),
    SentenceCase("all", ["yes:tasks": "yes", "yes:funds": "có"], "Đáp ứng 2 trên 2 điều kiện: được điểm tối đa 2."),
    SentenceCase(
        "all", ["yes:tasks": "yes", "yes:funds": "no"], "Đáp ứng 1 trên 2 điều kiện, được 0,5 trên 2 điểm. Chưa đáp ứng: Có kinh phí.",
        "Cần đáp ứng thêm để được điểm tối đa 2: Có kinh phí."),
    SentenceCase(
        "any", ["yes:web": "no", "yes:board": "no"], "Không đáp ứng điều kiện nào trong 2 điều kiện: 0 trên 2 điểm.",
        "Cần đáp ứng điều kiện theo cách chấm của tiêu chí để được điểm tối đa 2; hiện chưa đáp ứng: Đăng trên trang thông tin; Niêm yết tại trụ sở."
    ),
    SentenceCase("linear", ["numerator": "60", "denominator": "60"], "60 trên 60, đạt 100%: được điểm tối đa 2."),
    SentenceCase("linear", ["value": "100"], "Đạt 100%: được điểm tối đa 2."),
    SentenceCase(
        "linear", ["numerator": "393087", "denominator": "443565"],
        "393.087 trên 443.565, đạt 88,62% so với mốc 100%: tính theo tỷ lệ, được 1,772399 trên 2 điểm.",
        "Cần thêm 50.478 trên tổng số 443.565 để đạt mốc 100% và được điểm tối đa 2."),
    SentenceCase(
        "linear", ["value": "45"], "Đạt 45% so với mốc 100%: tính theo tỷ lệ, được 0,9 trên 2 điểm.",
        "Cần nâng tỷ lệ từ 45% đến mốc 100% để được điểm tối đa 2."),
    SentenceCase(
        "linear", ["numerator": "1.5", "denominator": "4"],
        "1,5 trên 4, đạt 37,5% so với mốc 100%: tính theo tỷ lệ, được 0,75 trên 2 điểm.",
        "Cần nâng tỷ lệ từ 37,5% đến mốc 100% để được điểm tối đa 2."),
    SentenceCase(
        "linear", ["numerator": "5", "denominator": "4"], "5 trên 4, đạt 125%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase("linear", ["value": "125"], "Đạt 125%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase(
        "linearFrom", ["numerator": "3", "denominator": "5"], "3 trên 5, đạt 60% so với mốc 80%: tính theo tỷ lệ, được 1,5 trên 2 điểm.",
        "Cần thêm 1 trên tổng số 5 để đạt mốc 80% và được điểm tối đa 2."),
    SentenceCase(
        "linearAbove", ["numerator": "4", "denominator": "5"], "4 trên 5, đạt 80% so với mốc 80%: tính theo tỷ lệ, được 2 trên 2 điểm."),
    SentenceCase("floorFrom", ["numerator": "30", "denominator": "30"], "30 trên 30, đạt 100%: được điểm tối đa 2."),
    SentenceCase("floorAbove", ["value": "90.1"], "Đạt 90,1%: được điểm tối đa 2."),
    SentenceCase(
        "floorFrom", ["numerator": "95", "denominator": "100"],
        "95 trên 100, đạt 95%, chưa đến mốc điểm tối đa 100%: tính theo tỷ lệ, được 1,9 trên 2 điểm.",
        "Cần thêm 5 trên tổng số 100 để đạt mốc 100% và được điểm tối đa 2."),
    SentenceCase(
        "floorAbove", ["value": "60"], "Đạt 60%, chưa đến mốc điểm tối đa 90%: tính theo tỷ lệ, được 1,2 trên 2 điểm.",
        "Cần nâng tỷ lệ từ 60% đến mốc 90% để được điểm tối đa 2."),
    SentenceCase(
        "floorFrom", ["numerator": "79", "denominator": "100"], "79 trên 100, đạt 79%, chưa qua mức tối thiểu 80%: 0 trên 2 điểm.",
        "Cần thêm 1 trên tổng số 100 để qua mức tối thiểu 80% và bắt đầu có điểm."),
    SentenceCase(
        "floorAbove", ["value": "50"], "Đạt 50%, chưa qua mức tối thiểu 50%: 0 trên 2 điểm.",
        "Cần nâng tỷ lệ từ 50% qua mức tối thiểu 50% để bắt đầu có điểm."),
    SentenceCase(
        "floorFrom", ["numerator": "7", "denominator": "6"], "7 trên 6, đạt 116,67%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase("floorFrom", ["value": "116"], "Đạt 116%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase(
        "branches", ["branch": "most", "done": "18", "due": "20"],
        "Trường hợp “Từ 90% trở lên” với Đã xong = 18; Phải làm = 20: được điểm tối đa 2."),
    SentenceCase(
        "branches", ["branch": "some", "done": "10", "due": "20"],
        "Trường hợp “Dưới 90%” với Đã xong = 10; Phải làm = 20: tính theo công thức maximum * done / due, được 1 trên 2 điểm.",
        "Điểm tăng theo số liệu trong công thức maximum * done / due; điểm tối đa là 2."),
    SentenceCase(
        "branches", ["branch": "free", "done": "1", "due": "20"],
        "Trường hợp “Tự do” với Đã xong = 1; Phải làm = 20: công thức done - due cho kết quả dưới 0 nên tính 0 trên 2 điểm.",
        "Điểm tăng theo số liệu trong công thức done - due; điểm tối đa là 2."),
    SentenceCase(
        "branches", ["branch": "free", "done": "25", "due": "20"],
        "Trường hợp “Tự do” với Đã xong = 25; Phải làm = 20: công thức done - due cho kết quả trên mức tối đa, phần vượt không tính thêm: được điểm tối đa 2."
    ),
    SentenceCase("formula", ["done": "9"], "Với Đã xong = 9: được điểm tối đa 2."),
    SentenceCase(
        "formula", ["done": "4"], "Với Đã xong = 4: tính theo công thức (done - 1) / 4, được 0,75 trên 2 điểm.",
        "Điểm tăng theo số liệu trong công thức (done - 1) / 4; điểm tối đa là 2."),
    SentenceCase(
        "formula", ["done": "10"],
        "Với Đã xong = 10: công thức (done - 1) / 4 cho kết quả trên mức tối đa, phần vượt không tính thêm: được điểm tối đa 2."),
    SentenceCase(
        "formula", ["done": "0"], "Với Đã xong = 0: công thức (done - 1) / 4 cho kết quả dưới 0 nên tính 0 trên 2 điểm.",
        "Điểm tăng theo số liệu trong công thức (done - 1) / 4; điểm tối đa là 2."),
    SentenceCase("count", ["count": "4"], "Số lượng 4, mỗi trường hợp 0,5 điểm: đủ điểm tối đa 2."),
    SentenceCase(
        "count", ["count": "1"], "Số lượng 1, mỗi trường hợp 0,5 điểm: được 0,5 trên 2 điểm.", "Cần thêm 3 để được điểm tối đa 2."),
    SentenceCase("count", ["count": "5"], "Số lượng 5, mỗi trường hợp 0,5 điểm, phần vượt không tính thêm: được điểm tối đa 2."),
    SentenceCase("rating", ["choice": "a"], "Được xếp mức “Xuất sắc”: được điểm tối đa 2."),
    SentenceCase(
        "rating", ["choice": "b"], "Được xếp mức “Tốt”, bằng 75% điểm tối đa: được 1,5 trên 2 điểm.",
        "Cần được xếp ở mức cao nhất để được điểm tối đa 2."),
    SentenceCase("deductions", ["count:light": "0", "count:grave": "0"], "Không có vi phạm bị trừ điểm: được điểm tối đa 2."),
    SentenceCase(
        "deductions", ["count:light": "1", "count:grave": "0"], "Có vi phạm (Vi phạm nhẹ), bị trừ 50%: còn 1 trên 2 điểm.",
        "Khi không còn vi phạm thì được điểm tối đa 2."),
    SentenceCase(
        "deductions", ["count:light": "1", "count:grave": "1"], "Có vi phạm (Vi phạm nhẹ; Vi phạm nặng), bị trừ hết: 0 trên 2 điểm.",
        "Khi không còn vi phạm thì được điểm tối đa 2."),
    SentenceCase("weights", ["count:A": "5", "count:B": "0"], "5 câu trả lời, mức bình quân 100%: được điểm tối đa 2."),
    SentenceCase(
        "weights", ["count:A": "1", "count:B": "1", "count:E": "7"], "2 câu trả lời, mức bình quân 80%: được 1,6 trên 2 điểm.",
        "Mức bình quân càng gần 100% thì càng gần điểm tối đa 2; xem nhóm trả lời ở các phương án thấp để biết việc cần cải thiện."),
    SentenceCase("scale", ["value": "5"], "Kết quả khảo sát bằng 100% mức cao nhất: được điểm tối đa 2."),
    SentenceCase(
        "scale", ["value": "4.2"], "Kết quả khảo sát bằng 80% mức cao nhất: được 1,6 trên 2 điểm.",
        "Cần nâng mức đánh giá về phía mức 5 của thang; khi đó được điểm tối đa 2."),
    SentenceCase(
        "scaleShare", ["value": "2"], "Kết quả khảo sát bằng 40% mức cao nhất, chưa qua mức tối thiểu 50%: 0 trên 2 điểm.",
        "Cần nâng kết quả khảo sát từ 40% qua mức tối thiểu 50% để bắt đầu có điểm."),
    SentenceCase("sipas", ["numerator": "95", "denominator": "100"], "95 trên 100 hài lòng, đạt 95%: được điểm tối đa 2."),
    SentenceCase("sipas", ["value": "95"], "Mức hài lòng 95%: được điểm tối đa 2."),
    SentenceCase(
        "sipas", ["numerator": "82", "denominator": "100"],
        "82 trên 100 hài lòng, đạt 82%, chưa đến mốc điểm tối đa 90%: tính theo tỷ lệ, được 1,64 trên 2 điểm.",
        "Cần thêm 8 lượt hài lòng trên tổng số 100 để đạt mốc 90% và được điểm tối đa 2."),
    SentenceCase(
        "sipas", ["value": "82"], "Mức hài lòng 82%, chưa đến mốc điểm tối đa 90%: tính theo tỷ lệ, được 1,64 trên 2 điểm.",
        "Cần nâng mức hài lòng từ 82% đến mốc 90% để được điểm tối đa 2."),
    SentenceCase(
        "sipas", ["numerator": "40", "denominator": "100"], "40 trên 100 hài lòng, đạt 40%, chưa qua mức tối thiểu 40%: 0 trên 2 điểm.",
        "Cần thêm 1 lượt hài lòng trên tổng số 100 để qua mức tối thiểu 40% và bắt đầu có điểm."),
    SentenceCase(
        "sipasAbove", ["value": "39"], "Mức hài lòng 39%, chưa qua mức tối thiểu 40%: 0 trên 2 điểm.",
        "Cần nâng mức hài lòng từ 39% qua mức tối thiểu 40% để bắt đầu có điểm."),
    SentenceCase(
        "sipas", ["numerator": "101", "denominator": "100"],
        "101 trên 100 hài lòng, đạt 101%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase("sipas", ["value": "101"], "Mức hài lòng 101%, phần vượt 100% không tính thêm: được điểm tối đa 2."),
    SentenceCase("grades", ["count:2": "3", "count:0": "0"], "Trung bình của 3 lượt chấm bằng điểm tối đa 2."),
    SentenceCase(
        "grades", ["count:2": "3", "count:0": "1"], "Trung bình của 4 lượt chấm là 1,5 trên 2 điểm.",
        "Cần nâng các lượt chấm còn dưới mức 2 điểm."),
    SentenceCase("graded", ["points": "2"], "Điểm do cơ quan khác chấm (Chủ tịch tỉnh): được điểm tối đa 2."),
    SentenceCase(
        "graded", ["points": "1.5"], "Điểm do cơ quan khác chấm (Chủ tịch tỉnh): được 1,5 trên 2 điểm.",
        "Đơn vị không tự chấm tiêu chí này; cần trao đổi với cơ quan chấm (Chủ tịch tỉnh) về phần điểm bị mất."),
    SentenceCase("graded", ["points": "2.5"], "Điểm do cơ quan khác chấm (Chủ tịch tỉnh), phần vượt không tính thêm: được điểm tối đa 2."),
    SentenceCase("index", ["value": "5"], "Chỉ số PAPI, kết quả 5: được điểm tối đa 2."),
    SentenceCase(
        "index", ["value": "12"], "Chỉ số PAPI, kết quả 12: theo bảng điểm được 1 trên 2 điểm.",
        "Cần đưa kết quả của Chỉ số PAPI từ 12 xuống bậc liền dưới mốc 10 của bảng điểm để được 2 điểm."),
    SentenceCase(
        "index", ["value": "31"], "Chỉ số PAPI, kết quả 31: theo bảng điểm được 0 trên 2 điểm.",
        "Cần đưa kết quả của Chỉ số PAPI từ 31 xuống bậc liền dưới mốc 31 của bảng điểm để được 1 điểm."),
    SentenceCase(
        "score", ["value": "40"], "Chỉ số DTI, kết quả 40: theo bảng điểm được 0 trên 2 điểm.",
        "Cần nâng kết quả của Chỉ số DTI từ 40 đến mốc 50,5 của bảng điểm để được 2 điểm."),
    SentenceCase("leftOut", [:], "Không áp dụng cho mọi đơn vị trong khối (đơn vị không có nhiệm vụ này): không tính vào điểm tối đa."),
    SentenceCase(
        "linear", ["points": "1.25"], "Điểm đã được quyết định hoặc công bố, không kèm số liệu chi tiết, được 1,25 trên 2 điểm.",
        "Cần xem kết quả chi tiết của cơ quan chấm điểm để biết phần điểm bị mất."),
    SentenceCase(
        "linear", ["not_applicable": "not_competent"],
        "Không áp dụng (không thuộc thẩm quyền của đơn vị): không tính vào điểm tối đa."),
    SentenceCase(
        "linear", ["missing": "lost"], "Thiếu số liệu (số liệu bị thất lạc): 0 điểm.",
        "Cần bổ sung số liệu còn thiếu; tiêu chí này có tối đa 2 điểm."),
    SentenceCase(
        "unranked", ["missing": "not_submitted"], "Thiếu số liệu (đơn vị chưa gửi): 0 điểm và đơn vị không được xếp hạng.",
        "Cần bổ sung số liệu còn thiếu để được chấm và được xếp hạng; tiêu chí này có tối đa 2 điểm."),
    SentenceCase(
        "linear", ["numerator": "0", "denominator": "0"], "Không phát sinh (mẫu số bằng 0): 0 điểm theo quy định của tiêu chí.",
        "Chỉ có điểm khi phát sinh nội dung được chấm; tối đa 2 điểm."),
    SentenceCase(
        "linearFrom", ["numerator": "0", "denominator": "0"],
        "Không phát sinh (mẫu số bằng 0): được điểm tối đa 2 theo quy định của tiêu chí."),
    SentenceCase("linearAbove", ["numerator": "0", "denominator": "0"], "Không phát sinh (mẫu số bằng 0): không tính vào điểm tối đa."),
    SentenceCase("T1", ["points": "1.5"], "Được cộng 1,5 điểm."),
    SentenceCase("T1", ["points": "6.5"], "Mức đề nghị cộng là 6,5, chỉ tính đến mức tối đa 2 điểm."),
    SentenceCase("T1", [:], "Không có đề nghị cộng điểm hoặc trừ điểm."),
    SentenceCase("P1", ["points": "-1"], "Điểm trừ: −1."),
    SentenceCase("P1", ["points": "-4"], "Mức trừ nêu ra là −4, chỉ trừ đến −2 điểm."),
]
