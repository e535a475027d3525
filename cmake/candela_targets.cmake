# The helpers that every CMakeLists.txt of the project is written with.
include(GNUInstallDirs)

candela_read_modules(CANDELA_TABLE)

# All fuzzers, for ./dev fuzz.
add_custom_target(candela_fuzzers)

# candela_module(<name> SOURCES … HEADERS … TESTS … EXAMPLES … FUZZERS …)
#
# One module: the library candela::<name>, linked as its row of the table says; <name>.unit, which
# runs all TESTS; <name>.example.<stem> for each example; <name>.fuzz.<entry> for each fuzzer.
# Files are relative to the module's folder. HEADERS are the public ones and live under include/.
function(candela_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;TESTS;EXAMPLES;FUZZERS")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "candela_module(${name}): not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  candela_add_library(${name} "${arg_SOURCES}" "${arg_HEADERS}")
  candela_install_module(${name})
  if(CANDELA_DEVELOPER)
    if(arg_TESTS)
      candela_test(${name}.unit MODULES ${name} SOURCES ${arg_TESTS})
      target_include_directories(${name}.unit PRIVATE src tests)
    endif()
    foreach(example IN LISTS arg_EXAMPLES)
      candela_add_example(${name} ${example})
    endforeach()
    foreach(fuzzer IN LISTS arg_FUZZERS)
      candela_add_fuzzer(${name} ${fuzzer})
    endforeach()
  endif()
endfunction()

# A module without sources is an INTERFACE library: headers, and what it links.
function(candela_add_library name sources headers)
  set(target candela_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:candela_options>)
    target_include_directories(${target} PRIVATE src)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    foreach(package IN LISTS CANDELA_TABLE_${name}_PACKAGES)
      candela_link_package(${target} ${package})
    endforeach()
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(candela::${name} ALIAS ${target})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS include FILES ${headers})
  foreach(used IN LISTS CANDELA_TABLE_${name}_USES)
    target_link_libraries(${target} ${scope} candela::${used})
  endforeach()
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERIFY_INTERFACE_HEADER_SETS ${CANDELA_DEVELOPER})
endfunction()

# candela_program(<name> MODULES … SOURCES …): a program of ours, in <build>/bin. Where one of its
# modules is not built, it is not either.
function(candela_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "MODULES;SOURCES")
  foreach(module IN LISTS arg_MODULES)
    if(NOT TARGET candela::${module})
      return()
    endif()
  endforeach()
  add_executable(${name} ${arg_SOURCES})
  list(TRANSFORM arg_MODULES PREPEND candela::)
  target_link_libraries(${name} PRIVATE candela_options ${arg_MODULES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# candela_test(<name> MODULES … SOURCES … [LABELS …] [ARGS …]): a doctest program, run as the test
# of that name. Tests between modules name all of them in MODULES.
function(candela_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "MODULES;SOURCES;LABELS;ARGS")
  if(NOT CANDELA_DEVELOPER)
    return()
  endif()
  candela_program(${name} MODULES ${arg_MODULES} SOURCES ${arg_SOURCES})
  if(TARGET ${name})
    target_link_libraries(${name} PRIVATE candela_test_main)
    candela_ctest(${name} COMMAND ${name} ${arg_ARGS} LABELS ${arg_LABELS})
  endif()
endfunction()

# candela_ctest(<name> COMMAND … [LABELS …]): a test that hangs is a failure, not a wait.
function(candela_ctest name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "COMMAND;LABELS")
  add_test(NAME ${name} COMMAND ${arg_COMMAND})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS "${arg_LABELS}")
endfunction()

function(candela_add_example module source)
  cmake_path(GET source STEM stem)
  set(name ${module}.example.${stem})
  candela_program(${name} MODULES ${module} SOURCES ${source})
  candela_ctest(${name} COMMAND ${name})
endfunction()

# One fuzzer, fuzz/<entry>.cpp, defines LLVMFuzzerTestOneInput. With CANDELA_FUZZ it is a libFuzzer
# program; otherwise a plain main runs it over tests/corpus/<entry> and mutations of these.
function(candela_add_fuzzer module source)
  cmake_path(GET source STEM entry)
  set(name ${module}.fuzz.${entry})
  set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/tests/corpus/${entry})
  if(NOT IS_DIRECTORY ${corpus})
    message(FATAL_ERROR "${module}: ${source} has no corpus. Put a few inputs into "
                        "${module}/tests/corpus/${entry}/, one file each.")
  endif()
  candela_program(${name} MODULES ${module} SOURCES ${source})
  target_include_directories(${name} PRIVATE src fuzz)
  add_dependencies(candela_fuzzers ${name})
  if(CANDELA_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    candela_ctest(${name} COMMAND ${name} -runs=2000 -seed=1 ${corpus})
  else()
    target_link_libraries(${name} PRIVATE candela_fuzz_main)
    candela_ctest(${name} COMMAND ${name} --runs 4000 --seed 1 ${corpus})
  endif()
endfunction()
