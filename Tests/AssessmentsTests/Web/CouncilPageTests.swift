import Assessments
import Kernel
import Testing

@Suite struct `The pages of the council` {
    private static let path = "/assessments/rounds/r26/council"

    private func council(_ test: @escaping @Sendable (RoundHouse) async throws -> Void) async throws {
        try await RoundHouse.open { house in
            try await house.toCouncil()
            try await test(house)
        }
    }

    @Test func `list disputed leaves only, with what hangs on each`() async throws {
        try await council { house in
            let page = try await house.see(Self.path, by: "member-1")
            #expect(page.words.contains("1 trên 1 tiêu chí bất đồng chưa có kết luận."))
            #expect(page.words.contains("1.2 Sở Tư pháp Tỷ lệ hoàn thành 2,70 2,25 Tổng điểm"))
            #expect(try await house.see(Self.path, by: "officer-b").status == 403)
            let leaf = try await house.see("\(Self.path)/B/1.2", by: "member-1")
            #expect(leaf.words.contains("Ba nhiệm vụ chưa xong") && leaf.text.contains("Đã xong &lt;b&gt;hết&lt;/b&gt;"))
            #expect(try await house.see("\(Self.path)/B/1.1", by: "member-1").status == 404)
        }
    }

    @Test func `keep each member's points private until the secretary closes the voting (US-5)`() async throws {
        try await council { house in
            let wrong = try await house.fill(
                "\(Self.path)/B/1.2/vote", [("vote_points", "4"), ("vote_reasons", "quá <cao>")], by: "member-1")
            #expect(
                wrong.status == 422 && wrong.text.contains("<a href=\"#vote_points\">") && wrong.text.contains("quá &lt;cao&gt;</textarea>")
            )
            let vote = try await house.fill(
                "\(Self.path)/B/1.2/vote", [("vote_points", "2,6"), ("vote_reasons", "theo biên bản")], by: "member-1")
            #expect(vote.status == 303 && vote.location == "\(Self.path)/B/1.2?done=voted")
            try await house.fill("\(Self.path)/B/1.2/vote", [("vote_points", "2"), ("vote_reasons", "")], by: "member-2")
            let own = try await house.see("\(Self.path)/B/1.2", by: "member-1")
            #expect(own.text.contains("name=\"vote_points\" value=\"2,6\"") && own.words.contains("2 thành viên đã cho điểm."))
            for person in ["member-2", "secretary", "chair", "auditor"] {
                #expect(try await !house.see("\(Self.path)/B/1.2", by: person).text.contains("theo biên bản"), "\(person)")
            }
            #expect(try await house.fill("\(Self.path)/B/1.2/close", [], by: "member-1").status == 403)
            #expect(try await house.fill("\(Self.path)/B/1.2/close", [], by: "secretary").status == 303)
            for person in ["member-2", "secretary", "auditor"] {
                #expect(try await house.see("\(Self.path)/B/1.2", by: person).words.contains("member-1 2,60 theo biên bản"), "\(person)")
            }
            #expect(try await house.fill("\(Self.path)/B/1.2/vote", [("vote_points", "1")], by: "member-1").status == 409)
            #expect(try await house.fill("\(Self.path)/B/1.2/close", [], by: "secretary").status == 409)
        }
    }

    @Test func `record what was agreed on, with a reason, and print it`() async throws {
        try await council { house in
            try await house.fill("\(Self.path)/B/1.2/vote", [("vote_points", "2,6"), ("vote_reasons", "theo biên bản")], by: "member-1")
            let path = "\(Self.path)/B/1.2/conclusion"
            let refused = try await house.fill(path, [("finding", "points"), ("points", "2,5"), ("version", "0")], by: "secretary")
            #expect(refused.status == 422 && refused.text.contains("<a href=\"#comment\">"))
            #expect(try await house.see("\(Self.path)/protocol", by: "auditor").text.contains("Chưa có kết luận nào."))
            let values = [("finding", "points"), ("points", "2,5"), ("comment", "Hội đồng thống nhất"), ("version", "0")]
            let done = try await house.fill(path, values, by: "secretary")
            #expect(done.status == 303 && done.location == "\(Self.path)/B/1.2?done=concluded")
            let minutes = try await house.see("\(Self.path)/protocol", by: "auditor").words
            #expect(minutes.contains("Tự đánh giá 2,70 Điểm thẩm định 2,25") && minutes.contains("2,50 Lý do Hội đồng thống nhất"))
            #expect(minutes.contains("member-1 2,60 theo biên bản"))
        }
    }
}

@Suite struct `A voting` {
    private func voting(_ voters: [String], wasEnded: Bool = false) -> Voting {
        let members = ["1", "2"].map { Appraiser(person: $0, name: $0, home: nil) }
        let votes = voters.map { Vote(points: .zero, comment: "", by: Signature(person: $0, name: $0), saved: Timestamp(milliseconds: 0)) }
        return Voting(members: members, votes: votes, wasEnded: wasEnded)
    }

    @Test func `closes when every member has voted, or the secretary ends it`() {
        #expect(!voting([]).isClosed && !voting(["1"]).isClosed && !voting(["1", "3"]).isClosed)
        #expect(voting(["1", "2"]).isClosed && voting([], wasEnded: true).isClosed)
        #expect(!Voting(members: [], votes: [], wasEnded: false).isClosed, "where nobody is known, nobody is waited for")
    }
}
