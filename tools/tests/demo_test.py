"""candela-demo, the page it serves, and `candela call` on it."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import unittest
import urllib.request

CALL = ('{"json":{"batch":[{"id":"1","operations":[{"type":"get","key":"increment"},'
        '{"type":"apply","args":[5]}]}]},"meta":{}}')


class Server:
    """The demo on a free port, with its data in `folder`."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen(
            [os.environ["CANDELA_DEMO"], "--port", "0", "--data", folder, *options],
            stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.url = self._line("listening on ")
        self._line("open ")  # its own calls are made

    def _line(self, start):
        for line in self.process.stdout:
            if line.startswith(start):
                return line.removeprefix(start).strip()
        raise AssertionError(f"the demo ended without a line '{start}…'")

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, body.encode(), method="POST")
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def end(self, number):
        """Its exit status after a signal."""
        self.process.send_signal(number)
        self.process.stdout.read()
        status = self.process.wait()
        self.process.stdout.close()
        return status


class CountingProxy:
    """Passes bytes on to a server, and keeps what the clients sent."""

    def __init__(self, url):
        self.target = url.removeprefix("http://").split(":")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.received = bytearray()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, socket.create_connection((self.target[0], int(self.target[1]))) as server:
            back = threading.Thread(target=self._pass, args=(server, client, bytearray()))
            back.start()
            self._pass(client, server, self.received)
            back.join()

    @staticmethod
    def _pass(source, target, seen):
        try:
            while data := source.recv(65536):
                seen += data
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        self.listener.close()


class Demo(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def start(self, *options):
        server = Server(self.folder.name, *options)
        self.addCleanup(lambda: server.process.poll() is None and server.end(signal.SIGKILL))
        return server

    def call(self, *words):
        return subprocess.run([os.environ["CANDELA"], "call", *words], capture_output=True,
                              text=True, encoding="utf-8")

    def once(self):
        return subprocess.run(
            [os.environ["CANDELA_DEMO"], "--once", "--port", "0", "--data", self.folder.name],
            capture_output=True, text=True, encoding="utf-8")


class Once(Demo):
    def test_makes_its_calls_and_ends_well(self):
        done = self.once()
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        for line in ("listening on http://localhost:", "add(add(1, 10), add(100, 1000))",
                     "start(2).plus(3).times(4).value()", '> {"json":{"batch":[', "  = 1111\n",
                     "  = 20\n", "4 calls, 4 round trips"):
            self.assertIn(line, done.stdout)

    def test_counts_on_where_it_was_before(self):
        self.assertIn("  = 1\n", self.once().stdout)
        self.assertIn("  = 2\n", self.once().stdout)


class Help(Demo):
    def test_says_what_there_is(self):
        done = subprocess.run([os.environ["CANDELA_DEMO"], "--help"], capture_output=True,
                              text=True)
        self.assertEqual(0, done.returncode)
        for option in ("--once", "--port", "--data"):
            self.assertIn(option, done.stdout)

    def test_comes_to_no_calls_with_a_wrong_option(self):
        done = subprocess.run([os.environ["CANDELA_DEMO"], "--twice", "1"], capture_output=True)
        self.assertEqual((2, b""), (done.returncode, done.stdout))


class Serving(Demo):
    def test_answers_as_the_wire_says_and_keeps_its_state_when_it_is_killed(self):
        def answer(result):
            return ('{"json":{"batch":[{"id":"1","success":true,"result":%d}]},"meta":{}}'
                    % result)
        server = self.start()
        self.assertEqual(answer(5), server.post("/__rpc/COUNTER/alice/call", CALL))
        self.assertEqual(-signal.SIGKILL, server.end(signal.SIGKILL))
        server = self.start()
        self.assertEqual(answer(10), server.post("/__rpc/counter/alice/call", CALL))
        self.assertEqual(0, server.end(signal.SIGTERM))

    def test_serves_its_page(self):
        server = self.start()
        with urllib.request.urlopen(server.url + "/") as answer:
            self.assertEqual("text/html;charset=UTF-8", answer.headers["Content-Type"])
            page = answer.read().decode()
        source = pathlib.Path(__file__).resolve().parents[1] / "demo" / "page.html"
        self.assertEqual(source.read_text(encoding="utf-8"), page)
        self.assertEqual(0, server.end(signal.SIGINT))

    def test_moves_its_calls_and_its_page_to_another_prefix(self):
        for options in (("--prefix", "v1"), ("--prefix=/v1/",)):
            server = self.start(*options)
            self.assertIn('"success":true', server.post("/v1/COUNTER/alice/call", CALL))
            with urllib.request.urlopen(server.url + "/") as answer:
                page = answer.read().decode()
            self.assertIn("const prefix = 'v1';", page)
            self.assertNotIn("__rpc", page)
            self.assertEqual(0, server.end(signal.SIGTERM))

    def test_keeps_what_several_people_say(self):
        server = self.start()
        for name, text, number in (("ann", "hello", 1), ("bob", "hi ann", 2)):
            done = self.call(server.url, "ROOM", "lobby", f"say('{name}', '{text}')")
            self.assertEqual((f"{number}\n", ""), (done.stdout, done.stderr))
        said = self.call(server.url, "ROOM", "lobby", "messages(1)").stdout
        self.assertIn("text: 'hi ann'", said)
        self.assertNotIn("text: 'hello'", said)
        refused = self.call(server.url, "ROOM", "lobby", "say('', 'hello')")
        self.assertEqual(1, refused.returncode)
        self.assertIn("RangeError: A name has 1 to 64 bytes", refused.stderr)


class Call(Demo):
    def setUp(self):
        super().setUp()
        self.server = self.start()
        self.proxy = CountingProxy(self.server.url)
        self.addCleanup(self.proxy.close)

    def test_makes_a_nested_call_with_one_request(self):
        done = self.call(f"http://{self.proxy.address}", "CALC", "c",
                         "add(add(1, 10), add(100, 1000))")
        self.assertEqual((0, "1111\n", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(1, self.proxy.received.count(b"HTTP/1.1\r\n"))
        self.assertTrue(self.proxy.received.startswith(b"POST /__rpc/CALC/c/call HTTP/1.1\r\n"))

    def test_goes_over_a_websocket_and_in_the_other_format_too(self):
        for scheme in ("http", "ws"):
            for format in ("nested", "tuple"):
                done = self.call(f"{scheme}://{self.proxy.address}", "CALC", "c",
                                 "start(2).plus(add(1, 2)).times(4).value()", "--format", format)
                self.assertEqual((0, "20\n", ""), (done.returncode, done.stdout, done.stderr))

    def test_shows_the_messages(self):
        done = self.call(self.server.url, "CALC", "c", "add(2, 3)", "--trace")
        self.assertEqual("5\n", done.stdout)
        sent, received, counted = done.stderr.splitlines()
        self.assertEqual("add", json.loads(sent[2:])["json"]["batch"][0]["operations"][0]["key"])
        self.assertEqual(5, json.loads(received[2:])["json"]["batch"][0]["result"])
        self.assertIn("1 round trip, ", counted)

    def test_the_counter_counts_whole_numbers_only(self):
        for by in ("0.5", "NaN", "Infinity", "9007199254740992"):
            done = self.call(self.server.url, "COUNTER", "whole", f"increment({by})")
            self.assertIn("increment wants a whole number", done.stderr, by)
        most = self.call(self.server.url, "COUNTER", "whole", "increment(9007199254740991)")
        self.assertEqual("9007199254740991\n", most.stdout)
        past = self.call(self.server.url, "COUNTER", "whole", "increment()")
        self.assertIn("the count would be too large", past.stderr)
        kept = self.call(self.server.url, "COUNTER", "whole", "value()")
        self.assertEqual("9007199254740991\n", kept.stdout)

    def test_says_what_went_wrong(self):
        for words, message in (
                (("CALC", "c", "subtract(2, 1)"), "TypeError: undefined is not a function"),
                (("NOWHERE", "c", "add(2, 1)"), "404"),
                (("CALC", "c", "add(2,"), "the end of the text at column 7"),
                (("CALC", "c", "constructor.constructor('x')"), "properties of undefined")):
            done = self.call(self.server.url, *words)
            self.assertEqual((1, ""), (done.returncode, done.stdout), words)
            self.assertIn(message, done.stderr)
        refused = self.call("ftp://x", "CALC", "c", "add(1, 2)").stderr
        self.assertNotIn("candela: ", refused.removeprefix("candela call: "))
        closed = socket.create_server(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        closed.close()
        self.assertEqual(1, self.call(address, "CALC", "c", "add(1, 2)").returncode)
        self.assertEqual(1, self.call("ftp://x", "CALC", "c", "add(1, 2)").returncode)
        self.assertEqual(2, self.call(address, "CALC", "c").returncode)


if __name__ == "__main__":
    unittest.main()
