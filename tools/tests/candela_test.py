"""The program `candela`, as a person calls it."""

import json
import os
import pathlib
import pty
import subprocess
import tempfile
import unittest

NESTED = ('{"json":{"$ref":0},"meta":{"aliases":{"0":{"name":"Alice","self":{"$ref":0}}}}}')
TUPLE = ('{"root":["$lmz",0],"objects":[["object",{"name":["string","Alice"],'
         '"self":["$lmz",0]}]]}')
# Recorded, and no document: the digits of a BigInt that are none.
NOT_READ = {"key-constructor-bigint"}


def candela(*words, stdin=""):
    return subprocess.run([os.environ["CANDELA"], *words], input=stdin, capture_output=True,
                          text=True, encoding="utf-8")


def on_a_terminal(stdin, *words, **environment):
    """What the program writes, without the line's end, when its output is a terminal."""
    ours, theirs = pty.openpty()
    try:
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        done = subprocess.run([os.environ["CANDELA"], *words], input=stdin, stdout=theirs,
                              stderr=subprocess.PIPE, text=True, env={**kept, **environment})
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return os.read(ours, 4096).decode().rstrip("\r\n")
    finally:
        os.close(theirs)
        os.close(ours)


def bytes_of(*words, stdin):
    return subprocess.run([os.environ["CANDELA"], *words], input=stdin, capture_output=True,
                          check=True).stdout


class Candela(unittest.TestCase):
    def assert_prints(self, output, done):
        self.assertEqual((0, output + "\n", ""), (done.returncode, done.stdout, done.stderr))

    def assert_refuses(self, status, message, done):
        self.assertEqual((status, ""), (done.returncode, done.stdout))
        self.assertIn(message, done.stderr)


class Convert(Candela):
    def test_writes_one_format_as_the_other(self):
        self.assert_prints(TUPLE, candela("convert", "--from", "nested", "--to", "tuple",
                                          stdin=NESTED))
        self.assert_prints(NESTED, candela("convert", "--from=tuple", "--to=nested", stdin=TUPLE))

    def test_recognises_the_format(self):
        self.assert_prints(NESTED, candela("convert", "--to", "nested", stdin=TUPLE + "\n"))
        self.assert_prints(NESTED, candela("convert", "--to", "nested", "-", stdin=NESTED))

    def test_reads_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "--from"
            file.write_text(NESTED)
            self.assert_prints(TUPLE, candela("convert", "--to", "tuple", str(file)))
            self.assert_refuses(1, "cannot be read", candela("convert", "--to", "tuple", folder))
            self.assert_refuses(1, "cannot be read",
                                candela("convert", "--to", "tuple", folder + "/missing"))

    def test_keeps_everything_unless_told_to_write_as_the_original(self):
        hole = '{"json":[{"$type":"undefined","hole":true},1],"meta":{}}'
        self.assert_prints(hole, candela("convert", "--to", "nested", stdin=hole))
        self.assert_prints('{"json":[null,1],"meta":{}}', candela(
            "convert", "--to", "nested", "--fidelity", "reference", stdin=hole))

    def test_converts_every_recorded_value_and_back(self):
        root = pathlib.Path(__file__).resolve().parents[2]
        recorded = root / "tests/conformance/data/vectors.json"
        formats = ("nested", "tuple")
        converted = crossed = 0
        for vector in json.loads(recorded.read_text(encoding="utf-8")):
            wires = {name: vector[name].get("wire") for name in formats}
            for source, target in (formats, formats[::-1]):
                if wires[source] is None:
                    continue
                with self.subTest(vector["name"], source=source):
                    there = candela("convert", "--from", source, "--to", target,
                                    stdin=wires[source])
                    if vector["name"] in NOT_READ:
                        self.assert_refuses(1, "candela convert:", there)
                        continue
                    back = candela("convert", "--to", source, stdin=there.stdout)
                    stable = candela("convert", "--to", target, stdin=back.stdout)
                    self.assert_prints(there.stdout.rstrip("\n"), stable)
                    converted += 1
                    if all(vector[name].get("lossless") for name in formats):
                        for fidelity in ("lossless", "reference"):
                            self.assert_prints(wires[target], candela(
                                "convert", "--to", target, "--fidelity", fidelity,
                                stdin=wires[source]))
                        crossed += 1
        self.assertGreaterEqual(converted, 330)
        self.assertEqual(2 * 147, crossed)

    def test_converts_every_recorded_value_to_bytes_and_back(self):
        root = pathlib.Path(__file__).resolve().parents[2]
        recorded = root / "tests/conformance/data/vectors.json"
        converted = 0
        for vector in json.loads(recorded.read_text(encoding="utf-8"))[::4]:
            wire = vector["nested"].get("wire")
            if wire is None or vector["name"] in NOT_READ:
                continue
            with self.subTest(vector["name"]):
                text = candela("convert", "--to", "nested", stdin=wire).stdout
                packed = bytes_of("convert", "--to", "packed", stdin=wire.encode())
                self.assertEqual(b"\x89CPK", packed[:4])
                self.assertEqual(text.encode(), bytes_of("convert", "--to", "nested", stdin=packed))
                converted += 1
        self.assertGreaterEqual(converted, 40)

    def test_writes_the_schema_that_a_value_suggests(self):
        value = '{"json":{"list":[{"a":1},{"a":2.5,"b":null}],"empty":[]},"meta":{}}'
        self.assertEqual({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {
                "list": {"type": "array", "items": {
                    "type": "object",
                    "properties": {"a": {"type": "number"}, "b": {"type": "null"}},
                    "required": ["a"]}},
                "empty": {"type": "array"}},
            "required": ["list", "empty"],
        }, json.loads(candela("convert", "--schema", stdin=value).stdout))
        self.assertEqual({"type": ["integer", "string"]}, json.loads(candela(
            "convert", "--schema", stdin='{"json":[1,"x"],"meta":{}}').stdout)["items"])
        self.assert_refuses(2, "no --to with it",
                            candela("convert", "--schema", "--to", "nested", stdin=value))

    def test_writes_what_node_reads(self):
        self.assertEqual(bytes.fromhex("ff0f410149022400" "01"), bytes_of(
            "convert", "--to", "v8", stdin=b'{"json":[1],"meta":{}}'))
        self.assertEqual(b'{"json":[1],"meta":{}}\n', bytes_of(
            "convert", "--to", "nested", stdin=bytes.fromhex("ff0f41014902240001")))

    def test_knows_the_values_of_http(self):
        headers = '{"json":{"$type":"headers","entries":[["a","1"]]},"meta":{}}'
        self.assert_prints('{"root":["$lmz",0],"objects":[["headers",[["a","1"]]]]}',
                           candela("convert", "--to", "tuple", stdin=headers))

    def test_says_where_bad_input_is_bad(self):
        typo = '{"json":{"users":[{"age":1},{"age":tru}]},"meta":{}}'
        self.assert_refuses(1, "at $.users[1].age, byte 38",
                            candela("convert", "--to", "tuple", stdin=typo))
        self.assert_refuses(1, "byte 9", candela("convert", "--to", "tuple", stdin='{"json":['))
        self.assert_refuses(1, "neither", candela("convert", "--to", "tuple", stdin="[1]"))
        self.assert_refuses(1, "byte", candela("convert", "--from", "tuple", "--to", "tuple",
                                               stdin=NESTED))

    def test_refuses_a_wrong_command_line(self):
        for words, message in (([], "--to is missing"),
                               (["--to"], "--to wants a value"),
                               (["--to", "yaml"], 'not "yaml"'),
                               (["--to", "tuple", "--fidelity", "high"], 'not "high"'),
                               (["--to", "tuple", "--fast"], "--fast is no option"),
                               (["--to", "tuple", "a", "b"], '"b" is one word too many')):
            done = candela("convert", *words)
            self.assert_refuses(2, message, done)
            self.assertIn("Usage: candela convert", done.stderr)


class Bench(Candela):
    def test_measures_a_value_in_every_format(self):
        done = candela("bench", "--rounds", "1", "--ms", "1", stdin='{"a":[1,2,{"b":"text"}]}')
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        rows = [line.split() for line in done.stdout.splitlines()]
        self.assertEqual(["nested", "tuple", "v8", "packed"], [row[0] for row in rows[1:5]])
        for row in rows[1:5]:
            wire = bytes_of("convert", "--to", row[0],
                            stdin=b'{"json":{"a":[1,2,{"b":"text"}]},"meta":{}}')
            self.assertEqual(len(wire.rstrip(b"\n") if row[0] in ("nested", "tuple") else wire),
                             int(row[1]))
        self.assertIn("1.00", rows[1])

    def test_says_what_a_format_cannot_hold(self):
        function = '{"json":{"$type":"function","name":"f"},"meta":{}}'
        done = candela("bench", "--rounds=1", "--ms=1", stdin=function)
        self.assertEqual(0, done.returncode)
        self.assertIn("v8      refused:", done.stdout)

    def test_refuses_what_it_does_not_understand(self):
        self.assert_refuses(2, "--rounds wants a number", candela("bench", "--rounds", "0"))
        self.assert_refuses(1, "byte", candela("bench", stdin='{"a":'))


class Inspect(Candela):
    def test_prints_a_value_as_node_does(self):
        alice = "<ref *1> { name: 'Alice', self: [Circular *1] }"
        self.assert_prints(alice, candela("inspect", stdin=NESTED))
        self.assert_prints(alice, candela("inspect", stdin=TUPLE))

    def test_opens_as_many_containers_as_it_is_told(self):
        deep = '{"json":{"a":{"b":{"c":{"d":1}}}},"meta":{}}'
        self.assert_prints("{ a: { b: [Object] } }", candela("inspect", "--depth", "1", stdin=deep))
        self.assert_refuses(2, "--depth wants a number", candela("inspect", "--depth", "x"))

    def test_shows_as_many_entries_and_characters_as_it_is_told(self):
        long = '{"json":[["abcdef"],[1,2,3]],"meta":{}}'
        self.assert_prints("[ [ 'ab'... 4 more characters ], [ 1, 2, ... 1 more item ] ]",
                           candela("inspect", "--entries=2", "--string=2", stdin=long))
        self.assert_refuses(2, "--entries wants a number", candela("inspect", "--entries", "-1"))

    def test_sorts_entries(self):
        unsorted = '{"json":{"b":1,"a":2},"meta":{}}'
        self.assert_prints("{ b: 1, a: 2 }", candela("inspect", stdin=unsorted))
        self.assert_prints("{ a: 2, b: 1 }", candela("inspect", "--sorted", stdin=unsorted))

    def test_has_colours_when_it_is_told_or_when_a_terminal_shows_them(self):
        one = '{"json":1,"meta":{}}'
        colored = "\x1b[33m1\x1b[39m"
        self.assert_prints("1", candela("inspect", stdin=one))
        self.assert_prints(colored, candela("inspect", "--colors", "always", stdin=one))
        self.assertEqual(colored, on_a_terminal(one, "inspect"))
        self.assertEqual("1", on_a_terminal(one, "inspect", "--colors=never"))
        self.assertEqual("1", on_a_terminal(one, "inspect", NO_COLOR="1"))
        self.assertEqual(colored, on_a_terminal(one, "inspect", NO_COLOR=""))
        self.assert_refuses(2, 'not "often"', candela("inspect", "--colors", "often"))

    def test_says_where_bad_input_is_bad(self):
        self.assert_refuses(1, "byte 9", candela("inspect", stdin='{"json":nope}'))


class Help(Candela):
    def test_is_there_for_the_program_and_for_each_command(self):
        self.assertIn("convert", candela("--help").stdout)
        for command in ("convert", "inspect"):
            done = candela(command, "--help")
            self.assertEqual(0, done.returncode)
            self.assertIn(f"Usage: candela {command}", done.stdout)

    def test_comes_with_a_command_that_is_none(self):
        self.assert_refuses(2, "Usage: candela", candela())
        self.assert_refuses(2, "Usage: candela", candela("transmogrify"))


class Output(Candela):
    def test_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([os.environ["CANDELA"], "inspect"], input=NESTED, stdout=full,
                                  stderr=subprocess.PIPE, text=True)
        self.assertEqual(1, done.returncode)
        self.assertIn("the output cannot be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
