"""What the tools know of the project: its files and its module table."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def files(*patterns, root=ROOT):
    """What git tracks or would track, relative to `root`. As in git, '*.md' is for every folder."""
    # A clone may belong to another user than the one who builds it, as under sudo.
    command = ["git", "-c", f"safe.directory={root}", "ls-files", "-z",
               "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [pathlib.Path(name) for name in sorted(set(listed.split("\0")))
            if name and (root / name).is_file()]


def module_table(root=ROOT):
    """{module: (uses, packages, includes)}, each a list, from cmake/candela_modules.cmake."""
    text = (root / "cmake" / "candela_modules.cmake").read_text(encoding="utf-8")
    rows = re.findall(r'^ *"(\w+) *\|([^|"]*)\|([^|"]*)\|([^|"]*)"$', text, re.M)
    return {row[0]: tuple(cell.split() for cell in row[1:]) for row in rows}
