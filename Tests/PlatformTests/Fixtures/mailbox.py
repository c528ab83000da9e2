"""A mail server for tests: takes letters by STARTTLS on a port of its own and prints each as a line of JSON.

    mailbox.py FOLDER [refuse]

Writes authority.pem, its certificate, into FOLDER, prints the port, then the letters. With `refuse` it answers 550 to every recipient.
"""

import asyncio
import email
import email.policy
import json
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP


class Mailbox:
    def __init__(self, refuses):
        self.refuses = refuses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        told = {"to": envelope.rcpt_tos, "subject": letter["subject"], "body": letter.get_content(), "secret": session.ssl is not None}
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return "250 OK"


folder = sys.argv[1]
certificate, key = f"{folder}/authority.pem", f"{folder}/key.pem"
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    + ["-keyout", key, "-out", certificate],
    check=True,
    capture_output=True,
)
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)


async def serve():
    mailbox = Mailbox("refuse" in sys.argv)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, hostname="localhost", tls_context=context, require_starttls=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
