"""A certificate authority for one test, and what it signs, made by openssl.

    authority = Authority(Path(directory))
    context = authority.server_context("127.0.0.1", "idp.example")   # for an ssl server
    authority.file                                                   # what a client has to trust
"""

import ipaddress
import ssl
import subprocess

DAYS = "2"


def openssl(*arguments, stdin=None):
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.decode()}")
    return done.stdout


def make_key(path):
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)
    return path


def alternative_name(host):
    try:
        return f"IP:{ipaddress.ip_address(host)}"
    except ValueError:
        return f"DNS:{host}"


class Authority:
    def __init__(self, directory, name="test authority"):
        self.directory, self.issued = directory, 0
        self.key = make_key(directory / f"{name}.key".replace(" ", "-"))
        self.file = directory / f"{name}.pem".replace(" ", "-")
        openssl("req", "-x509", "-new", "-key", self.key, "-subj", f"/CN={name}", "-days", DAYS, "-out", self.file,
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")

    def certificate(self, *hosts):
        """(certificate file, key file) for these names and addresses."""
        self.issued += 1
        stem = self.directory / f"{self.file.stem}-{self.issued}"
        key, request, out, extensions = (stem.with_suffix(end) for end in (".key", ".csr", ".crt", ".ext"))
        make_key(key)
        extensions.write_text("subjectAltName=" + ",".join(map(alternative_name, hosts)) + "\nextendedKeyUsage=serverAuth\n")
        openssl("req", "-new", "-key", key, "-subj", "/CN=test server", "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", DAYS,
                "-extfile", extensions, "-out", out)
        return out, key

    def server_context(self, *hosts):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certificate(*hosts))
        return context
