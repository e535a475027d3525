// The case of letters, as ECMAScript changes it: Unicode's simple and special mappings of any
// place and language (case_table.hpp), and the sigma at the end of a word.
//
// Threads: free functions without state. Time: of the length; the text may get three times as long.
#pragma once

#include <string>
#include <string_view>

namespace candela {

std::u16string upper_case(std::u16string_view units);
std::u16string lower_case(std::u16string_view units);

}  // namespace candela
