# The installed package: one export set for each module, so that a component brings in what it uses
# and nothing else. See candela-config.cmake.in for the side that reads it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(CANDELA_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/candela)

function(candela_install_module name)
  install(TARGETS candela_${name} EXPORT candela_${name}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT candela_${name} NAMESPACE candela:: FILE candela_${name}_targets.cmake
          DESTINATION ${CANDELA_INSTALL_CMAKEDIR})
endfunction()

function(candela_install_package)
  configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/candela-config.cmake.in
    ${PROJECT_BINARY_DIR}/candela-config.cmake
    INSTALL_DESTINATION ${CANDELA_INSTALL_CMAKEDIR})
  write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/candela-config-version.cmake COMPATIBILITY SameMinorVersion)
  install(FILES
            ${PROJECT_BINARY_DIR}/candela-config.cmake
            ${PROJECT_BINARY_DIR}/candela-config-version.cmake
            ${PROJECT_SOURCE_DIR}/cmake/candela_modules.cmake
            ${PROJECT_SOURCE_DIR}/cmake/candela_packages.cmake
          DESTINATION ${CANDELA_INSTALL_CMAKEDIR})
endfunction()
