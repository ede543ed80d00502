"""An authenticator and the browser before it, in software: P-256 by openssl, CBOR by hand, standard library of Python alone.

    with SoftwareAuthenticator("https://portal.example") as device:
        credential = device.register(options)       # RegistrationResponseJSON, for PublicKeyCredentialCreationOptionsJSON
        assertion = device.sign_in(options)         # AuthenticationResponseJSON, for PublicKeyCredentialRequestOptionsJSON

Each ceremony takes a knob for what a rule forbids: `origin`, `rp_id`, `flags`, `count`, `challenge`, `type`, `handle`, `key`.
WebAuthn Level 3: section 5.8.1 (client data), 6.1 (authenticator data), 6.5.4 (attestation object), 5.1 (JSON).
"""

import base64
import hashlib
import json
import secrets
import struct
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def cbor(value):
    """RFC 8949, what a COSE key and an attestation object need of it. A dict keeps its order."""
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value.items())


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    if number < 256:
        return bytes([major << 5 | 24, number])
    return bytes([major << 5 | 25]) + struct.pack(">H", number)


def openssl(*arguments, stdin=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, check=True).stdout


class Key:
    """A P-256 key in a file."""

    def __init__(self, file):
        self.file = file
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file)
        point = openssl("pkey", "-in", file, "-pubout", "-outform", "DER")[-64:]  # the end of RFC 5480's bit string
        self.x, self.y = point[:32], point[32:]

    def cose(self):
        return {1: 2, 3: -7, -1: 1, -2: self.x, -3: self.y}

    def sign(self, message):
        """DER, over SHA-256."""
        return openssl("dgst", "-sha256", "-sign", self.file, stdin=message)


@dataclass
class Credential:
    id: bytes
    key: Key
    rp_id: str
    user_handle: bytes
    count: int = 0
    flags: int = PRESENT | VERIFIED
    counts: bool = True  # whether its count grows, or says zero for ever


class SoftwareAuthenticator:
    def __init__(self, origin, counts=True, flags=PRESENT | VERIFIED):
        self.origin, self.counts, self.flags = origin, counts, flags
        self.directory = tempfile.TemporaryDirectory(prefix="ratestack-authenticator-")
        self.credentials = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.directory.cleanup()

    def new_key(self):
        return Key(Path(self.directory.name) / f"{secrets.token_hex(8)}.pem")

    def client_data(self, kind, options, origin=None, challenge=None, **more):
        return json.dumps({"type": kind, "challenge": challenge or options["challenge"], "origin": origin or self.origin,
                           "crossOrigin": False} | more, separators=(",", ":")).encode()

    @staticmethod
    def data(rp_id, flags, count, after=b""):
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + struct.pack(">I", count) + after

    def rp_of(self, options, rp_id):
        """What a browser checks before it asks an authenticator: the domain is the page's, or above it."""
        host = urlsplit(self.origin).hostname
        named = rp_id or options.get("rpId") or options["rp"]["id"]
        assert rp_id or host == named or host.endswith("." + named), (host, named)
        return named

    def register(self, options, origin=None, rp_id=None, flags=None, challenge=None, kind="webauthn.create", cose=None, id=None):
        excluded = [from_base64url(entry["id"]) for entry in options["excludeCredentials"]]
        assert not any(credential.id in excluded for credential in self.credentials) or id, "already registered here"
        assert {"alg": -7, "type": "public-key"} in options["pubKeyCredParams"]
        named = self.rp_of(options, rp_id)
        flags = self.flags if flags is None else flags
        made = Credential(id or secrets.token_bytes(32), self.new_key(), named, from_base64url(options["user"]["id"]), 0, flags, self.counts)
        self.credentials.append(made)
        attested = bytes(16) + struct.pack(">H", len(made.id)) + made.id + cbor(cose or made.key.cose())
        authenticator_data = self.data(named, flags | ATTESTED, 0, attested)
        response = {"clientDataJSON": base64url(self.client_data(kind, options, origin, challenge)),
                    "attestationObject": base64url(cbor({"fmt": "none", "attStmt": {}, "authData": authenticator_data})),
                    "transports": ["internal"]}
        return self.json_of(made, response)

    def chosen(self, options):
        """The last credential made that the options allow; any of the relying party where they name none."""
        allowed = [from_base64url(entry["id"]) for entry in options["allowCredentials"]]
        fit = [c for c in self.credentials if c.rp_id == options["rpId"] and (not allowed or c.id in allowed)]
        assert fit, "no credential of ours is allowed"
        return fit[-1]

    def sign_in(self, options, credential=None, origin=None, rp_id=None, flags=None, count=None, challenge=None, kind="webauthn.get",
                handle=..., key=None, **client_members):
        used = credential or self.chosen(options)
        if count is None:
            used.count += used.counts
            count = used.count
        data = self.data(self.rp_of(options, rp_id), used.flags if flags is None else flags, count)
        client = self.client_data(kind, options, origin, challenge, **client_members)
        signature = (key or used.key).sign(data + hashlib.sha256(client).digest())
        response = {"clientDataJSON": base64url(client), "authenticatorData": base64url(data), "signature": base64url(signature)}
        handle = used.user_handle if handle is ... else handle
        if handle is not None:
            response["userHandle"] = base64url(handle)
        return self.json_of(used, response)

    @staticmethod
    def json_of(credential, response):
        return {"id": base64url(credential.id), "rawId": base64url(credential.id), "type": "public-key", "response": response,
                "authenticatorAttachment": "platform", "clientExtensionResults": {}}
