"""candela-conformance itself: what it must pass, and what it must not let pass."""

import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest

DATA = pathlib.Path(__file__).resolve().parent / "data"


def run(*words):
    return subprocess.run([os.environ["CANDELA_CONFORMANCE"], *words], capture_output=True,
                          text=True, encoding="utf-8")


def failures(output):
    return [line.removeprefix("FAIL  ") for line in output.splitlines() if line[:4] == "FAIL"]


class Vectors(unittest.TestCase):
    def test_passes_with_the_codec_as_it_is(self):
        done = run("vectors")
        self.assertEqual(0, done.returncode)
        self.assertIn(" passed, 0 failed", done.stdout)

    def test_sees_references_that_are_one_too_high(self):
        done = run("vectors", "--break", "alias-ids")
        self.assertEqual(1, done.returncode)
        self.assertLessEqual({"nested cycle-self", "tuple cycle-self", "across cycle-self",
                              "nested dag-wide", "tuple map-str"}, set(failures(done.stdout)))

    def test_sees_dropped_holes(self):
        done = run("vectors", "--break", "holes")
        self.assertEqual(1, done.returncode)
        sparse = ("arr-sparse", "arr-sparse-long", "arr-sparse-tail")
        self.assertEqual({f"{format} {name}" for format in ("nested", "tuple") for name in sparse},
                         set(failures(done.stdout)))

    def test_says_what_is_wrong_with_its_command_line(self):
        for words, message in (
                (("vectors", "--break", "foo"), "--break wants alias-ids, holes or bit, not foo"),
                (("vectors", "--seed", "0"), "--seed wants a number from 1"),
                (("vectors", "--what", "x"), "unknown option --what"),
                (("vectors", "--only"), "--only is no option, or wants a value"),
                (("server",), "these options do not make a run of a suite")):
            done = run(*words)
            self.assertEqual(2, done.returncode)
            self.assertTrue(done.stderr.startswith("candela-conformance: " + message), words)

    def test_fails_without_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("vectors", "--data", folder)
        self.assertEqual(1, done.returncode)
        self.assertIn("vectors.json cannot be read", done.stderr)

    def test_fails_where_a_case_went_missing(self):
        vectors = json.loads((DATA / "vectors.json").read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "vectors.json").write_text(json.dumps(vectors[1:]))
            done = run("vectors", "--data", folder)
        self.assertEqual(1, done.returncode)
        self.assertEqual([], failures(done.stdout))
        self.assertIn("cases must pass", done.stdout)

    def test_fails_where_a_vector_is_in_no_table(self):
        with tempfile.TemporaryDirectory() as folder:
            unknown = {"name": "nobody-made-me", "nested": {"wire": '{"json":1,"meta":{}}'},
                       "tuple": {"error": "threw"}}
            (pathlib.Path(folder) / "vectors.json").write_text(json.dumps([unknown]))
            done = run("vectors", "--data", folder)
        self.assertEqual(1, done.returncode)
        self.assertIn("nested nobody-made-me", failures(done.stdout))

    def test_fails_where_no_case_has_the_name(self):
        done = run("vectors", "--only", "nobody-made-me")
        self.assertEqual(1, done.returncode)
        self.assertIn('no case has "nobody-made-me" in its name', done.stdout)
        self.assertEqual(0, run("vectors", "--only", "arr-sparse").returncode)

    def test_refuses_what_it_does_not_know(self):
        for words in ([], ["nothing"], ["vectors", "--data"], ["vectors", "--break", "glass"],
                      ["server"], ["server", "--url", "a", "--server", "b"],
                      ["server", "--url", "a", "--break", "holes"]):
            done = run(*words)
            self.assertEqual(2, done.returncode, words)
            self.assertIn("Usage: candela-conformance", done.stderr)


class Wrong(http.server.BaseHTTPRequestHandler):
    """Answers everything with the same, and no upgrade."""
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"json":{"batch":[]},"meta":{}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.send_error(404)

    do_PUT = do_POST

    def log_message(self, *_):
        pass


class Server(unittest.TestCase):
    def test_sees_wrong_answers(self):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wrong) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            done = run("server", "--url", f"http://127.0.0.1:{server.server_port}")
            server.shutdown()
        self.assertEqual(1, done.returncode)
        failed = set(failures(done.stdout))
        self.assertLessEqual({"nested simple-add", "tuple put", "nested binding-camel",
                              "tuple chain of 12 calls", "nested websocket simple-add"}, failed)
        self.assertNotIn("nested empty-batch", failed)
        self.assertIn("cases must pass", done.stdout)

    def test_needs_a_server(self):
        for words in (["--url", "http://127.0.0.1:1"], ["--server", "/bin/false"],
                      ["--url", "localhost"]):
            self.assertEqual(1, run("server", *words).returncode, words)


if __name__ == "__main__":
    unittest.main()
