# Writes OUTPUT, a header with the commit that is built and whether the tree differs from it.
# Run at every build; the file changes only when the text does.
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND git -c safe.directory=* describe --always --dirty --abbrev=10 --exclude=*
  WORKING_DIRECTORY ${SOURCE_DIR}
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT
"#pragma once

// Written by commit.cmake.

#include <string_view>

namespace candela::bench {

inline constexpr std::string_view built_commit = \"@commit@\";

}  // namespace candela::bench
")
