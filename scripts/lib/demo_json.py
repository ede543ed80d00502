#!/usr/bin/env python3
"""DIR/demo.json: what a script needs to use every endpoint as each of the demo's organisations. Mode 0600, written whole.

  demo_json.py FILE init TOKEN-FILE    with `ratestack bootstrap --json` on standard input
  demo_json.py FILE add-org TYPE NAME  with `ratestack orgs create --json` on standard input
  demo_json.py FILE addresses API PORTAL
  demo_json.py FILE lenders            prints how many organisations there are
"""

import json
import os
import sys
from pathlib import Path


def write(path, demo):
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(demo, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def credentials(created):
    return {name: created[name] for name in ("org_id", "api_key", "email", "password")}


def init(path, token_file):
    write(path, {"api": None, "portal": None, "internal_token": Path(token_file).read_text().strip(),
                 "checkpoint_public_key": None, "platform": credentials(json.load(sys.stdin)), "orgs": []})


def add_org(path, org_type, name):
    demo = json.loads(path.read_text())
    demo["orgs"].append({"type": org_type, "name": name, **credentials(json.load(sys.stdin))})
    write(path, demo)


def addresses(path, api, portal):
    write(path, {**json.loads(path.read_text()), "api": api, "portal": portal})


def lenders(path):
    print(len(json.loads(path.read_text())["orgs"]))


COMMANDS = {"init": init, "add-org": add_org, "addresses": addresses, "lenders": lenders}

if __name__ == "__main__":
    COMMANDS[sys.argv[2]](Path(sys.argv[1]), *sys.argv[3:])
