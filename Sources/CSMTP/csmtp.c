#include "csmtp.h"

#include <curl/curl.h>
#include <string.h>

struct source {
    const char *rest;
    size_t length;
};

static size_t read_source(char *buffer, size_t size, size_t count, void *context) {
    struct source *source = context;
    size_t space = size * count;
    size_t piece = source->length < space ? source->length : space;
    memcpy(buffer, source->rest, piece);
    source->rest += piece;
    source->length -= piece;
    return piece;
}

int csmtp_send(
    const char *url, const char *user, const char *password, int encrypts, const char *authority, const char *from, const char *to, const char *letter,
    long length, char *failure, long failure_length, long *answer) {
    static int is_ready = 0;
    char message[CURL_ERROR_SIZE] = "";
    struct source source = {letter, (size_t)length};
    struct curl_slist *recipients = NULL;
    CURLcode code = CURLE_FAILED_INIT;
    *answer = 0;
    if (!is_ready) is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    CURL *curl = is_ready ? curl_easy_init() : NULL;
    if (curl != NULL && (recipients = curl_slist_append(NULL, to)) != NULL) {
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        if (user != NULL) curl_easy_setopt(curl, CURLOPT_USERNAME, user);
        if (password != NULL) curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
        curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(encrypts ? CURLUSESSL_ALL : CURLUSESSL_NONE));
        if (authority != NULL) curl_easy_setopt(curl, CURLOPT_CAINFO, authority);
        curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_source);
        curl_easy_setopt(curl, CURLOPT_READDATA, &source);
        code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, answer);
    }
    strncpy(failure, message[0] != 0 ? message : curl_easy_strerror(code), (size_t)failure_length - 1);
    failure[failure_length - 1] = 0;
    curl_slist_free_all(recipients);
    if (curl != NULL) curl_easy_cleanup(curl);
    return (int)code;
}
