"""A real provider of OpenID Connect for tests (oidc-provider-mock, which is Authlib's), and a person who signs in there.

    provider.py

Prints its port, then waits for lines `ADDRESS SUBJECT`: the subject agrees at that address, and the address to which the provider sends
them back is printed. Codes are given for what PKCE proves alone, which the mock does not look at by itself. Ends with its input.
"""

import base64
import hashlib
import logging
import sys
import urllib.parse
import urllib.request
import warnings

warnings.simplefilter("ignore")

import flask
import oidc_provider_mock
from oidc_provider_mock._server import _threaded_server

logging.disable()
app = oidc_provider_mock.app()
challenges = {}


@app.before_request
def prove():
    if flask.request.path != "/oauth2/token":
        return None
    challenge = challenges.pop(flask.request.form["code"], None)
    digest = hashlib.sha256(flask.request.form.get("code_verifier", "").encode()).digest()
    if challenge != base64.urlsafe_b64encode(digest).rstrip(b"=").decode():
        return flask.jsonify(error="invalid_grant"), 400
    return None


@app.after_request
def remember(response):
    if flask.request.path == "/oauth2/authorize" and response.location:
        query = urllib.parse.parse_qs(urllib.parse.urlparse(response.location).query)
        assert flask.request.args["code_challenge_method"] == "S256"
        challenges[query["code"][0]] = flask.request.args["code_challenge"]
    return response


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


with _threaded_server(app=app, host="127.0.0.1") as server:
    print(server.server_port, flush=True)
    for line in sys.stdin:
        address, subject = line.split()
        form = urllib.parse.urlencode({"sub": subject}).encode()
        try:
            urllib.request.build_opener(Stay).open(urllib.request.Request(address, form))
            print("nowhere", flush=True)
        except urllib.error.HTTPError as answer:
            print(answer.headers["Location"], flush=True)
