"""`ratestack edge render`, and the nginx that runs from what it writes: without privileges, errors as problem+json."""

import http.client
import http.server
import json
import os
import shutil
import socket
import subprocess
import threading
import time
import unittest

from command import NOBODY, OK, UNUSABLE, CommandTest


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Upstream(http.server.BaseHTTPRequestHandler):
    """Echoes the request's headers; /file hands over an export by X-Accel-Redirect."""

    protocol_version = "HTTP/1.1"
    connections = set()

    def answer(self, method):
        Upstream.connections.add(self.client_address)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen = json.dumps({"method": method, "path": self.path, "headers": dict(self.headers), "size": len(body)}).encode()
        self.send_response(200)
        if self.path.startswith("/file"):
            self.send_header("X-Accel-Redirect", "/_exports/log.ndjson")
            self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Content-Length", str(len(seen)))
        self.end_headers()
        if method != "HEAD":
            self.wfile.write(seen)

    def do_GET(self):
        self.answer("GET")

    def do_POST(self):
        self.answer("POST")

    def do_HEAD(self):
        self.answer("HEAD")

    def log_message(self, *_):
        pass


class Render(CommandTest):
    def render(self, *more):
        return ["edge", "render", "--out", "edge", "--upstream", "127.0.0.1:9", "--exports", "exports", *more]

    def nginx_accepts(self):
        done = subprocess.run(["nginx", "-t", "-q", "-e", self.dir / "edge/error.log", "-p", self.dir / "edge", "-c", "nginx.conf"],
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, b"")

    def test_nginx_accepts_every_combination_of_listeners(self):
        for more in ([], ["--internal-listen", "127.0.0.1:8082"], ["--listen", "[::1]:8080"],
                     ["--portal-listen", "127.0.0.1:8787", "--portal-upstream", "127.0.0.1:8788"]):
            with self.subTest(more=more):
                self.expect(OK, *self.render(*more))
                self.nginx_accepts()

    def test_second_rendering_changes_nothing(self):
        self.expect(OK, *self.render())
        first = (self.dir / "edge/nginx.conf").read_bytes()
        self.expect(OK, *self.render())
        self.assertEqual((self.dir / "edge/nginx.conf").read_bytes(), first)

    def test_what_cannot_stand_in_a_configuration_is_refused(self):
        for more in (["--listen", "8080"], ["--listen", "127.0.0.1:80;"], ["--portal-listen", "127.0.0.1:1"],
                     ["--exports", "a b"], ["--exports", "x;}"], ["--out", "$edge"]):
            with self.subTest(more=more):
                self.refused(UNUSABLE, *self.render(*more))


class Running(CommandTest):
    def setUp(self):
        super().setUp()
        self.upstream = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
        threading.Thread(target=self.upstream.serve_forever, daemon=True).start()
        self.addCleanup(self.upstream.server_close)
        self.addCleanup(self.upstream.shutdown)
        self.public, self.private, self.portal = free_port(), free_port(), free_port()
        (self.dir / "exports").mkdir()
        (self.dir / "exports/log.ndjson").write_text("an export\n")
        self.start()

    def start(self):
        """As an unprivileged user even where the test itself is root."""
        other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if other:
            for path in (self.dir, self.dir / "exports", self.dir / "exports/log.ndjson"):
                shutil.chown(path, NOBODY, NOBODY)
        self.expect(OK, "edge", "render", "--out", "edge", "--listen", f"127.0.0.1:{self.public}", "--internal-listen",
                    f"127.0.0.1:{self.private}", "--portal-listen", f"127.0.0.1:{self.portal}", "--portal-upstream",
                    f"127.0.0.1:{free_port()}", "--upstream", f"127.0.0.1:{self.upstream.server_port}", "--exports", "exports", **other)
        edge = self.dir / "edge"
        self.nginx = subprocess.Popen(["nginx", "-e", edge / "error.log", "-p", edge, "-c", "nginx.conf"], **other)
        self.addCleanup(self.nginx.wait)
        self.addCleanup(self.nginx.terminate)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.public)).close()
                return
            except ConnectionRefusedError:
                self.assertIsNone(self.nginx.poll(), "nginx ended by itself")
        self.fail("nginx does not listen")

    def ask(self, method, path, body=None, headers=None, port=None):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.public, timeout=30)
        self.addCleanup(connection.close)
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return response, response.read()

    def problem(self, status, code, *arguments, **options):
        response, body = self.ask(*arguments, **options)
        self.assertEqual(response.status, status)
        self.assertEqual(response.headers["Content-Type"], "application/problem+json")
        problem = json.loads(body)
        self.assertEqual((problem["status"], problem["code"]), (status, code))
        self.assertEqual(problem["correlation_id"], response.headers["X-Correlation-Id"])
        return problem

    def test_client_cannot_write_its_own_address(self):
        _, body = self.ask("GET", "/v1/x", headers={"X-Forwarded-For": "203.0.113.9"})
        headers = json.loads(body)["headers"]
        self.assertEqual(headers["X-Forwarded-For"], "127.0.0.1")
        self.assertRegex(headers["X-Correlation-Id"], "^[0-9a-f]{32}$")

    def test_the_portal_says_for_whom_it_asks_on_the_private_listener(self):
        _, body = self.ask("GET", "/internal/v1/x", headers={"X-Forwarded-For": "203.0.113.9"}, port=self.private)
        self.assertEqual(json.loads(body)["headers"]["X-Forwarded-For"], "203.0.113.9")
        _, body = self.ask("GET", "/internal/v1/x", port=self.private)
        self.assertEqual(json.loads(body)["headers"]["X-Forwarded-For"], "127.0.0.1")

    def test_correlation_id_of_the_client_is_passed_on(self):
        _, body = self.ask("GET", "/", headers={"X-Correlation-Id": "abc-1"})
        self.assertEqual(json.loads(body)["headers"]["X-Correlation-Id"], "abc-1")
        self.assertEqual(self.problem(404, "not_found", "GET", "/internal/x", headers={"X-Correlation-Id": "abc-1"})["correlation_id"], "abc-1")
        quoted = self.problem(404, "not_found", "GET", "/internal/x", headers={"X-Correlation-Id": 'a"b'})
        self.assertNotIn('"', quoted["correlation_id"])

    def test_upstream_connection_is_kept(self):
        Upstream.connections.clear()
        for _ in range(20):
            self.ask("GET", "/")
        self.assertLessEqual(len(Upstream.connections), os.cpu_count() or 1)

    def test_head_has_no_body(self):
        response, body = self.ask("HEAD", "/v1/x")
        self.assertEqual((response.status, body), (200, b""))
        self.assertGreater(int(response.headers["Content-Length"]), 0)

    def test_internal_and_metrics_are_private(self):
        for path in ("/internal/v1/auth/password", "/internal", "/metrics", "//internal/x", "/v1/..%2finternal/x",
                     "/v1/../internal/x", "/%69nternal/x"):
            with self.subTest(path=path):
                self.problem(404, "not_found", "GET", path)
        self.assertEqual(self.ask("GET", "/internal/x", port=self.private)[0].status, 200)

    def test_exports_leave_by_redirect_of_the_server_alone(self):
        response, body = self.ask("GET", "/file")
        self.assertEqual((response.headers["Content-Type"], body), ("application/x-ndjson", b"an export\n"))
        self.problem(404, "not_found", "GET", "/_exports/log.ndjson")

    def test_limits_of_the_request(self):
        self.assertEqual(json.loads(self.ask("POST", "/", body=b"x" * (1 << 20))[1])["size"], 1 << 20)
        self.problem(413, "payload_too_large", "POST", "/", body=b"x" * (1 << 20 | 1 << 16))
        self.problem(431, "headers_too_large", "GET", "/", headers={"X-Long": "x" * 20000})
        self.assertEqual(self.ask("GET", "/" + "a" * 20000)[0].status, 414)
        self.problem(405, "method_not_allowed", "TRACE", "/")

    def test_unreachable_upstream_is_a_problem_with_retry(self):
        self.problem(502, "upstream_unavailable", "GET", "/", port=self.portal)
        self.assertEqual(self.ask("GET", "/", port=self.portal)[0].headers["Retry-After"], "1")

    def test_server_says_no_version(self):
        self.assertEqual(self.ask("GET", "/internal")[0].headers["Server"], "nginx")


if __name__ == "__main__":
    unittest.main()
