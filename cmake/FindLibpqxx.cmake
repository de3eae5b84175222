# SPDX-License-Identifier: BSL-1.0
# libpqxx, as a distribution ships it: 6.4 has a pkg-config file, 7.10 and 8.0 a CMake package. The header
# and the library are looked for by name, which serves all of them, and libpq is found with them because the
# hot paths use its handle directly.
#
# Makes Libpqxx::Libpqxx; sets Libpqxx_FOUND and Libpqxx_VERSION. Libpqxx_ROOT names a prefix of one's own.

find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
    pkg_check_modules(Libpqxx_pc QUIET libpqxx)
    pkg_check_modules(Libpqxx_libpq_pc QUIET libpq)
endif()
find_path(Libpqxx_INCLUDE_DIR pqxx/pqxx HINTS ${Libpqxx_pc_INCLUDE_DIRS})
find_library(Libpqxx_LIBRARY pqxx HINTS ${Libpqxx_pc_LIBRARY_DIRS})
find_path(Libpqxx_libpq_INCLUDE_DIR libpq-fe.h
    HINTS ${Libpqxx_libpq_pc_INCLUDE_DIRS} PATH_SUFFIXES postgresql pgsql)
find_library(Libpqxx_libpq_LIBRARY pq HINTS ${Libpqxx_libpq_pc_LIBRARY_DIRS})
mark_as_advanced(Libpqxx_INCLUDE_DIR Libpqxx_LIBRARY Libpqxx_libpq_INCLUDE_DIR Libpqxx_libpq_LIBRARY)

if(Libpqxx_INCLUDE_DIR)
    foreach(header IN ITEMS version.hxx version-fixed.hxx)
        if(NOT Libpqxx_VERSION AND EXISTS "${Libpqxx_INCLUDE_DIR}/pqxx/${header}")
            file(STRINGS "${Libpqxx_INCLUDE_DIR}/pqxx/${header}" Libpqxx_line REGEX "PQXX_VERSION[ \t=]+\"" LIMIT_COUNT 1)
            string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" Libpqxx_VERSION "${Libpqxx_line}")
        endif()
    endforeach()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libpqxx
    REQUIRED_VARS Libpqxx_LIBRARY Libpqxx_INCLUDE_DIR Libpqxx_libpq_LIBRARY Libpqxx_libpq_INCLUDE_DIR
    VERSION_VAR Libpqxx_VERSION)

if(Libpqxx_FOUND AND NOT TARGET Libpqxx::Libpqxx)
    add_library(Libpqxx::Libpqxx UNKNOWN IMPORTED)
    set_target_properties(Libpqxx::Libpqxx PROPERTIES
        IMPORTED_LOCATION "${Libpqxx_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Libpqxx_INCLUDE_DIR};${Libpqxx_libpq_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${Libpqxx_libpq_LIBRARY}")
endif()
