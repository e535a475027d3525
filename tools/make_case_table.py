#!/usr/bin/env python3
"""Writes ocan/src/builtins/case_table.hpp from the Unicode Character Database.

    make_case_table.py [FOLDER]    FOLDER holds UnicodeData.txt, SpecialCasing.txt and
                                   DerivedCoreProperties.txt (/usr/share/unicode, where Debian's
                                   package unicode-data puts them)
"""

import pathlib
import re
import sys

import tree

TARGET = tree.ROOT / "ocan" / "src" / "builtins" / "case_table.hpp"
HEAD = """#pragma once
// Case of letters by Unicode {version}, written by tools/make_case_table.py: change nothing here.
//
// Threads: constants.

#include <cstdint>

namespace candela {{

/// `count` letters, each `stride` behind the one before, become the one `distance` further on.
struct CaseRange {{
  std::uint32_t first;
  std::uint16_t count;
  std::uint16_t stride;
  std::int32_t distance;
}};
/// A letter that becomes several; zeros fill up.
struct SpecialCase {{
  char16_t from;
  char16_t to[3];
}};
struct PointRange {{
  std::uint32_t first;
  std::uint32_t last;
}};

// clang-format off
"""
TAIL = """// clang-format on

}  // namespace candela
"""


def rows(path, comments=True):
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0] if comments else line
        if line.strip():
            yield [field.strip() for field in line.split(";")]


def simple_mappings(folder):
    upper, lower = {}, {}
    for fields in rows(folder / "UnicodeData.txt", comments=False):
        point = int(fields[0], 16)
        if fields[12]:
            upper[point] = int(fields[12], 16)
        if fields[13]:
            lower[point] = int(fields[13], 16)
    return upper, lower


def special_mappings(folder):
    """Without conditions: {letter: letters} for lower and upper case."""
    lower, upper = {}, {}
    for fields in rows(folder / "SpecialCasing.txt"):
        if len(fields) > 5:  # a language, or a place in the word
            continue
        point = int(fields[0], 16)
        for field, mapping in ((fields[1], lower), (fields[3], upper)):
            letters = [int(letter, 16) for letter in field.split()]
            if len(letters) > 1:
                mapping[point] = letters
    return lower, upper


def with_property(folder, name):
    for fields in rows(folder / "DerivedCoreProperties.txt"):
        if fields[1] == name:
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16)


def run_length(mapping, first, stride):
    """How many letters from `first` on have its distance, with none of another between them."""
    distance = mapping[first] - first
    count = 1
    while True:
        point = first + count * stride
        between = any(skipped in mapping for skipped in range(point - stride + 1, point))
        if between or mapping.get(point, -1) - point != distance:
            return count
        count += 1


def ranges(mapping):
    points = sorted(mapping)
    while points:
        first = points[0]
        count, stride = max((run_length(mapping, first, stride), -stride) for stride in (1, 2))
        yield first, count, -stride, mapping[first] - first
        points = points[count:]


def merged(pairs):
    out = []
    for first, last in sorted(pairs):
        if out and out[-1][1] + 1 == first:
            out[-1][1] = last
        else:
            out.append([first, last])
    return out


def array(kind, name, entries):
    lines, line = [], " "
    for entry in entries:
        if len(line) + len(entry) + 2 > 100:
            lines.append(line)
            line = " "
        line += f" {entry},"
    return "\n".join([f"inline constexpr {kind} {name}[] = {{", *lines, line, "};", ""])


def table(folder):
    upper, lower = simple_mappings(folder)
    special_lower, special_upper = special_mappings(folder)
    first_line = (folder / "DerivedCoreProperties.txt").read_text(encoding="utf-8").split("\n")[0]
    version = re.search(r"-(\d+\.\d+)", first_line).group(1)
    parts = [HEAD.format(version=version)]
    for name, mapping in (("upper_ranges", upper), ("lower_ranges", lower)):
        parts.append(array("CaseRange", name,
                           (f"{{0x{first:X}, {count}, {stride}, {distance}}}"
                            for first, count, stride, distance in ranges(mapping))))
    for name, mapping in (("upper_specials", special_upper), ("lower_specials", special_lower)):
        entries = []
        for point, letters in sorted(mapping.items()):
            units = ", ".join(f"0x{letter:X}" for letter in (letters + [0, 0])[:3])
            entries.append(f"{{0x{point:X}, {{{units}}}}}")
        parts.append(array("SpecialCase", name, entries))
    for name, wanted in (("cased_ranges", "Cased"), ("case_ignorable_ranges", "Case_Ignorable")):
        parts.append(array("PointRange", name, (f"{{0x{first:X}, 0x{last:X}}}" for first, last
                                                in merged(with_property(folder, wanted)))))
    return "".join([*parts, TAIL])


def main(words):
    if len(words) > 1 or words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    TARGET.write_text(table(pathlib.Path(*words or ["/usr/share/unicode"])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
