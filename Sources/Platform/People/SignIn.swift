import HTTPTypes

/// How a room of people tells the house who asks, and where its pages for that are.
///
/// A house has at most two such doors: for its officials, and for citizens.
package struct SignIn: Sendable {
    /// Whom it makes: ``Actor/Kind/person`` or ``Actor/Kind/citizen``.
    package var kind: Actor.Kind
    /// The page on which people sign in; `?next=` says where they wanted to go.
    package var page: Link
    /// The page of whoever is signed in: their work, sessions, password.
    package var account: Link
    /// Takes a form that ends the session.
    package var signOut: Link
    /// Whether a browser brings a session, good or not; asked of every request, so it must not take long.
    package var isSignedIn: @Sendable (HTTPFields) -> Bool
    /// Whoever the request's credentials name; ``Actor/anonymous`` when they are none, or no longer good.
    ///
    /// Asked only when a request brings a cookie or a token.
    package var identify: @Sendable (HTTPRequest, Services) async throws -> Actor

    package init(
        _ kind: Actor.Kind = .person, page: Link, account: Link, signOut: Link,
        isSignedIn: @escaping @Sendable (HTTPFields) -> Bool = { _ in false },
        identify: @escaping @Sendable (HTTPRequest, Services) async throws -> Actor
    ) {
        self.kind = kind
        self.page = page
        self.account = account
        self.signOut = signOut
        self.isSignedIn = isSignedIn
        self.identify = identify
    }
}
