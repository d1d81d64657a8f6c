"""A real time-stamping authority on this machine: a small CA, and `openssl ts` behind HTTP."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificate

CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Stamping authority of the tests
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650", "-config", "openssl.cnf")


class LocalAuthority:
    """Stamps at `url` what it is asked to; `root` vouches for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._turn = threading.Lock()
        self._certify()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    @property
    def root_pem(self) -> Path:
        return self.folder / "root.pem"

    @property
    def root(self) -> Certificate:
        return load_pem_x509_certificate(self.root_pem.read_bytes())

    def reply(self, query: bytes) -> bytes:
        """What it answers; one at a time, as openssl counts its stamps in a file."""
        with self._turn:
            (self.folder / "query.tsq").write_bytes(query)
            self._openssl("ts", "-reply", "-config", "openssl.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr")
            return (self.folder / "reply.tsr").read_bytes()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _certify(self) -> None:
        (self.folder / "openssl.cnf").write_text(CONFIGURATION)
        (self.folder / "serial").write_text("01\n")
        self._openssl("req", "-x509", *KEY, "-extensions", "root", "-keyout", "root.key", "-out", "root.pem")
        signed = (
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-subj",
            "/CN=Stamps of the tests",
            "-extensions",
            "stamping",
        )
        self._openssl("req", "-x509", *KEY, *signed, "-extensions", "stamping", "-keyout", "tsa.key", "-out", "tsa.pem")

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True, timeout=30)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                if self.path != "/":
                    self.send_error(404)
                    return
                reply = authority.reply(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *words: object) -> None:
                """Says nothing."""

        return Handler
