"""scripts/up as a user would start it, on free ports and a data directory of its own, for tests that need the whole platform."""

import json
import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_ports(count):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    return [listener.getsockname()[1] for listener in held]


class Platform:
    def __init__(self, data, *flags):
        self.data = Path(data)
        self.api_port, self.portal_port = free_ports(2)
        self.output = []
        self.ready_line = None
        self.process = subprocess.Popen(
            [ROOT / "scripts/up", "--data", data, "--port", str(self.api_port), "--portal-port", str(self.portal_port), *flags],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            # What runs the tests in the background may ignore SIGINT, which a shell script can then never trap; a terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    @property
    def api(self):
        return f"http://127.0.0.1:{self.api_port}"

    def wait_until_ready(self):
        """The ready line, or None when scripts/up ended without one; its output so far is in `output`."""
        for line in self.process.stdout:
            self.output.append(line)
            if line.startswith("ready: "):
                self.ready_line = line.rstrip("\n")
                break
        return self.ready_line

    def wait(self, timeout=60):
        rest, _ = self.process.communicate(timeout=timeout)
        self.output.append(rest)
        return self.process.returncode

    def stop(self, how=signal.SIGTERM):
        """Asks scripts/up to stop and returns its exit status."""
        self.process.send_signal(how)
        return self.wait()

    def children(self):
        """Process ids by name of what scripts/up started and still runs."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            name, fields = stat(entry.name)
            if fields and int(fields[1]) == self.process.pid:
                found[name] = int(entry.name)
        return found

    def demo(self):
        return json.loads((self.data / "demo.json").read_text())

    def get(self, path, key):
        request = urllib.request.Request(self.api + path, headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


def stat(pid):
    """Name and the fields from the state on (proc(5)); ("", []) for a process that is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "", []
    head, _, tail = text.rpartition(")")
    return head.partition("(")[2], tail.split()


def alive(pid):
    """True while the process runs; a zombie has stopped."""
    fields = stat(pid)[1]
    return bool(fields) and fields[0] != "Z"


def mode(path):
    return os.stat(path).st_mode & 0o777
