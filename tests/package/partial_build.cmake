# Builds and installs ocan alone, with CapnProto out of reach, and looks at what is installed.
# Debug, because this is about what is built and found, and Debug builds fastest.

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

set(prefix ${BINARY}/prefix)
file(REMOVE_RECURSE ${prefix})
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${BINARY}/build -G ${GENERATOR} --no-warn-unused-cli
    -DCMAKE_BUILD_TYPE=Debug -DCANDELA_MODULES=ocan -DCMAKE_DISABLE_FIND_PACKAGE_CapnProto=ON
    ${SETTINGS})
run(${CMAKE_COMMAND} --build ${BINARY}/build)
run(${CMAKE_COMMAND} --install ${BINARY}/build --prefix ${prefix})

file(STRINGS ${BINARY}/build/install_manifest.txt libraries REGEX "\\.a$")
list(TRANSFORM libraries REPLACE ".*/" "" OUTPUT_VARIABLE names)
if(NOT names STREQUAL "libcandela_structured_clone.a;libcandela_ocan.a")
  message(FATAL_ERROR "ocan is installed as ocan and structured_clone, but here are: ${names}")
endif()
foreach(library IN LISTS libraries)
  execute_process(COMMAND ${NM} --demangle ${library} OUTPUT_VARIABLE symbols
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "[^\n]*[^A-Za-z0-9_:]kj::[^\n]*" found "${symbols}")
  if(found)
    message(FATAL_ERROR "${library} names a kj symbol: ${found}")
  endif()
endforeach()

run(${CMAKE_COMMAND} -S ${SOURCE}/tests/package/ocan -B ${BINARY}/consumer -G ${GENERATOR}
    --no-warn-unused-cli -DCMAKE_PREFIX_PATH=${prefix}
    -DCMAKE_DISABLE_FIND_PACKAGE_CapnProto=ON ${SETTINGS})
run(${CMAKE_COMMAND} --build ${BINARY}/consumer)
run(${BINARY}/consumer/consumer)
