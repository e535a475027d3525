# Writes OUTPUT, a source that defines candela::demo::page_html, from the file PAGE.
file(READ "${PAGE}" page)
string(FIND "${page}" ")page\"" end)
if(NOT end EQUAL -1)
  message(FATAL_ERROR "${PAGE} contains )page\", which would end the text too early")
endif()
file(WRITE "${OUTPUT}" "#include \"page.hpp\"\n\n"
  "namespace candela::demo {\n\n"
  "const std::string_view page_html = R\"page(${page})page\";\n\n"
  "}  // namespace candela::demo\n")
