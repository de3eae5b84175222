# SPDX-License-Identifier: BSL-1.0
# What `cmake --install` puts where, so that find_package(interlock COMPONENTS sqlite) finds it again.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(interlock_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/interlock")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/interlock" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.hpp")
install(TARGETS interlock EXPORT interlock INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT interlock NAMESPACE interlock:: FILE interlock-targets.cmake DESTINATION "${interlock_package_dir}")
configure_package_config_file(cmake/interlock-config.cmake.in interlock-config.cmake
    INSTALL_DESTINATION "${interlock_package_dir}" NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(interlock-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/interlock-config.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/interlock-config-version.cmake"
    cmake/InterlockComponents.cmake
    cmake/FindLibpqxx.cmake
    DESTINATION "${interlock_package_dir}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/interlock")
