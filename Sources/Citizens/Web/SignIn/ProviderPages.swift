import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Platform

/// The ways to the provider of OpenID Connect and back: redirections alone.
struct ProviderPages: Sendable {
    let services: Services

    /// Only from a page of this site, or by hand: another site could have signed the reader in at the provider as somebody else before, who
    /// would then be linked to the reader's own account.
    func begin(_ request: Request, _ context: Context) async throws -> Response {
        if context.comesFromElsewhere {
            return go(("/citizens/sign-in" as Link).setting("next", to: context.query["next"].flatMap { $0.isEmpty ? nil : $0 }), [])
        }
        do {
            let begun = try await BeginProviderSignIn(services)(
                next: context.query["next"] ?? "", by: context.actor, session: context.secret(.session), from: context.origin)
            return go(begun.way, [CitizenCookies.way.setting(begun.secret, services.settings)])
        } catch CitizensError.proofNeeded {
            return go("/citizens/contact?next=%2Fcitizens%2Fsecurity", [])
        }
    }

    func end(_ request: Request, _ context: Context) async throws -> Response {
        let query = context.query
        let answer = FinishProviderSignIn.Answer(code: query["code"] ?? "", state: query["state"] ?? "", issuer: query["iss"])
        do {
            let outcome = try await FinishProviderSignIn(services)(answer, context.secret(.way), by: context.actor, from: context.origin)
            switch outcome {
            case .signedIn(let secret, let next):
                let answer = CitizenSignInAnswer(services)
                return go(try await answer.way(next, "/citizens", context), answer.cookies(secret))
            case .linked: return go("/citizens/security?done=linked", [CitizenCookies.way.clearing(services.settings)])
            case .proofNeeded(let next):
                return go(("/citizens/sign-in?done=proof" as Link).setting("next", to: next.isEmpty ? nil : next), [])
            }
        } catch CitizensError.providerFailed {
            return go("/citizens/sign-in?failed=provider", [CitizenCookies.way.clearing(services.settings)])
        }
    }

    private func go(_ link: Link, _ cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: link.text, .cacheControl: "no-store", .contentLength: "0"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }
}

extension Context {
    /// Whether the browser says that another site's page led here; older browsers say nothing.
    fileprivate var comesFromElsewhere: Bool {
        guard let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ headers[$0] }) else { return false }
        return site != "same-origin" && site != "none"
    }
}
