"""./dev, on a machine that is made of a few commands and a stand-in for apt-get."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

DEV = pathlib.Path(__file__).resolve().parents[2] / "dev"
COMMANDS = ("run", "test", "bench", "fuzz", "format", "docs")
SYSTEM = ("bash", "cat", "cmp", "cp", "dirname", "env", "git", "mkdir", "nproc", "sed", "tail",
          "tee", "touch", "xargs")

# Notes each call in ./calls; the first `fail` installs fail, later ones "install" clang-format.
APT_GET = """#!/bin/bash
echo "apt-get $*" >> "$MACHINE/calls"
[[ " $* " == *" install "* ]] || exit 0
if [[ -s $MACHINE/failures ]]; then sed -i 1d "$MACHINE/failures"; exit 100; fi
printf '#!/bin/bash\\n' > "$MACHINE/bin/clang-format"
/bin/chmod +x "$MACHINE/bin/clang-format"
"""


class Machine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "bin").mkdir()
        (self.root / "calls").touch()
        for name in SYSTEM:
            (self.root / "bin" / name).symlink_to(shutil.which(name))
        shutil.copy(DEV, self.root / "dev")
        subprocess.run(["git", "init", "--quiet", "."], cwd=self.root, check=True)

    def command(self, name, text):
        path = self.root / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def dev(self, *words):
        environment = {"PATH": str(self.root / "bin"), "MACHINE": str(self.root)}
        return subprocess.run([self.root / "dev", *words], env=environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def calls(self):
        return (self.root / "calls").read_text().splitlines()


class Help(Machine):
    def test_every_command_has_help(self):
        for name in COMMANDS:
            shown = self.dev(name, "--help")
            self.assertEqual((0, ""), (shown.returncode, shown.stderr))
            self.assertTrue(shown.stdout.startswith(f"Usage: ./dev {name}"))
            self.assertIn(f"  {name} ", self.dev("--help").stdout)

    def test_what_is_not_known_is_refused_and_nothing_is_installed(self):
        self.command("apt-get", APT_GET)
        for words in ([], ["sing"], ["test", "--louder"], ["test", "--filter"],
                      ["fuzz", "--seconds", "soon"], ["fuzz", "--coverage", "--seconds", "9"],
                      ["format", "--hard"]):
            self.assertNotEqual(0, self.dev(*words).returncode, words)
        self.assertEqual([], self.calls())


class Installing(Machine):
    def setUp(self):
        super().setUp()
        if os.geteuid() != 0:
            self.command("sudo", '#!/bin/bash\n[[ $1 != -n ]] || shift\nexec "$@"\n')
        self.command("true", "#!/bin/bash\n")

    def test_what_is_missing_is_installed_once(self):
        self.command("apt-get", APT_GET)
        first = self.dev("format")
        self.assertEqual(0, first.returncode, first.stderr)
        self.assertIn("installing clang-format", first.stdout)
        self.assertEqual(2, len(self.calls()))
        self.assertEqual(0, self.dev("format").returncode)
        self.assertEqual(2, len(self.calls()))

    def test_a_failed_install_is_tried_once_more(self):
        self.command("apt-get", APT_GET)
        (self.root / "failures").write_text("1\n")
        self.assertEqual(0, self.dev("format").returncode)
        self.assertEqual(4, len(self.calls()))

    def test_an_install_that_fails_twice_is_an_error(self):
        self.command("apt-get", APT_GET)
        (self.root / "failures").write_text("1\n2\n")
        failed = self.dev("format")
        self.assertEqual(1, failed.returncode)
        self.assertIn("could not install clang-format", failed.stderr)

    def test_without_apt_get_the_message_says_what_is_missing(self):
        failed = self.dev("format")
        self.assertEqual(1, failed.returncode)
        self.assertIn("there is no apt-get to install them: clang-format", failed.stderr)


# Builds and tests nothing, and notes when it is asked to configure.
CMAKE = """#!/bin/bash
[[ $1 == --preset ]] || exit 0
echo "cmake $*" >> "$MACHINE/calls"
mkdir -p "build/$2"
touch "build/$2/build.ninja"
"""
NPM = """#!/bin/bash
echo "npm $1 in ${PWD#"$MACHINE"/}" >> "$MACHINE/calls"
[[ ! -s $MACHINE/failures ]] || exit 1
mkdir -p node_modules
"""
APT_GET_NPM = """#!/bin/bash
echo "apt-get $*" >> "$MACHINE/calls"
[[ " $* " != *" install "* ]] || /bin/cp "$MACHINE/npm" "$MACHINE/bin/npm"
"""
ORIGINAL = "tests/conformance/original"
INSTALL = f"npm ci in {ORIGINAL}"
CONFIGURE = "cmake --preset dev"


class Builder(Machine):
    """Where all that a build wants is there."""
    def setUp(self):
        super().setUp()
        if os.geteuid() != 0:
            self.command("sudo", '#!/bin/bash\n[[ $1 != -n ]] || shift\nexec "$@"\n')
        for name in ("g++", "ninja", "ccache", "pkg-config", "python3", "curl", "capnp", "true"):
            self.command(name, "#!/bin/bash\n")
        self.command("dpkg-query", "#!/bin/bash\nprintf installed\n")
        self.command("node", "#!/bin/bash\necho v18.13.0\n")
        self.command("cmake", CMAKE)
        (self.root / "CMakePresets.json").touch()


# Notes with which input files, and in which folder, it was run.
FUZZER = """#!/bin/bash
echo "$LLVM_PROFILE_FILE" > "$LLVM_PROFILE_FILE"
echo "${0##*/} $*" >> "$MACHINE/calls"
[[ ! -s $MACHINE/failures ]] || exit 1
"""
NOTE = '#!/bin/bash\necho "${0##*/} $*" >> "$MACHINE/calls"\n'


class Coverage(Builder):
    """./dev fuzz --coverage, with two fuzzers that are built already."""
    def setUp(self):
        super().setUp()
        for name in ("llvm-profdata", "llvm-cov"):
            self.command(name, NOTE)
        for entry, covers in (("text", "// Covers: src/a.cpp src/b.hpp\n// Covers: src/c.cpp\n"),
                              ("url", "")):
            self.command(f"../build/coverage/bin/codec.fuzz.{entry}", FUZZER)
            path = self.root / f"codec/fuzz/{entry}.cpp"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"// Any bytes.\n{covers}int main() {{}}\n")

    def command(self, name, text):
        (self.root / "bin" / name).parent.mkdir(parents=True, exist_ok=True)
        super().command(name, text)

    def test_the_committed_corpus_is_run_once_and_the_files_that_it_covers_are_reported(self):
        done = self.dev("fuzz", "--coverage", "text")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("fuzzers: 1 passed, 0 failed", done.stdout)
        configure, run, merge, report = self.calls()
        self.assertEqual("cmake --preset coverage", configure)
        self.assertEqual(f"codec.fuzz.text --runs 0 {self.root}/codec/tests/corpus/text", run)
        self.assertTrue(merge.startswith("llvm-profdata merge "), merge)
        self.assertTrue(report.startswith("llvm-cov report build/coverage/bin/codec.fuzz.text "))
        self.assertTrue(report.endswith(" codec/src/a.cpp codec/src/b.hpp codec/src/c.cpp"), report)

    def test_a_fuzzer_that_names_no_files_covers_the_sources_of_its_module(self):
        self.assertEqual(0, self.dev("fuzz", "--coverage", "codec.fuzz.url").returncode)
        self.assertTrue(self.calls()[-1].endswith(" codec/src"), self.calls()[-1])

    def test_fuzzers_that_fail_are_named_and_have_no_report(self):
        (self.root / "failures").write_text("1\n")
        failed = self.dev("fuzz", "--coverage")
        self.assertEqual(1, failed.returncode)
        self.assertIn("failed: codec.fuzz.text codec.fuzz.url", failed.stderr)
        self.assertFalse([call for call in self.calls() if call.startswith("llvm-cov")])

    def test_a_name_that_no_fuzzer_has_is_refused_with_those_that_there_are(self):
        self.assertIn("there is no fuzzer 'tex'. There are: codec.fuzz.text codec.fuzz.url",
                      self.dev("fuzz", "--coverage", "tex").stderr)


class NpmPackages(Builder):
    """./dev test, where all but npm is there."""
    def setUp(self):
        super().setUp()
        self.command("ctest", "#!/bin/bash\necho '100% tests passed, 0 tests failed out of 3'\n")
        self.command("npm", NPM)
        self.lock("{}")

    def lock(self, text):
        path = self.root / ORIGINAL / "package-lock.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_they_are_installed_before_the_build_is_configured(self):
        done = self.dev("test")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("tests: 3 passed, 0 failed", done.stdout)
        self.assertEqual([INSTALL, CONFIGURE], self.calls())

    def test_they_are_installed_once(self):
        for _ in range(2):
            self.assertEqual(0, self.dev("test").returncode)
        self.assertEqual(1, self.calls().count(INSTALL))

    def test_they_are_installed_again_when_the_lock_file_has_changed_or_they_are_gone(self):
        self.dev("test")
        self.lock("{ }")
        self.dev("test")
        shutil.rmtree(self.root / ORIGINAL / "node_modules")
        self.dev("test")
        self.assertEqual(3, self.calls().count(INSTALL))

    def test_what_was_configured_without_them_is_configured_again(self):
        (self.root / "build/dev").mkdir(parents=True)
        for name in ("build.ninja", "configured"):
            (self.root / "build/dev" / name).touch()
            os.utime(self.root / "build/dev" / name, (2e9, 2e9))
        os.utime(self.root / "build/dev/configured", (1e9, 1e9))
        os.utime(self.root / "CMakePresets.json", (9e8, 9e8))
        self.dev("test")
        self.assertEqual([INSTALL, CONFIGURE], self.calls())

    def test_npm_is_installed_where_it_is_missing_and_without_what_it_recommends(self):
        (self.root / "bin/npm").rename(self.root / "npm")
        self.command("dpkg-query", "#!/bin/bash\n[[ ${!#} == npm ]] || printf installed\n")
        self.command("apt-get", APT_GET_NPM)
        done = self.dev("test")
        self.assertEqual(0, done.returncode, done.stderr)
        installed = [call for call in self.calls() if " install " in call]
        self.assertEqual(1, len(installed))
        self.assertIn(" --no-install-recommends ", installed[0])
        self.assertTrue(installed[0].endswith(" npm"), installed[0])
        self.assertIn(INSTALL, self.calls())

    def test_a_failed_install_is_an_error_and_tried_again_the_next_time(self):
        (self.root / "failures").write_text("1\n")
        failed = self.dev("test")
        self.assertEqual(1, failed.returncode)
        self.assertIn(f"npm could not install the packages of {ORIGINAL}", failed.stderr)
        (self.root / "failures").unlink()
        self.assertEqual(0, self.dev("test").returncode)
        self.assertEqual(2, self.calls().count(INSTALL))

    def test_a_command_that_needs_none_installs_none(self):
        self.dev("docs")
        self.assertNotIn(INSTALL, self.calls())


if __name__ == "__main__":
    unittest.main()
