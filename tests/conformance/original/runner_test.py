"""candela-conformance original: what it must not let pass."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ORIGINAL = os.environ["CANDELA_ORIGINAL"]
GRAPHS = "graphs of the seeds 1 to 100"


def run(*words):
    return subprocess.run([os.environ["CANDELA_CONFORMANCE"], "original", *words],
                          capture_output=True, text=True, encoding="utf-8")


def failures(*words):
    done = run("--script", ORIGINAL, "--graphs", "100", *words)
    failed = [line.removeprefix("FAIL  ") for line in done.stdout.splitlines()
              if line.startswith("FAIL")]
    return done.returncode, set(failed)


class Original(unittest.TestCase):
    def test_passes_with_the_codec_as_it_is(self):
        self.assertEqual((0, set()), failures())

    def test_sees_references_that_are_one_too_high(self):
        status, failed = failures("--break", "alias-ids")
        self.assertEqual(1, status)
        self.assertLessEqual({GRAPHS, "lossy views that share a buffer"}, failed)

    def test_sees_dropped_holes(self):
        status, failed = failures("--break", "holes")
        self.assertEqual(1, status)
        self.assertEqual({GRAPHS, "lossy array holes"}, failed)

    def test_sees_another_graph_in_node(self):
        bundle = pathlib.Path(ORIGINAL).read_text(encoding="utf-8")
        self.assertIn("1831565813", bundle)  # a constant of mulberry32
        with tempfile.TemporaryDirectory() as folder:
            other = pathlib.Path(folder) / "other.mjs"
            other.write_text(bundle.replace("1831565813", "1831565815"), encoding="utf-8")
            done = run("--script", str(other), "--graphs", "1")
        self.assertEqual(1, done.returncode)
        self.assertIn("FAIL  graphs of the seeds 1 to 1\n      seed 1: ", done.stdout)

    def test_fails_without_its_script(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("--script", str(pathlib.Path(folder) / "none.mjs"))
        self.assertEqual(1, done.returncode)
        self.assertNotIn("\nok ", done.stdout)

    def test_takes_seeds_up_to_a_billion(self):
        done = run("--script", ORIGINAL, "--graphs", "1", "--seed", "1000000000")
        self.assertIn(" graphs of the seeds 1000000000 to 1000000000\n", done.stdout)

    def test_refuses_what_it_does_not_know(self):
        for words in ([], ["--script", ORIGINAL, "--graphs", "0"], ["--url", "a"],
                      ["--script", ORIGINAL, "--graphs", "1000000001"],
                      ["--script", ORIGINAL, "--seed", "1000000001"],
                      ["--script", ORIGINAL, "--seed", "one"]):
            done = run(*words)
            self.assertEqual(2, done.returncode, words)
            self.assertIn("Usage: candela-conformance", done.stderr)


if __name__ == "__main__":
    unittest.main()
