"""./dev, on a machine that is made of a few commands and a stand-in for apt-get."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

DEV = pathlib.Path(__file__).resolve().parents[2] / "dev"
COMMANDS = ("run", "test", "bench", "fuzz", "format", "docs")
SYSTEM = ("bash", "cat", "dirname", "env", "git", "mkdir", "nproc", "sed", "xargs")

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
                      ["fuzz", "--seconds", "soon"], ["format", "--hard"]):
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


if __name__ == "__main__":
    unittest.main()
