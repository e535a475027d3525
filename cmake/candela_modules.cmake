# The architecture, as data. Targets, partial builds (-DCANDELA_MODULES=ocan), the installed package
# and the include check of tools/check.py are made from this table, and from nothing else.
#
#   module    one folder, one library candela_<module>, one component of find_package(candela)
#   uses      modules it may include and link; only rows above its own
#   packages  outside libraries; candela_packages.cmake knows how each is found and linked
#   includes  what its files may include beside the standard library, itself and what it uses:
#             a header, or a prefix that ends in /
#
# One row is one line: tools/check.py reads this file too.
set(CANDELA_MODULE_TABLE
  "structured_clone |                                        | xxHash            | xxhash.h immintrin.h arm_neon.h"
  "request_sync     | structured_clone                       | ICU               | unicode/"
  "ocan             | structured_clone                       |                   |"
  "rpc              | structured_clone request_sync ocan     | CapnProto         | kj/ iconv.h sys/ netinet/ arpa/ unistd.h fcntl.h poll.h"
  "runtime          | structured_clone request_sync ocan rpc | CapnProto SQLite3 | kj/ sqlite3.h sys/ netinet/ arpa/ unistd.h fcntl.h poll.h"
)

# Sets <prefix>_MODULES in the caller's scope to every module of the table, in its order, and for
# each module M: <prefix>_M_USES and <prefix>_M_PACKAGES.
function(candela_read_modules prefix)
  set(modules)
  foreach(row IN LISTS CANDELA_MODULE_TABLE)
    string(REPLACE "|" ";" cells "${row}")
    list(TRANSFORM cells STRIP)
    list(GET cells 0 module)
    list(GET cells 1 uses)
    list(GET cells 2 packages)
    separate_arguments(uses)
    separate_arguments(packages)
    foreach(used IN LISTS uses)
      if(NOT used IN_LIST modules)
        message(FATAL_ERROR "candela: ${module} uses ${used}, which is no row above it. "
                            "Order the rows of candela_modules.cmake so that use points upwards.")
      endif()
    endforeach()
    list(APPEND modules ${module})
    set(${prefix}_${module}_USES "${uses}" PARENT_SCOPE)
    set(${prefix}_${module}_PACKAGES "${packages}" PARENT_SCOPE)
  endforeach()
  set(${prefix}_MODULES "${modules}" PARENT_SCOPE)
endfunction()

# Sets `out` to the wanted modules and all they use, in the table's order. "all" wants every module.
function(candela_close_modules out)
  candela_read_modules(table)
  set(wanted ${ARGN})
  if("all" IN_LIST wanted)
    set(wanted ${table_MODULES})
  endif()
  set(closed)
  foreach(module IN LISTS wanted)
    if(NOT module IN_LIST table_MODULES)
      message(FATAL_ERROR "candela: there is no module '${module}'. Modules: ${table_MODULES}")
    endif()
    list(APPEND closed ${module} ${table_${module}_USES})
  endforeach()
  set(ordered)
  foreach(module IN LISTS table_MODULES)
    if(module IN_LIST closed)
      list(APPEND ordered ${module})
    endif()
  endforeach()
  set(${out} "${ordered}" PARENT_SCOPE)
endfunction()
