"""C++ as far as the checks need it: text without comments and strings, and the blocks in it."""

import re

TOKEN = re.compile(
    r"//[^\n]*"
    r"|/\*.*?\*/"
    r'|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",  # 1'000 is a number
    re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<[^>\n]+>|"[^"\n]+")', re.MULTILINE)

TYPE_OR_NAMESPACE = re.compile(r"\b(namespace|class|struct|union|enum)\b[^()]*$")
# What stands between a parameter list and `{1}` in `C() : a_{1}` and in `C() : a_(0), b_{1}`.
MEMBER = re.compile(r"\)\s*(noexcept\s*)?(:(?!:)|,)\s*[\w:]+(<[^()]*>)?$")
KEYWORD_BLOCK = re.compile(r"\b(else|do|try)$")


def _blank(found):
    text = found.group(0)
    kept = re.sub(r"[^\n]", " ", text)
    return '"' + kept[1:-1] + '"' if text.startswith('"') and len(text) > 1 else kept


def code_only(text):
    """The text with comments, strings and directives made blank; every line stays where it is."""
    return DIRECTIVE.sub(_blank, TOKEN.sub(_blank, text))


def includes(text):
    """(line, what stands after #include, with its brackets or quotes) for each."""
    for found in INCLUDE.finditer(text):
        yield line_of(text, found.start(1)), found.group(1)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def code_blocks(code):
    """(first line, last line) of each outermost block of statements: mostly functions.

    Types, namespaces and initialisers are looked into; a block of statements is not.
    """
    stack, head, inside = [], 0, 0
    for found in re.finditer(r"[{};]", code):
        at, sign = found.start(), found.group(0)
        if sign == "{":
            is_code = inside > 0 or _opens_statements(code[head:at])
            first = head + len(code[head:at]) - len(code[head:at].lstrip())
            stack.append((first, is_code))
            inside += is_code
        elif sign == "}" and stack:
            first, is_code = stack.pop()
            inside -= is_code
            if is_code and inside == 0:
                yield line_of(code, first), line_of(code, at)
        head = at + 1


def _opens_statements(head):
    """Whether a brace after this text opens statements, not a type, a namespace or a list."""
    head = head.strip()
    if not head:
        return True  # after a member initialiser, as in `: a_{a} {`
    if TYPE_OR_NAMESPACE.search(head) or MEMBER.search(head):
        return False
    if KEYWORD_BLOCK.search(head):
        return True
    return ")" in head and head[-1] not in "=,("
