#pragma once
// The page that shows the demo in a browser: page.html, embedded when the program is built.
#include <string_view>

namespace candela::demo {

extern const std::string_view page_html;

}  // namespace candela::demo
