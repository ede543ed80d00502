"""An OpenID provider on loopback that does as it is told, wrongly too. Signs by openssl; standard library of Python alone.

    with FakeOidcProvider(authority.server_context("127.0.0.1")) as provider:
        form = provider.sign_in(authorization_url)        # what the browser would carry back
        provider.change_claims = lambda claims: claims | {"aud": "another"}
        provider.answers["/keys"] = Answer(status=503)    # in place of what it would say
        provider.asked("/token")                          # requests so far

`metadata`, `keys` and `signer` are read anew for each request. A code is good once, for its own client, redirect URI and
PKCE verifier.
"""

import base64
import hashlib
import json
import secrets
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit


LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(value):
    return base64url(json.dumps(value, separators=(",", ":")).encode())


class SigningKey:
    """An RSA key of 2048 bits: what Google, Microsoft and Apple sign with."""

    def __init__(self, directory, kid):
        self.kid, self.file = kid, directory / f"{kid}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.file],
                       check=True, capture_output=True)
        modulus = subprocess.run(["openssl", "rsa", "-in", self.file, "-noout", "-modulus"], check=True, capture_output=True)
        self.modulus = bytes.fromhex(modulus.stdout.decode().strip().partition("=")[2])

    def jwk(self):
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": base64url(self.modulus), "e": "AQAB"}

    def sign(self, text):
        done = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.file], input=text, check=True, capture_output=True)
        return done.stdout


@dataclass
class Answer:
    """Said in place of the provider's own answer. `wait`: an event that is waited for first."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)
    wait: threading.Event = None


@dataclass
class Request:
    method: str
    path: str
    headers: dict
    form: dict


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that does not trust us, or does not wait


class FakeOidcProvider:
    def __init__(self, context, directory, client_id="client-1", secret="the-secret", host="127.0.0.1"):
        self.client_id, self.secret = client_id, secret
        self.server = QuietServer(("127.0.0.1", 0), self.handler())
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_port
        self.origin = f"{'http' if context is None else 'https'}://{host}:{self.port}"
        self.signer = SigningKey(directory, f"key-{secrets.token_hex(4)}")
        self.keys = [self.signer.jwk()]
        self.metadata = {
            "issuer": self.origin,
            "authorization_endpoint": self.origin + "/auth",
            "token_endpoint": self.origin + "/token",
            "jwks_uri": self.origin + "/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        }
        self.issuer = self.origin  # as id_tokens spell it
        self.user = {"sub": "subject-1", "email": "ada@example.com", "email_verified": True, "name": "Ada Example"}
        self.answers, self.requests, self.grants = {}, [], {}
        self.change_claims = self.change_header = lambda value: value
        self.change_token = lambda token: token
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def asked(self, path):
        return [request for request in self.requests if request.path == path]

    def sign_in(self, authorization_url, **extra):
        """Consents as `user`; the answer's form, as the browser carries it to the redirect URI."""
        asked = dict(parse_qsl(urlsplit(authorization_url).query, strict_parsing=True))
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256", asked
        code = secrets.token_urlsafe(24)
        self.grants[code] = asked
        return urlencode({"code": code, "state": asked["state"], **extra})

    # What it says.

    def discovery(self, _):
        return 200, self.metadata

    def key_set(self, _):
        return 200, {"keys": self.keys}

    def token(self, request):
        grant = self.grants.pop(request.form.get("code"), None)
        if not self.is_client(request):
            return 401, {"error": "invalid_client"}
        if grant is None or not self.fits(grant, request.form):
            return 400, {"error": "invalid_grant"}
        access_token = secrets.token_urlsafe(24)
        return 200, {"access_token": access_token, "token_type": "Bearer", "expires_in": 3600,
                     "id_token": self.id_token(grant["nonce"], access_token)}

    def is_client(self, request):
        kind, _, value = request.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            name, _, secret = base64.b64decode(value).decode().partition(":")
            return (unquote(name), unquote(secret)) == (self.client_id, self.secret)
        return (request.form.get("client_id"), request.form.get("client_secret")) == (self.client_id, self.secret)

    @staticmethod
    def fits(grant, form):
        challenge = base64url(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        return (form.get("grant_type") == "authorization_code" and form.get("redirect_uri") == grant["redirect_uri"]
                and challenge == grant["code_challenge"])

    def id_token(self, nonce, access_token):
        now = int(time.time())
        at_hash = base64url(hashlib.sha256(access_token.encode()).digest()[:16])
        claims = self.change_claims({"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 3600, "nonce": nonce,
                                     "at_hash": at_hash, **self.user})
        return self.change_token(self.signed(self.change_header({"alg": "RS256", "kid": self.signer.kid, "typ": "JWT"}), claims))

    def signed(self, header, claims):
        text = f"{compact(header)}.{compact(claims)}"
        return f"{text}.{base64url(self.signer.sign(text.encode()))}"

    def logout_token(self, header=None, **claims):
        """What is posted when `user` signs out; a claim that is None is left out."""
        now = int(time.time())
        said = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 120, "jti": secrets.token_urlsafe(16),
                "events": {LOGOUT_EVENT: {}}, **claims}
        return self.signed({"alg": "RS256", "kid": self.signer.kid, "typ": "logout+jwt"} | (header or {}),
                           {name: value for name, value in said.items() if value is not None})

    # How it says it.

    def answer(self, request):
        self.requests.append(request)
        told = self.answers.get(request.path)
        if told is not None:
            if told.wait is not None:
                told.wait.wait()
            return told.status, told.headers, told.body
        says = {"/keys": self.key_set, "/token": self.token}.get(request.path)
        if says is None and request.path.endswith("/.well-known/openid-configuration"):
            says = self.discovery
        status, value = (404, {}) if says is None else says(request)
        return status, {"Content-Type": "application/json"}, json.dumps(value).encode()

    def handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):  # noqa: N802  (the library's name)
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                status, headers, body = provider.answer(Request(self.command, self.path, dict(self.headers), form))
                try:
                    self.send_response(status)
                    for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
                        if value is not None:
                            self.send_header(name, value)
                    self.close_connection = True
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # whoever asked did not wait

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        return Handler
