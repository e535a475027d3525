"""tools/make_case_table.py, on a database of a few letters."""

import pathlib
import tempfile
import unittest

import make_case_table

UNICODE_DATA = """\
0041;LATIN CAPITAL LETTER A;Lu;0;L;;;;;N;;;;0061;
0042;LATIN CAPITAL LETTER B;Lu;0;L;;;;;N;;;;0062;
0061;LATIN SMALL LETTER A;Ll;0;L;;;;;N;;;0041;;0041
0062;LATIN SMALL LETTER B;Ll;0;L;;;;;N;;;0042;;0042
0101;LATIN SMALL LETTER A WITH MACRON;Ll;0;L;;;;;N;;;0100;;0100
0103;LATIN SMALL LETTER A WITH BREVE;Ll;0;L;;;;;N;;;0102;;0102
0105;LATIN SMALL LETTER A WITH OGONEK;Ll;0;L;;;;;N;;;0104;;0104
"""
SPECIAL_CASING = """\
# code; lower; title; upper; (condition;) # comment
00DF; 00DF; 0053 0073; 0053 0053; # LATIN SMALL LETTER SHARP S
0049; 0131; 0049; 0049; tr Not_Before_Dot; # LATIN CAPITAL LETTER I
FB03; FB03; 0046 0066 0069; 0046 0046 0049; # LATIN SMALL LIGATURE FFI
"""
PROPERTIES = """\
# DerivedCoreProperties-15.0.0.txt
0041..005A    ; Cased # L&  [26] LATIN CAPITAL LETTER A..LATIN CAPITAL LETTER Z
005B          ; Cased # a neighbour
0027          ; Case_Ignorable # Po       APOSTROPHE
0041..005A    ; Alphabetic # not asked for
"""


class Table(unittest.TestCase):
    def setUp(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("UnicodeData", UNICODE_DATA), ("SpecialCasing", SPECIAL_CASING),
                               ("DerivedCoreProperties", PROPERTIES)):
                pathlib.Path(folder, name + ".txt").write_text(text, encoding="utf-8")
            self.table = make_case_table.table(pathlib.Path(folder))

    def entries(self, name):
        begin = self.table.index(name + "[] = {") + len(name + "[] = {")
        return " ".join(self.table[begin:self.table.index("};", begin)].split())

    def test_letters_in_a_row_are_one_range(self):
        self.assertEqual("{0x61, 2, 1, -32}, {0x101, 3, 2, -1},", self.entries("upper_ranges"))
        self.assertEqual("{0x41, 2, 1, 32},", self.entries("lower_ranges"))

    def test_what_becomes_several_letters_everywhere_is_special(self):
        self.assertEqual("{0xDF, {0x53, 0x53, 0x0}}, {0xFB03, {0x46, 0x46, 0x49}},",
                         self.entries("upper_specials"))

    def test_neighbours_with_a_property_are_one_range(self):
        self.assertEqual("{0x41, 0x5B},", self.entries("cased_ranges"))
        self.assertEqual("{0x27, 0x27},", self.entries("case_ignorable_ranges"))

    def test_names_the_version_and_itself(self):
        self.assertIn("by Unicode 15.0, written by tools/make_case_table.py", self.table)


if __name__ == "__main__":
    unittest.main()
