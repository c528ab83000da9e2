#ifndef CSMTP_H
#define CSMTP_H

/// Hands one letter to an SMTP server through libcurl and waits until the server has taken it.
///
/// Curl's own headers stay in the C file: Swift cannot call its functions of variable arity. Texts end with 0; `user`, `password` and `authority`, a
/// file of trusted certificates, may be null. Returns 0 when the server took the letter; otherwise `failure` holds why, and `*answer` the server's last code, 0 without one.
/// To be called by one thread at a time.
int csmtp_send(
    const char *url, const char *user, const char *password, int encrypts, const char *authority, const char *from, const char *to, const char *letter,
    long length, char *failure, long failure_length, long *answer);

#endif
