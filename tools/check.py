#!/usr/bin/env python3
"""The rules of the project that a program can check. Each message names the remedy.

    check.py          checks the tree; ends with 1 where a rule is broken
    check.py --rules  prints the rules

A line that must break a rule about lines says so itself: `// NOLINT: why`. A file that must break
a rule about files stands in EXCEPTIONS, with its reason; one that no longer does must leave it.
"""

import pathlib
import re
import sys

import cpp_text
import tree

LONGEST_FILE = 800
LONGEST_FUNCTION = 70
WIDEST_LINE = 100

# (rule, file): why. The reason is for the reader of this list; the check only wants one.
EXCEPTIONS = {
    ("width", "cmake/candela_modules.cmake"): "one row of the table is one line",
    ("outside", "tools/tests/check_test.py"): "it breaks the rule on purpose",
    ("leftovers", "tools/check.py"): "it names what it looks for",
    ("leftovers", "tools/tests/check_test.py"): "it breaks the rule on purpose",
}

RULES = {}


def rule(name):
    def register(function):
        RULES[name] = function
        return function
    return register


class Project:
    """The files under `root`, read once."""

    def __init__(self, root, files):
        self.root = root
        self.files = files
        self.modules = tree.module_table(root)
        self._texts = {}

    def text(self, file):
        if file not in self._texts:
            content = (self.root / file).read_bytes()
            self._texts[file] = "" if b"\0" in content else content.decode("utf-8", "replace")
        return self._texts[file]

    def ending(self, *endings):
        return [file for file in self.files if file.name.endswith(endings)]

    def cpp(self):
        return self.ending(".hpp", ".cpp")

    def module_of(self, file):
        return file.parts[0] if file.parts[0] in self.modules else None

    def library_code(self):
        """The files of the modules that users link: no tests, examples or fuzzers."""
        return [file for file in self.cpp()
                if self.module_of(file) and file.parts[1] in ("src", "include")]


def matches(project, files, pattern, message, code=True):
    """One message for each line that the pattern finds and that has no `NOLINT: why`."""
    for file in files:
        raw = project.text(file).split("\n")
        looked_at = cpp_text.code_only(project.text(file)).split("\n") if code else raw
        for number, line in enumerate(looked_at, 1):
            found = re.search(pattern, line)
            if found and not re.search(r"NOLINT.*: \S", raw[number - 1]):
                yield file, number, message.format(found.group(0).strip())


# ---- architecture --------------------------------------------------------------------------------

@rule("includes")
def check_includes(project):
    """A module includes the standard library, what it uses, and what its row allows."""
    for file in project.cpp():
        module = project.module_of(file)
        if not module:
            continue
        for line, what in cpp_text.includes(project.text(file)):
            problem = include_problem(project, module, file, what)
            if problem:
                yield file, line, problem


def include_problem(project, module, file, what):
    uses, _, allowed = project.modules[module]
    name = what[1:-1]
    if what[0] == '"':
        if "include" in file.parts[:2]:
            return f"a public header includes {what}. Private ones are not installed: include none."
        near = [file.parent / name, pathlib.Path(module, "src", name)]
        if not any(path in project.files for path in near):
            return f"{what} is no header of this module. Public ones are <candela/…>."
        return None
    if name.startswith("candela/"):
        owner = name.split("/")[1].removesuffix(".hpp")
        if owner == module or owner in uses:
            return None
        return (f"{module} may not use {owner}. Move the code to a module that may, or change the "
                "architecture: cmake/candela_modules.cmake.")
    if re.fullmatch(r"[a-z_]+", name):
        return None
    if file.parts[1] not in ("src", "include"):
        allowed = [*allowed, "doctest/doctest.h", "unistd.h", "fcntl.h", "sys/"]
    if any(name == entry or (entry.endswith("/") and name.startswith(entry)) for entry in allowed):
        return None
    return (f"<{name}> is not on the allow-list of {module}. Do without it, or extend its row of "
            "cmake/candela_modules.cmake and say why in the commit.")


@rule("kj")
def check_kj(project):
    """Modules that do not use CapnProto name nothing of kj, not even in passing."""
    free = {module for module, (uses, packages, _) in project.modules.items()
            if "CapnProto" not in packages}
    files = [file for file in project.cpp() if project.module_of(file) in free]
    yield from matches(project, files, r"\bkj::|\bKJ_|<kj/", code=False, message=(
        "{} in a module without an event loop. Conversions from and to kj live in rpc."))


@rule("umbrella")
def check_umbrella(project):
    """<candela/MODULE.hpp> is the whole public surface of a module."""
    for module in project.modules:
        headers = [file for file in project.ending(".hpp")
                   if file.parts[:4] == (module, "include", "candela", module)]
        umbrella = pathlib.Path(module, "include", "candela", f"{module}.hpp")
        if headers and umbrella not in project.files:
            yield umbrella, 1, "this header is missing. Write it; it includes the module's others."
            continue
        for header in headers:
            if "detail" in header.parts:  # what the public ones are made of
                continue
            name = "/".join(header.parts[2:])
            if f"#include <{name}>" not in project.text(umbrella):
                yield umbrella, 1, f"<{name}> is not included. Add it: this is the whole module."


# ---- files ---------------------------------------------------------------------------------------

@rule("file size")
def check_file_size(project):
    """A room that grows past its door is split."""
    for file in project.ending(".hpp", ".cpp", ".cmake", "CMakeLists.txt", ".py", ".js", ".mjs"):
        lines = project.text(file).count("\n")
        if lines > LONGEST_FILE:
            yield file, 1, (f"{lines} lines, more than {LONGEST_FILE}. Split it by what it is "
                            "about, or put it with its reason into EXCEPTIONS of tools/check.py.")


@rule("width")
def check_width(project):
    """100 columns, also where clang-format does not see to it."""
    for file in project.ending(".cmake", "CMakeLists.txt", ".py", ".js", ".mjs", ".sh", "dev"):
        for number, line in enumerate(project.text(file).split("\n"), 1):
            if len(line) > WIDEST_LINE:
                yield file, number, f"{len(line)} columns, more than {WIDEST_LINE}. Break the line."


@rule("headers")
def check_headers(project):
    """A header opens with #pragma once and a comment: guarantees, threads, ownership, limits."""
    for file in project.ending(".hpp"):
        lines = [line for line in project.text(file).split("\n") if line.strip()]
        if lines and lines[0].startswith("//"):
            lines = [line for line in lines if not line.startswith("//")] + ["//"]
            opening = lines[:1] + ["//"]
        else:
            opening = lines[:2]
        if len(opening) < 2 or opening[0] != "#pragma once" or not opening[1].startswith("//"):
            yield file, 1, ("open with a comment block (what the header guarantees, who may call "
                            "from which thread, who owns what, the limits) and #pragma once.")


@rule("own header first")
def check_own_header(project):
    """The first include of a source is its own header, which so proves that it stands alone."""
    for file in project.library_code():
        if file.suffix != ".cpp":
            continue
        own = [header for header in project.ending(".hpp")
               if header.stem == file.stem and header.parts[0] == file.parts[0]
               and (header.parent == file.parent or header.parts[1] == "include")]
        names = [what for _, what in cpp_text.includes(project.text(file))]
        if own and (not names or pathlib.Path(names[0][1:-1]).name != own[0].name):
            yield file, 1, f"its own header {own[0].name} is not included first. Put it first."


@rule("listed")
def check_listed(project):
    """Every source and public header is named in a CMakeLists.txt: what is not, is not built."""
    lists = {file.parent: project.text(file) for file in project.ending("CMakeLists.txt")}
    for file in project.cpp():
        if file.suffix == ".hpp" and "include" not in file.parts[:2]:
            continue
        above = [folder for folder in file.parents if folder in lists]
        named = any(re.search(rf"(^|[\s(/]){re.escape(str(file.relative_to(folder)))}([\s)]|$)",
                              lists[folder]) for folder in above)
        if not named:
            where = above[0] if above else "its folder"
            yield file, 1, f"is built by nothing. Name it in {where}/CMakeLists.txt, or remove it."


@rule("tests")
def check_tests(project):
    """src/<stem>.cpp has tests/<stem>_test.cpp, so that a missing test shows in ls."""
    for file in project.library_code():
        if file.suffix != ".cpp":
            continue
        name = f"{file.stem}_test.cpp"
        if not any(test.name == name and test.parts[:2] == (file.parts[0], "tests")
                   for test in project.files):
            yield file, 1, f"has no test. Write {file.parts[0]}/tests/{name}."


# ---- code ----------------------------------------------------------------------------------------

@rule("function length")
def check_function_length(project):
    """A function fits on a screen."""
    for file in project.cpp():
        for first, last in cpp_text.code_blocks(cpp_text.code_only(project.text(file))):
            if last - first + 1 > LONGEST_FUNCTION:
                yield file, first, (f"a function of {last - first + 1} lines, more than "
                                    f"{LONGEST_FUNCTION}. Give its parts names of their own.")


@rule("silent library")
def check_output(project):
    """Library code does not print: it throws, returns or logs through the options."""
    pattern = r"\bstd::(cout|cerr|clog)\b|\b(v?f?printf|puts|fputs|putchar|perror)\s*\("
    yield from matches(project, project.library_code(), pattern,
                       "{} in library code. Return it, throw it, or log it through the Logger.")


@rule("no way out")
def check_ends(project):
    """Library code does not end the program."""
    pattern = r"\b(std::)?(abort|_?exit|_Exit|quick_exit|terminate)\s*\("
    yield from matches(project, project.library_code(), pattern,
                       "{} in library code. Throw an error that says what is wrong.")


@rule("no sleep")
def check_sleep(project):
    """Nothing sleeps, tests least of all: a test waits for what it waits for."""
    pattern = r"\b(sleep_for|sleep_until|usleep|nanosleep)\b|(?<![\w.>])sleep\s*\("
    files = [file for file in project.cpp() if file.parts[0] != "bench"]
    yield from matches(project, files, pattern,
                       "{} waits by the clock. Wait for the event, or move the test's own clock.")


@rule("world")
def check_world(project):
    """Clock and random numbers come through constructors, so that a run can be repeated."""
    pattern = (r"\b(system_clock|steady_clock|high_resolution_clock)::now\b|\brandom_device\b"
               r"|\b(s?rand|gettimeofday|clock_gettime|getenv)\s*\("
               r"|\bsystem(Precise|Coarse)(Monotonic|Calendar)Clock\b")
    yield from matches(project, project.library_code(), pattern,
                       "{} in library code. Take a clock or a source of random numbers instead.")


@rule("no globals")
def check_globals(project):
    """No state outside of objects: no globals, no singletons, no registries."""
    files = project.library_code()
    static = (r"^\s*(static|thread_local|inline\s+static|static\s+inline)\s"
              r"(?!.*\b(constexpr|const|constinit|consteval)\b)[^()]*[;{=]")
    message = "`{}` is state that lives outside of any object. Make it a member of what owns it."
    yield from matches(project, files, static, message)
    plain = (r"^(?!using|__extension__|class|struct|enum|union|namespace|extern|template|typedef|"
             r"static|thread_local|constexpr|const\b|inline constexpr|inline const\b|friend|return|"
             r"concept|"
             r"public|private|goto)"
             r"[A-Za-z_][\w:<>, *&]*[\w>*&] +\w+( *=[^=].*|\{.*\})?;$")
    yield from matches(project, files, plain, message)


@rule("using namespace")
def check_using(project):
    """A header does not decide what names mean in the files that include it."""
    yield from matches(project, project.ending(".hpp"), r"\busing namespace\b",
                       "{} in a header. Write the names out.")


@rule("bool parameters")
def check_bool_parameters(project):
    """A call such as f(true, false) cannot be read."""
    files = [file for file in project.library_code() if file.parts[1] == "include"]
    yield from matches(project, files, r"\w+\s*\([^()]*\bbool \w+\s*[,)=]",
                       "{} takes a bool. Take an enum or a struct, or make it two functions.")


# ---- texts ---------------------------------------------------------------------------------------

@rule("no globbing")
def check_globbing(project):
    """Files are named in CMake, so that a forgotten one fails and a stray one is not built."""
    files = project.ending("CMakeLists.txt", ".cmake")
    yield from matches(project, files, r"file\s*\(\s*GLOB|aux_source_directory", code=False,
                       message="{}: name the files.")


@rule("leftovers")
def check_leftovers(project):
    """What is not done is an entry elsewhere, or is done."""
    files = [file for file in project.files if file.suffix not in (".json", ".lock")]
    yield from matches(project, files, r"\b(FIXME|XXX|TODO|HACK)\b", code=False,
                       message="{}: do it, or write down in the documentation what is not there.")


@rule("outside")
def check_outside(project):
    """Nothing depends on, or tells of, what is outside of the repository."""
    patterns = {
        r"(?<![\w.$}/:-])/(home|root|work|Users|mnt|srv)/\w+": "a path of one machine",
        r"\.\./shared\b": "a folder beside the repository",
        r"\bregistry\.[a-z]+\.\w+|\b(deb|security|snapshot)\.debian\.\w+|\bfiles\.pythonhosted\b":
            "the host of a package registry",
        r"(?i)\bissues? #?\d+\b": "an issue by its number",
    }
    for pattern, what in patterns.items():
        yield from matches(project, project.files, pattern, code=False,
                           message="{} is " + what + ". Say it without; in a lock file, leave "
                                   "`resolved` out (npm's omit-lockfile-registry-resolved).")


@rule("readme")
def check_readme(project):
    """The README shows the two commands that everybody needs."""
    readme = pathlib.Path("README.md")
    shown = project.text(readme) if readme in project.files else ""
    for command in ("./dev run", "./dev test"):
        if command not in shown:
            yield readme, 1, f"does not show `{command}`. Show it on the first screen."


MODULE_README = [
    "What it is", "Use it", "Types", "Invariants", "Limits", "Not here", "Where to look"]


@rule("module readme")
def check_module_readme(project):
    """A module's README has the same parts everywhere, so that one knows where to look."""
    for module in project.modules:
        readme = pathlib.Path(module, "README.md")
        shown = project.text(readme) if readme in project.files else ""
        found = re.findall(r"^## (.*)$", shown, re.MULTILINE)
        if [title for title in found if title in MODULE_README] != MODULE_README:
            yield readme, 1, f"is not there with these parts, in this order: {MODULE_README}."


# ---- all of them ---------------------------------------------------------------------------------

def faults(project, exceptions):
    """Every broken rule, as one line of text."""
    used = set()
    for name, function in RULES.items():
        for file, line, message in function(project):
            if (name, str(file)) in exceptions:
                used.add((name, str(file)))
            else:
                yield f"{file}:{line}: [{name}] {message}"
    for name, file in sorted(set(exceptions) - used):
        yield f"{file}:1: [exceptions] no longer breaks '{name}'. Remove it from EXCEPTIONS."


def main(words):
    if words == ["--rules"]:
        for name, function in RULES.items():
            print(f"{name:18} {function.__doc__}")
        return 0
    if words:
        print(__doc__)
        return 2
    project = Project(tree.ROOT, tree.files())
    messages = list(faults(project, EXCEPTIONS))
    print("\n".join([*messages, f"{len(project.files)} files, {len(RULES)} rules, "
                                f"{len(messages)} faults"]))
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
