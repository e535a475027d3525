# What every target of ours is compiled with. Nothing of this reaches a consumer of the libraries.
add_library(candela_options INTERFACE)
target_compile_features(candela_options INTERFACE cxx_std_20)

# The baseline is x86-64-v2 (2009, SSE4.2); what is faster is chosen when the program runs.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  target_compile_options(candela_options INTERFACE -march=x86-64-v2)
endif()

if(CANDELA_DEVELOPER)
  target_compile_options(candela_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Woverloaded-virtual -Werror)
  target_compile_definitions(candela_options INTERFACE
    $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
  # g++ 12 sees overlapping copies in "text" + std::string (GCC bug 105651, mended in 13), and
  # unset members in kj::Maybe and in kj promises of strings, where there are none.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(candela_options INTERFACE
      -Wno-restrict -Wno-maybe-uninitialized)
  endif()
endif()

# CANDELA_SANITIZE: a list for -fsanitize, such as "address;undefined".
if(CANDELA_FUZZ)
  list(APPEND CANDELA_SANITIZE fuzzer-no-link)
endif()
if(CANDELA_SANITIZE)
  list(JOIN CANDELA_SANITIZE "," sanitizers)
  set(flags -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Its data in front of functions breaks coroutines ("Cannot represent a difference across
  # sections"): a fault of clang, mended in 17.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 17)
    list(APPEND flags -fno-sanitize=function)
  endif()
  target_compile_options(candela_options INTERFACE ${flags})
  target_link_options(candela_options INTERFACE ${flags})
endif()
