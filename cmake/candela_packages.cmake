# How the packages of candela_modules.cmake are found. The build and the installed package read it:
# what is written here holds for both.

# Debian's CapnProtoConfig.cmake (0.9.2) looks for libatomic with a C program, and gives up where
# only C++ is enabled; on the systems that ship it the answer is yes. It cannot be read twice.
macro(candela_find_CapnProto)
  if(NOT TARGET CapnProto::kj)
    get_property(candela_languages GLOBAL PROPERTY ENABLED_LANGUAGES)
    if(NOT "C" IN_LIST candela_languages)
      set(FOUND_LIBATOMIC TRUE)
    endif()
    find_package(CapnProto 0.9.2 ${ARGN})
  endif()
endmacro()

macro(candela_find_SQLite3)
  find_package(SQLite3 3.40 ${ARGN})
endmacro()

macro(candela_find_ICU)
  find_package(ICU 72 COMPONENTS uc ${ARGN})
endmacro()

# xxHash is used header-only and inside .cpp files: whoever links an installed candela needs none.
macro(candela_find_xxHash)
endmacro()

# What links them: only the build, the installed targets carry the result.
function(candela_link_package target package)
  if(package STREQUAL "CapnProto")
    target_link_libraries(${target} PUBLIC
      CapnProto::kj CapnProto::kj-async CapnProto::kj-http CapnProto::kj-tls)
  elseif(package STREQUAL "SQLite3")
    target_link_libraries(${target} PRIVATE SQLite::SQLite3)
  elseif(package STREQUAL "ICU")
    target_link_libraries(${target} PRIVATE ICU::uc)
  elseif(package STREQUAL "xxHash")
    find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
    target_include_directories(${target} SYSTEM PRIVATE ${XXHASH_INCLUDE_DIR})
    target_compile_definitions(${target} PRIVATE XXH_INLINE_ALL)
  else()
    message(FATAL_ERROR "candela: candela_packages.cmake does not know '${package}'")
  endif()
endfunction()
