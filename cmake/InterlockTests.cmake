# SPDX-License-Identifier: BSL-1.0
# The project's kinds of tests, as functions.

# the status by which a test says that it was skipped
set(INTERLOCK_SKIPPED 77)

#   interlock_add_tests(<folder>)
# The tests in tests/<folder>: those of its *.cpp, and, beside a server, those of its postgres_*.cpp.
function(interlock_add_tests folder)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp")
    set(postgres_sources ${sources})
    list(FILTER sources EXCLUDE REGEX "/postgres_[^/]*$")
    list(FILTER postgres_sources INCLUDE REGEX "/postgres_[^/]*$")
    if(sources)
        interlock_add_test_program(test_${folder} ${sources})
        add_test(NAME ${folder} COMMAND test_${folder})
        set_tests_properties(${folder} PROPERTIES LABELS unit TIMEOUT 120)
    endif()
    if(postgres_sources AND TARGET interlock::postgres)
        interlock_add_test_program(test_${folder}_postgres ${postgres_sources})
        interlock_add_postgres_test(${folder}.postgres COMMAND $<TARGET_FILE:test_${folder}_postgres>)
        set_tests_properties(${folder}.postgres PROPERTIES LABELS integration)
    endif()
endfunction()

#   interlock_add_test_program(<name> <source>...)
function(interlock_add_test_program name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE interlock_test_support)
    interlock_warnings(${name})
endfunction()

#   interlock_add_postgres_test(<name> [SERVERS <option of pg-cluster>...] COMMAND <program> [<argument>...])
# The program finds a server of its own in the environment: INTERLOCK_TEST_POSTGRES_URL, and a second
# database of the same server in INTERLOCK_TEST_POSTGRES_URL_2. It is ended before ctest would end the whole
# test, so that the server is always stopped.
function(interlock_add_postgres_test name)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SERVERS;COMMAND")
    add_test(NAME ${name}
        COMMAND "${PROJECT_SOURCE_DIR}/tests/support/pg-cluster" --quiet ${test_SERVERS} -- timeout -k 10 300 ${test_COMMAND})
    set_tests_properties(${name} PROPERTIES TIMEOUT 360)
    if(NOT INTERLOCK_REQUIRE_POSTGRES)
        set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE ${INTERLOCK_SKIPPED})
    endif()
endfunction()

# The compilers that the tests of headers and of refusals ask, whichever compiler builds the rest:
# the one of this build, and g++ and clang++ where they are installed. Each must know C++20.
set(INTERLOCK_CHECK_COMPILERS "")
foreach(name IN ITEMS g++ clang++)
    find_program(INTERLOCK_FOUND_${name} ${name})
    mark_as_advanced(INTERLOCK_FOUND_${name})
endforeach()
foreach(compiler IN ITEMS "${CMAKE_CXX_COMPILER}" "${INTERLOCK_FOUND_g++}" "${INTERLOCK_FOUND_clang++}")
    if(NOT compiler)
        continue()
    endif()
    execute_process(COMMAND "${compiler}" --version OUTPUT_VARIABLE version ERROR_QUIET)
    string(TOLOWER "${version}" version)
    if(version MATCHES "clang")
        set(name clang++)
    else()
        set(name g++)
    endif()
    if(NOT INTERLOCK_CHECK_${name})
        set(INTERLOCK_CHECK_${name} "${compiler}")
        list(APPEND INTERLOCK_CHECK_COMPILERS ${name})
    endif()
endforeach()
message(STATUS "Headers and refusals are checked with: ${INTERLOCK_CHECK_COMPILERS}")

# Where the headers of the library and of what it uses are, as flags for a compiler that is run by a script.
set(INTERLOCK_INCLUDE_FLAGS "-I${PROJECT_SOURCE_DIR}/include")
foreach(target IN ITEMS SQLite::SQLite3 SQLite3::SQLite3 Libpqxx::Libpqxx Boost::headers Boost::json)
    if(TARGET ${target})
        get_target_property(directories ${target} INTERFACE_INCLUDE_DIRECTORIES)
        foreach(directory IN LISTS directories)
            if(NOT directory MATCHES "^(/usr/include)?$|\\$<|NOTFOUND$")
                list(APPEND INTERLOCK_INCLUDE_FLAGS -isystem "${directory}")
            endif()
        endforeach()
    endif()
endforeach()
