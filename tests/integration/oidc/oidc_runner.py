"""Drives tests/support/oidc_runner: OidcClient and CurlHttpClient as they are."""

import json
import os
import subprocess

RUNNER = os.environ["OIDC_RUNNER"]


class OidcRunner:
    """One client; `settings` as the runner takes them. Use with `with`."""

    def __init__(self, directory, settings, env=None):
        file = directory / "settings.json"
        file.write_text(json.dumps(settings))
        self.process = subprocess.Popen([RUNNER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={"PATH": os.environ["PATH"], **(env or {})})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(timeout=30) == 0

    def do(self, verb, **values):
        self.process.stdin.write(json.dumps({"do": verb, **values}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the runner ended at {verb}"
        return json.loads(line)

    def sign_in(self, browser):
        """`browser` takes an authorization URL and answers the callback's form. The identity, or {"error"}."""
        begun = self.do("begin")
        if "error" in begun:
            return begun
        return self.do("complete", transaction=begun["transaction"], form=browser(begun["urls"][0]))
