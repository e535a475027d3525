"""What tools/snippets.py makes of Markdown."""

import pathlib
import tempfile
import unittest

import snippets

FILE = pathlib.Path("GUIDE.md")
MODULES = ["ocan", "rpc"]


def faults(text):
    (snippet,) = snippets.read_snippets(FILE, text)
    return list(snippets.check_snippet(snippet, MODULES))


class Markers(unittest.TestCase):
    def test_cpp_without_a_marker_is_a_fault(self):
        self.assertIn("GUIDE.md:1: C++ code without a marker", faults("```cpp\nint x;\n```")[0])

    def test_other_languages_need_none(self):
        self.assertEqual([], faults("```sh\n./dev run\n```"))
        self.assertEqual([], faults("```json\n{}\n```"))

    def test_a_skip_wants_a_reason(self):
        self.assertIn("say why", faults("<!-- snippet: skip -->\n```cpp\n```")[0])
        self.assertEqual([], faults("<!-- snippet: skip, an outline -->\n```cpp\n```"))

    def test_unknown_actions_and_modules_are_faults(self):
        self.assertIn("not one of", faults("<!-- snippet: runn ocan -->\n```cpp\n```")[0])
        self.assertIn("no module 'ocam'", faults("<!-- snippet: run ocam -->\n```cpp\n```")[0])
        self.assertIn("name the modules", faults("<!-- snippet: run -->\n```cpp\n```")[0])

    def test_a_fence_that_is_never_closed_is_a_fault(self):
        with self.assertRaises(snippets.BadDocument):
            snippets.read_snippets(FILE, "```cpp\nint x;\n")

    def test_a_marker_belongs_to_the_fence_right_below_it(self):
        first, second = snippets.read_snippets(
            FILE, "<!-- snippet: run ocan -->\n```cpp\na;\n```\n```cpp\nb;\n```")
        self.assertEqual(("run", "skip"), (first.action, second.action or "skip"))


class Programs(unittest.TestCase):
    def program(self, text):
        (snippet,) = snippets.read_snippets(FILE, text)
        return snippets.cpp_program(snippet)

    def test_statements_are_put_into_a_main(self):
        text = self.program("<!-- snippet: run ocan -->\n```cpp\n#include <map>\nint x = 1;\n```")
        self.assertLess(text.index("#include <candela/ocan.hpp>"), text.index("#include <map>"))
        self.assertLess(text.index("#include <map>"), text.index("int main() {"))
        self.assertLess(text.index("int main() {"), text.index("int x = 1;"))

    def test_a_main_of_its_own_is_kept(self):
        text = self.program("<!-- snippet: build ocan -->\n```cpp\nint main() {}\n```")
        self.assertEqual(1, text.count("int main()"))

    def test_hidden_lines_come_before_main(self):
        text = self.program("<!-- snippet: run ocan\nstruct Calc {};\n-->\n```cpp\nCalc c;\n```")
        self.assertLess(text.index("struct Calc {};"), text.index("int main() {"))

    def test_errors_are_reported_at_the_line_of_the_document(self):
        text = self.program("Text\n<!-- snippet: run ocan -->\n```cpp\nint x;\n```")
        self.assertIn('#line 4 "GUIDE.md"\nint x;', text)


class Links(unittest.TestCase):
    def faults(self, text):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "other.md").write_text("# One Room, `two`\n")
            return list(snippets.check_links(root, FILE, text))

    def test_links_to_files_and_headings_that_are_there_pass(self):
        self.assertEqual([], self.faults("[a](other.md) [b](other.md#one-room-two)"))

    def test_links_that_lead_nowhere_are_faults(self):
        self.assertIn("leads nowhere", self.faults("[a](missing.md)")[0])
        self.assertIn("no heading", self.faults("[a](other.md#another)")[0])

    def test_code_and_addresses_are_no_links_of_ours(self):
        self.assertEqual([], self.faults("`[a](x)` [b](https://example.org)\n```\n[c](y)\n```\n"))


class Extraction(unittest.TestCase):
    def test_each_marked_snippet_becomes_a_file_and_a_command(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / FILE).write_text("<!-- snippet: run ocan -->\n```cpp\nint x;\n```\n"
                                     "<!-- snippet: run -->\n```sh\ntrue\n```\n"
                                     "<!-- snippet: skip, it is long -->\n```cpp\n…\n```\n")
            out = root / "out"
            snippets.extract(root, out, [FILE])
            commands = (out / "snippets.cmake").read_text().splitlines()
            self.assertEqual("set(candela_markdown_files GUIDE.md)", commands[0])
            self.assertTrue(commands[1].startswith("candela_cpp_snippet(docs.GUIDE.1 run "))
            self.assertTrue(commands[2].startswith("candela_shell_snippet(docs.GUIDE.2 "))
            self.assertEqual(3, len(commands))
            self.assertIn("set -euo pipefail\ntrue", (out / "docs.GUIDE.2.sh").read_text())


if __name__ == "__main__":
    unittest.main()
