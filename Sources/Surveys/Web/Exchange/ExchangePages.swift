import Platform
struct ExchangePages: Sendable { let bureau: SurveysBureau; func add(to routes: inout Routes) {} }
