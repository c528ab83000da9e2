#include "ccurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_ready = 0;

static void make_ready(void) { is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

static CURL *begin(char *message) {
    pthread_once(&once, make_ready);
    CURL *curl = is_ready ? curl_easy_init() : NULL;
    if (curl == NULL) return NULL;
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    return curl;
}

static int end(CURL *curl, CURLcode code, const char *message, struct curl_slist *list, char *failure, long failure_length) {
    strncpy(failure, message[0] != 0 ? message : curl_easy_strerror(code), (size_t)failure_length - 1);
    failure[failure_length - 1] = 0;
    curl_slist_free_all(list);
    if (curl != NULL) curl_easy_cleanup(curl);
    return (int)code;
}

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

int ccurl_mail(
    const char *url, const char *user, const char *password, int encrypts, const char *authority, const char *from, const char *to, const char *letter,
    long length, char *failure, long failure_length, long *answer) {
    char message[CURL_ERROR_SIZE] = "";
    struct source source = {letter, (size_t)length};
    struct curl_slist *recipients = NULL;
    CURLcode code = CURLE_FAILED_INIT;
    *answer = 0;
    CURL *curl = begin(message);
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
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_source);
        curl_easy_setopt(curl, CURLOPT_READDATA, &source);
        code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, answer);
    }
    return end(curl, code, message, recipients, failure, failure_length);
}

struct room {
    char *bytes;
    size_t space;
    size_t length;
};

/// Taking less than was offered breaks the transfer off.
static size_t fill_room(char *piece, size_t size, size_t count, void *context) {
    struct room *room = context;
    size_t length = size * count;
    if (length > room->space - room->length) return 0;
    memcpy(room->bytes + room->length, piece, length);
    room->length += length;
    return length;
}

static struct curl_slist *lines(const char *headers) {
    struct curl_slist *list = NULL;
    char *copy = strdup(headers);
    char *rest = NULL;
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        struct curl_slist *longer = curl_slist_append(list, line);
        if (longer != NULL) list = longer;
    }
    free(copy);
    return list;
}

int ccurl_http(
    const char *url, const char *user, const char *password, const char *headers, const char *body, long body_length, long timeout_ms, char *room,
    long room_length, long *length, long *status, char *failure, long failure_length) {
    char message[CURL_ERROR_SIZE] = "";
    struct room answer = {room, (size_t)room_length, 0};
    struct curl_slist *list = headers != NULL ? lines(headers) : NULL;
    CURLcode code = CURLE_FAILED_INIT;
    *status = 0;
    CURL *curl = begin(message);
    if (curl != NULL) {
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
        if (user != NULL) curl_easy_setopt(curl, CURLOPT_USERNAME, user);
        if (password != NULL) curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
        if (list != NULL) curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
        if (body != NULL) {
            curl_easy_setopt(curl, CURLOPT_POST, 1L);
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, body_length);
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
        }
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, fill_room);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
        code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    }
    *length = (long)answer.length;
    return end(curl, code, message, list, failure, failure_length);
}
