#!/usr/bin/env python3
"""The code and the links of the Markdown files.

A comment on the line above a fence says what is done with the code in it:

    <!-- snippet: run ocan -->           compiled with candela::ocan, run; must end with 0
    <!-- snippet: build runtime rpc -->  compiled and linked
    <!-- snippet: skip, an outline -->   neither; the reason is obligatory
    <!-- snippet: run -->                above ```sh: run by bash -euo pipefail in an empty folder,
                                         with the built programs in PATH

The comment may go on over more lines before its -->. These are put before the code and not shown:
in C++ at namespace scope. C++ without a main() is put into one; its #include lines are hoisted, and
the headers of the named modules and <cassert> are included, with assertions on.

Each ```cpp fence needs such a comment. Shell code without one is not run.

    snippets.py extract FOLDER   writes the sources, and snippets.cmake, which names them
    snippets.py check            checks comments and links; ends with 1 where one is wrong
"""

import dataclasses
import pathlib
import re
import sys

import tree

MARKER = re.compile(r"<!-- snippet: (?P<words>.*?)(?P<end> -->)?$")
LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")


class BadDocument(Exception):
    pass


@dataclasses.dataclass
class Snippet:
    file: pathlib.Path
    line: int
    language: str
    words: str = ""
    prelude: tuple = ()
    code: tuple = ()

    @property
    def place(self):
        return f"{self.file}:{self.line}"

    @property
    def action(self):
        return re.split(r"[ ,]", self.words, maxsplit=1)[0]

    @property
    def modules(self):
        return self.words.split()[1:]


def read_marker(lines, at):
    """The marker that ends on line `at`: its words and its hidden lines, or nothing."""
    if at < 0 or not lines[at].rstrip().endswith("-->"):
        return "", ()
    start = at
    while start >= 0:
        found = MARKER.match(lines[start].rstrip())
        if found:
            return found["words"].strip(), tuple(lines[start + 1 : at]) if start < at else ()
        if lines[start].startswith("```"):
            break
        start -= 1
    return "", ()


def read_snippets(file, text):
    lines = text.split("\n")
    snippets, fence, body = [], None, []
    for at, line in enumerate(lines):
        if fence is not None:
            if line.strip() == "```":
                fence.code = tuple(body)
                snippets.append(fence)
                fence = None
            else:
                body.append(line)
        elif line.startswith("```"):
            words, prelude = read_marker(lines, at - 1)
            fence, body = Snippet(file, at + 1, line[3:].strip(), words, prelude), []
    if fence is not None:
        raise BadDocument(f"{fence.place}: this fence is never closed. Add the ``` that ends it.")
    return snippets


def check_snippet(snippet, known_modules):
    """What is wrong with the marker, as messages that name the remedy."""
    if not snippet.words:
        if snippet.language == "cpp":
            yield (f"{snippet.place}: C++ code without a marker. Put '<!-- snippet: run MODULE "
                   "-->' (or build, or 'skip, REASON') on the line above the fence.")
        return
    if snippet.action == "skip":
        if not re.match(r"skip, \S", snippet.words):
            yield f"{snippet.place}: say why: '<!-- snippet: skip, REASON -->'."
    elif snippet.action not in ("run", "build"):
        yield f"{snippet.place}: '{snippet.action}' is not one of run, build and skip."
    elif snippet.language == "cpp":
        if not snippet.modules:
            yield f"{snippet.place}: name the modules that it links: 'run structured_clone'."
        for module in snippet.modules:
            if module not in known_modules:
                yield f"{snippet.place}: no module '{module}'; take one of {known_modules}."
    elif snippet.language != "sh" or snippet.words != "run":
        yield f"{snippet.place}: only ```cpp and ```sh are run; 'run' stands alone above ```sh."


def cpp_program(snippet):
    hoisted = [line for line in snippet.code if re.match(r"#include\b|using namespace\b", line)]
    body = [line for line in snippet.code if line not in hoisted]
    parts = ["#undef NDEBUG", "#include <cassert>"]
    parts += [f"#include <candela/{module}.hpp>" for module in snippet.modules]
    parts += hoisted + list(snippet.prelude)
    numbered = [f'#line {snippet.line + 1 + len(hoisted)} "{snippet.file}"'] + body
    if re.search(r"\bint main\(", "\n".join(body)):
        parts += numbered
    else:
        parts += ["int main() {"] + numbered + ["}"]
    return "\n".join(parts) + "\n"


def shell_program(snippet):
    return "\n".join(["set -euo pipefail", *snippet.prelude, *snippet.code]) + "\n"


def extract(root, folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    commands = ["set(candela_markdown_files " + " ".join(map(str, files)) + ")"]
    for file in files:
        number = 0
        for snippet in read_snippets(file, (root / file).read_text(encoding="utf-8")):
            if snippet.action not in ("run", "build"):
                continue
            number += 1
            stem = "_".join(file.with_suffix("").parts)
            name = f"docs.{stem}.{number}"
            if snippet.language == "cpp":
                source, text = folder / f"{name}.cpp", cpp_program(snippet)
                modules = " ".join(snippet.modules)
                commands.append(f"candela_cpp_snippet({name} {snippet.action} {source} {modules})")
            else:
                source, text = folder / f"{name}.sh", shell_program(snippet)
                commands.append(f"candela_shell_snippet({name} {source})")
            write_if_changed(source, text)
    write_if_changed(folder / "snippets.cmake", "\n".join(commands) + "\n")


def write_if_changed(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def anchors(text):
    """GitHub's anchors for the headings of a file."""
    for line in re.findall(r"^#+ +(.*)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M):
        plain = re.sub(r"[^\w\- ]", "", line.strip().lower())
        yield plain.replace(" ", "-")


def check_links(root, file, text):
    shown = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    shown = re.sub(r"`[^`\n]*`", "", shown)
    for found in LINK.finditer(shown):
        target = found["target"]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = root / file.parent / path if path else root / file
        if not there.exists():
            yield f"{file}: the link to {target} leads nowhere. Mend its path, or write the file."
        elif anchor and there.suffix == ".md":
            if anchor not in anchors(there.read_text(encoding="utf-8")):
                yield f"{file}: {there.name} has no heading for {target}. Mend the anchor."


def check(root, files, known_modules):
    for file in files:
        text = (root / file).read_text(encoding="utf-8")
        yield from check_links(root, file, text)
        for snippet in read_snippets(file, text):
            yield from check_snippet(snippet, known_modules)


def main(words):
    try:
        files = tree.files("*.md")
        if len(words) == 2 and words[0] == "extract":
            extract(tree.ROOT, pathlib.Path(words[1]), files)
            return 0
        if words == ["check"]:
            messages = list(check(tree.ROOT, files, list(tree.module_table())))
            print("\n".join(messages + [f"{len(files)} files, {len(messages)} faults"]))
            return 1 if messages else 0
    except BadDocument as problem:
        print(problem)
        return 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
