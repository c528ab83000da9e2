#ifndef CCURL_H
#define CCURL_H

/// Hands one letter to an SMTP server through libcurl and waits until the server has taken it.
///
/// Curl's own headers stay in the C file: Swift cannot call its functions of variable arity. Texts end with 0; `user`, `password` and `authority`, a
/// file of trusted certificates, may be null. Returns 0 when the server took the letter; otherwise `failure` holds why, and `*answer` the server's last code, 0 without one.
int ccurl_mail(
    const char *url, const char *user, const char *password, int encrypts, const char *authority, const char *from, const char *to, const char *letter,
    long length, char *failure, long failure_length, long *answer);

/// Asks an HTTP server and waits for the whole answer: GET without a `body`, POST with one.
///
/// Goes nowhere but to `url`: no redirection, no other protocol, no proxy of the environment. `headers` are whole lines, each ended by \n; it, `user`
/// and `password` may be null. The answer's bytes lie in `room`; an answer of more than `room_length` fails. Returns 0 when there is an answer, whatever its `*status`.
int ccurl_http(
    const char *url, const char *user, const char *password, const char *headers, const char *body, long body_length, long timeout_ms, char *room,
    long room_length, long *length, long *status, char *failure, long failure_length);

#endif
