"""candela-conformance packed: what it must not let pass."""

import os
import pathlib
import subprocess
import tempfile
import unittest

PEER = os.environ["CANDELA_PEER"]
GRAPHS = "graphs of the seeds 1 to 100"
MISTAKES = "mistakes of the seeds 1 to 100"


def failures(*words, script=PEER):
    done = subprocess.run([os.environ["CANDELA_CONFORMANCE"], "packed", "--script", script,
                           "--graphs", "100", *words], capture_output=True)
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return done.returncode, {line.removeprefix("FAIL  ") for line in lines
                             if line.startswith("FAIL")}


def failures_with(old, new):
    """Of a peer in which a piece of its text is another."""
    text = pathlib.Path(PEER).read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise AssertionError(f"{old!r} stands in the peer {text.count(old)} times")
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "other.mjs"
        script.write_text(text.replace(old, new), encoding="utf-8")
        return failures(script=str(script))


class Packed(unittest.TestCase):
    def test_passes_with_both_as_they_are(self):
        self.assertEqual((0, set()), failures())

    def test_sees_one_bit_of_ours_that_is_another(self):
        status, failed = failures("--break", "bit")
        self.assertEqual(1, status)
        self.assertLessEqual({GRAPHS, "packed true", "packed str-ascii", "packed url"}, failed)
        self.assertNotIn(MISTAKES, failed)

    def test_sees_a_peer_that_writes_another_sign(self):
        status, failed = failures_with('value < 0n ? "-" : "+"', '"+"')
        self.assertEqual(1, status)
        self.assertLessEqual({GRAPHS, "packed bigint-neg"}, failed)
        self.assertNotIn("packed bigint-2p64", failed)

    def test_sees_a_peer_that_takes_a_hole_for_undefined(self):
        status, failed = failures_with("case TAG.hole:\n        return plain(HOLE);",
                                       "case TAG.hole:\n        return plain(undefined);")
        self.assertEqual(1, status)
        self.assertLessEqual({"packed arr-sparse", "packed err-basic"}, failed)

    def test_sees_a_peer_that_takes_what_the_document_does_not_allow(self):
        status, failed = failures_with('demand(upper === 0 && low <= 1, "', 'demand(true, "')
        self.assertEqual(1, status)
        self.assertEqual({"refused a boolean of 2", "refused a boolean with an upper bit"},
                         failed - {MISTAKES})

    def test_sees_a_peer_that_refuses_what_the_document_allows(self):
        status, failed = failures_with("const isLater = bytes[5] > MINOR;",
                                       "const isLater = false;")
        self.assertEqual(1, status)
        self.assertLessEqual({"taken what 1.1 may add", "taken a reserved field in 1.1"}, failed)

    def test_fails_without_its_script(self):
        with tempfile.TemporaryDirectory() as folder:
            status, _ = failures(script=str(pathlib.Path(folder) / "none.mjs"))
        self.assertEqual(1, status)


if __name__ == "__main__":
    unittest.main()
