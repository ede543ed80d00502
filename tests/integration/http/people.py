"""An installation with people: what `ratestack bootstrap` and `orgs create` made, and how they sign in."""

import base64
import hashlib
import hmac
import json
import struct
import subprocess
import time

from client import request
from installation import binaries

CLIENT = {"ip": "203.0.113.7", "user_agent": "tests/1"}


class Bearer:
    """Any bearer token, as `request` takes a key."""

    def __init__(self, text):
        self.text = text

    @property
    def header(self):
        return {"Authorization": f"Bearer {self.text}"}


def command(installation, *arguments):
    """Runs `ratestack` on the installation's data; answers what it printed."""
    done = subprocess.run([binaries() / "ratestack", *arguments], env=installation.environment(), capture_output=True, text=True,
                          check=False, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: {done.returncode} {done.stderr}")
    return done.stdout


def bootstrap(installation):
    return json.loads(command(installation, "bootstrap", "--email", "root@platform.example", "--json"))


def create_org(installation, email, kind="ORIGINATOR", name="Lender"):
    return json.loads(command(installation, "orgs", "create", "--type", kind, "--name", name, "--email", email, "--json"))


def internal(port, path, body, **headers):
    return request(port, "POST", "/internal/v1/" + path, body=body, headers=headers)


def password_sign_in(port, email, password, client=None, **more):
    return internal(port, "auth/password", {"email": email, "password": password, "client": client or CLIENT} | more)


def resolve(port, session_token):
    return internal(port, "sessions/resolve", {"session_token": session_token})


def access(port, session_token):
    """The bearer token that the portal would use."""
    answer = resolve(port, session_token)
    assert answer.status == 200, answer.body
    return Bearer(answer.json["access_token"])


def totp(secret, at=None):
    """RFC 6238, by the standard library alone."""
    key = base64.b32decode(secret)
    step = int((time.time() if at is None else at) // 30)
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def code_of(answer):
    return answer.status, answer.json.get("code") if answer.body else None
