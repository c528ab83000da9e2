import Testing

@Suite struct `Engines under test` {
    @Test(.enabled(if: Engine.postgresURL != nil, "CCHC_TEST_POSTGRES is not set: NOTHING was tested on PostgreSQL"))
    func `PostgreSQL takes part in the contract`() {
        #expect(Engine.available == Engine.allCases)
    }
}
