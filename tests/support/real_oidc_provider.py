"""npm's oidc-provider on loopback (tests/integration/oidc/provider.mjs), for whoever tests a sign-in from end to end.

    with RealOidcProvider(directory, authority, client) as provider:
        provider.issuer                                     # "https://127.0.0.1:40123"
        provider.sign_in(authorization_url, login="ada")    # a Callback of oidc_browser

RealOidcProvider.missing() says why it cannot run, or None: its packages come with scripts/bootstrap.
"""

import json
import os
import shutil
import ssl
import subprocess
from pathlib import Path

from oidc_browser import Browser

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "tests/integration/oidc"
CLAIMS = {"email": "ada@example.com", "email_verified": True, "name": "Ada Example"}


def find_node():
    """The project's own Node.js where the system's is none or too old (scripts/lib/node.sh)."""
    own = ROOT / "build/tools/node/bin/node"
    return str(own) if os.access(own, os.X_OK) else shutil.which("node")


class RealOidcProvider:
    @staticmethod
    def missing():
        if find_node() is None:
            return "Node.js is missing: scripts/bootstrap installs it"
        if not (HOME / "node_modules/oidc-provider").is_dir():
            return "npm's oidc-provider is missing: scripts/bootstrap installs it"
        return None

    def __init__(self, directory, authority, client, claims=None, **more):
        certificate, key = authority.certificate("127.0.0.1")
        self.file, self.log = directory / "provider.json", directory / "provider.log"
        self.file.write_text(json.dumps({"certificate": str(certificate), "key": str(key), "client": client,
                                         "claims": CLAIMS if claims is None else claims, "more": more}))
        self.trust = ssl.create_default_context(cafile=str(authority.file))

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([find_node(), "provider.mjs", str(self.file)], cwd=HOME, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=log)
        line = self.process.stdout.readline()
        if not line:
            self.__exit__()
            raise RuntimeError(self.log.read_text())
        self.issuer = json.loads(line)["issuer"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)

    def sign_in(self, authorization_url, login="ada"):
        return Browser(self.trust).sign_in(authorization_url, {"login": login, "password": "of no matter"})
