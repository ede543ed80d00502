"""HTTP as bytes, for what no well-behaved library sends, and as requests, for everything else."""

import http.client
import json
import socket

TIMEOUT = 30


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # names in lower case
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)


def request(port, method, path, key=None, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        sent = dict(headers or {})
        if key is not None:
            sent.update(key.header)
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def event(action="LOAN_CREATED", **more):
    return {"action": action, "outcome": "success"} | more


def exchange(port, sent, wait=TIMEOUT):
    """Sends bytes, reads until the server closes or has been silent for `wait` seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        try:
            connection.sendall(sent)
        except OSError:
            pass  # the server may answer and close before it has read everything
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except OSError:
            pass
        return received


def statuses(received):
    """The status of each answer in a stream of them."""
    return [int(part[1:4]) for part in received.split(b"HTTP/1.1")[1:]]
