"""Each rule of tools/check.py, shown to fail where it should and to pass where it should."""

import pathlib
import tempfile
import unittest

import check
import cpp_text

TABLE = '''set(CANDELA_MODULE_TABLE
  "base  |      |           | xxhash.h"
  "upper | base | CapnProto | kj/"
)
'''
MODULE_README = "# base\n" + "".join(f"## {title}\n" for title in check.MODULE_README)
HEADER = "// Guarantees, threads, limits.\n#pragma once\n"

# A tree that breaks no rule.
CLEAN = {
    "cmake/candela_modules.cmake": TABLE,
    "README.md": "./dev run\n./dev test\n",
    "base/README.md": MODULE_README,
    "upper/README.md": MODULE_README,
    "base/CMakeLists.txt": "candela_module(base SOURCES src/room.cpp\n  HEADERS "
                           "include/candela/base.hpp include/candela/base/room.hpp\n  "
                           "TESTS tests/room_test.cpp)",
    "base/include/candela/base.hpp": HEADER + "#include <candela/base/room.hpp>\n",
    "base/include/candela/base/room.hpp": HEADER + "#include <vector>\nint room();\n",
    "base/src/room.cpp": "#include <candela/base/room.hpp>\n#include <xxhash.h>\n"
                         '#include "door.hpp"\nint room() { return 1; }\n',
    "base/src/door.hpp": HEADER,
    "base/tests/room_test.cpp": "#include <doctest/doctest.h>\n",
    "upper/CMakeLists.txt": "candela_module(upper SOURCES src/hall.cpp TESTS tests/hall_test.cpp)",
    "upper/src/hall.cpp": "#include <candela/base/room.hpp>\n#include <kj/async.h>\n",
    "upper/tests/hall_test.cpp": "",
}


def faults(changes, exceptions=None):
    """What is wrong with the clean tree after these changes; None removes a file."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        files = {name: text for name, text in {**CLEAN, **changes}.items() if text is not None}
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        project = check.Project(root, [pathlib.Path(name) for name in sorted(files)])
        return list(check.faults(project, exceptions or {}))


class Rules(unittest.TestCase):
    def assertBroken(self, rule, place, remedy, changes):
        found = faults(changes)
        wanted = [text for text in found if text.startswith(f"{place}: [{rule}]")]
        self.assertTrue(any(remedy in text for text in wanted), f"not among {found}")

    def assertPasses(self, changes):
        self.assertEqual([], faults(changes))

    def in_source(self, text):
        return {"base/src/room.cpp": CLEAN["base/src/room.cpp"] + text}

    def test_the_clean_tree_is_clean(self):
        self.assertPasses({})

    def test_every_rule_has_a_test_here(self):
        text = pathlib.Path(__file__).read_text()
        for name in check.RULES:
            self.assertIn(f'assertBroken("{name}"', text)

    def test_includes_follow_the_table(self):
        def included(what, file="base/src/room.cpp", before=CLEAN["base/src/room.cpp"]):
            return {file: before + f"#include {what}\n"}
        place = "base/src/room.cpp:5"
        self.assertBroken("includes", place, "may not use upper", included("<candela/upper.hpp>"))
        self.assertBroken("includes", place, "candela_modules.cmake", included("<sqlite3.h>"))
        self.assertBroken("includes", place, "allow-list", included("<stdlib.h>"))
        self.assertBroken("includes", place, "no header of this module", included('"other.hpp"'))
        self.assertBroken("includes", "base/include/candela/base/room.hpp:3", "include none",
                          included('"door.hpp"', "base/include/candela/base/room.hpp", HEADER))
        self.assertPasses(included("<string_view>"))

    def test_the_lower_modules_name_no_kj(self):
        self.assertBroken("kj", "base/src/room.cpp:5", "rpc", self.in_source("// a kj::Promise\n"))
        self.assertPasses({"upper/src/hall.cpp": "kj::Promise<void> wait();\n"})

    def test_the_umbrella_is_the_whole_module(self):
        self.assertBroken("umbrella", "base/include/candela/base.hpp:1", "Write it",
                          {"base/include/candela/base.hpp": None})
        self.assertBroken("umbrella", "base/include/candela/base.hpp:1", "Add it",
                          {"base/include/candela/base.hpp": HEADER})

    def test_files_have_at_most_800_lines(self):
        self.assertPasses({"base/src/door.hpp": HEADER + "\n" * 798})
        self.assertBroken("file size", "base/src/door.hpp:1", "Split it",
                          {"base/src/door.hpp": HEADER + "\n" * 799})

    def test_lines_have_at_most_100_columns(self):
        self.assertPasses({"cmake/more.cmake": "#" * 100 + "\n"})
        self.assertBroken("width", "cmake/more.cmake:2", "Break the line",
                          {"cmake/more.cmake": "\n" + "#" * 101 + "\n"})

    def test_headers_open_with_what_they_promise(self):
        for text in ("#pragma once\nint x();\n", "int x();\n", "// A comment.\nint x();\n", ""):
            self.assertBroken("headers", "base/src/door.hpp:1", "#pragma once",
                              {"base/src/door.hpp": text})
        self.assertPasses({"base/src/door.hpp": "#pragma once\n\n// Guarantees.\n"})

    def test_a_source_includes_its_own_header_first(self):
        self.assertBroken("own header first", "base/src/room.cpp:1", "Put it first", {
            "base/src/room.cpp": "#include <vector>\n#include <candela/base/room.hpp>\n"})

    def test_what_no_list_names_is_a_fault(self):
        self.assertBroken("listed", "base/tests/more_test.cpp:1", "Name it in base/CMakeLists.txt",
                          {"base/tests/more_test.cpp": ""})
        self.assertBroken("listed", "base/include/candela/base/new.hpp:1", "Name it", {
            "base/include/candela/base/new.hpp": HEADER})

    def test_a_source_without_a_test_is_a_fault(self):
        self.assertBroken("tests", "base/src/room.cpp:1", "Write base/tests/room_test.cpp",
                          {"base/tests/room_test.cpp": None})

    def test_functions_have_at_most_70_lines(self):
        def function(lines, head="void f(int a) {\n"):
            return self.in_source(head + "  a;\n" * (lines - 2) + "}\n")
        self.assertPasses(function(70))
        self.assertBroken("function length", "base/src/room.cpp:5", "71 lines", function(71))
        self.assertPasses(function(100, "struct S {\n"))
        self.assertPasses(function(100, "constexpr int table[] = {\n"))

    def test_the_library_prints_nothing(self):
        for text in ("std::cerr << 1;", 'std::printf("x");', 'fputs("x", stderr);'):
            self.assertBroken("silent library", "base/src/room.cpp:5", "Logger",
                              self.in_source(f"void f() {{ {text} }}\n"))
        self.assertPasses(self.in_source("// std::cout is not here\nvoid f() { snprintf(a); }\n"))

    def test_the_library_does_not_end_the_program(self):
        for text in ("std::abort();", "exit(1);", "std::terminate();"):
            self.assertBroken("no way out", "base/src/room.cpp:5", "Throw",
                              self.in_source(f"void f() {{ {text} }}\n"))

    def test_nothing_sleeps(self):
        for text in ("std::this_thread::sleep_for(1s);", "usleep(5);", "sleep(1);"):
            self.assertBroken("no sleep", "base/tests/room_test.cpp:1", "Wait for the event",
                              {"base/tests/room_test.cpp": f"void f() {{ {text} }}\n"})

    def test_the_library_takes_its_clock(self):
        for text in ("std::chrono::system_clock::now()", "std::random_device{}", "getenv(x)"):
            self.assertBroken("world", "base/src/room.cpp:5", "Take a clock",
                              self.in_source(f"auto f() {{ return {text}; }}\n"))
        self.assertPasses(self.in_source("int now();  // system_clock::now\n"))

    def test_there_are_no_globals(self):
        for text in ("std::atomic<int> counter{0};", "int count = 0;", "static int count;",
                     "  static std::map<int, int> all;", "thread_local int depth = 0;"):
            self.assertBroken("no globals", "base/src/room.cpp:5", "member",
                              self.in_source(text + "\n"))
        for text in ("constexpr int most = 5;", "int room();", "using A = int;", "struct B;",
                     "  static constexpr int most = 3;", "  static Table of(int x);",
                     "template class std::vector<int>;", "static int f(int x = 0) {\n}",
                     "int kept = 0;  // NOLINT: the linker wants it"):
            self.assertPasses(self.in_source(text + "\n"))

    def test_headers_do_not_use_namespaces(self):
        self.assertBroken("using namespace", "base/src/door.hpp:3", "Write the names out",
                          {"base/src/door.hpp": HEADER + "using namespace std;\n"})

    def test_public_functions_take_no_bool(self):
        def public(text):
            return {"base/include/candela/base/room.hpp": HEADER + text + "\n"}
        self.assertBroken("bool parameters", "base/include/candela/base/room.hpp:3", "enum",
                          public("void open(bool wide);"))
        self.assertPasses(public("bool open(int width);"))
        self.assertPasses(public("Value boolean(bool flag);  // NOLINT: the value itself"))

    def test_cmake_names_its_files(self):
        self.assertBroken("no globbing", "cmake/more.cmake:1", "name the files",
                          {"cmake/more.cmake": "file(GLOB sources *.cpp)\n"})

    def test_nothing_is_left_for_later(self):
        self.assertBroken("leftovers", "README.md:3", "do it",
                          {"README.md": CLEAN["README.md"] + "TODO: more\n"})

    def test_nothing_outside_is_named(self):
        for text in ("see /home/ann/candela", '"resolved": "https://registry.example.org/a"',
                     "data from ../shared/spec", "fixes issue #12"):
            self.assertBroken("outside", "README.md:3", "Say it without",
                              {"README.md": CLEAN["README.md"] + text + "\n"})
        self.assertPasses({"README.md": CLEAN["README.md"] + "https://example.org/home/ann\n"})

    def test_the_readme_shows_the_commands(self):
        self.assertBroken("readme", "README.md:1", "./dev test", {"README.md": "./dev run\n"})
        self.assertBroken("readme", "README.md:1", "./dev run", {"README.md": None})

    def test_the_readme_of_a_module_has_its_parts(self):
        for text in (MODULE_README.replace("## Limits\n", ""), None):
            self.assertBroken("module readme", "base/README.md:1", "in this order",
                              {"base/README.md": text})


class Exceptions(unittest.TestCase):
    def test_an_exception_excuses_one_file_from_one_rule(self):
        long = {"base/src/door.hpp": HEADER + "\n" * 900}
        self.assertEqual([], faults(long, {("file size", "base/src/door.hpp"): "a table"}))

    def test_an_exception_that_is_not_needed_is_a_fault(self):
        (found,) = faults({}, {("file size", "base/src/door.hpp"): "a table"})
        self.assertIn("Remove it from EXCEPTIONS", found)


class CppText(unittest.TestCase):
    def test_comments_strings_and_directives_are_blank_and_lines_stay(self):
        text = 'a; // {\n/* {\n */ "{\\"" R"x({\n)x" \'{\' 1\'000;\n#define M {\n'
        code = cpp_text.code_only(text)
        self.assertNotIn("{", code)
        self.assertIn("1'000;", code)
        self.assertEqual(text.count("\n"), code.count("\n"))

    def test_functions_are_found_in_types_and_namespaces(self):
        code = ("namespace n {\nclass C : B {\n  int a{1};\n"
                "  void f() const {\n    if (a) {\n    }\n  }\n};\nint t[] = {1,\n2};\n"
                "C::C()\n    : a_{1} {\n}\n"
                "C::C(int b) : b_(b), a_{1} {\n}\n}\n")
        self.assertEqual([(4, 7), (12, 13), (14, 15)], list(cpp_text.code_blocks(code)))


if __name__ == "__main__":
    unittest.main()
