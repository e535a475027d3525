# One pair, as candela_compile_fail_pair runs it: compiles FILE as it is, then with MACRO defined.
set(compile ${COMPILER} -std=c++20 -fsyntax-only -Wall -Wextra -Werror)
foreach(folder IN LISTS INCLUDES)
  list(APPEND compile -I${folder})
endforeach()

execute_process(COMMAND ${compile} ${FILE} RESULT_VARIABLE status ERROR_VARIABLE printed)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "Without ${MACRO} it must compile, and does not:\n${printed}")
endif()

execute_process(COMMAND ${compile} -D${MACRO} ${FILE} RESULT_VARIABLE status ERROR_VARIABLE printed)
if(status EQUAL 0)
  message(FATAL_ERROR "With ${MACRO} it must not compile, and does.")
endif()
string(FIND "${printed}" "${MESSAGE}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "With ${MACRO} the message must be '${MESSAGE}', but it is:\n${printed}")
endif()
