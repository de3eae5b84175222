# SPDX-License-Identifier: BSL-1.0
# Configures, builds and runs consumer/ against the library, as WAY says.
cmake_policy(VERSION 3.25)
if(NOT SQLITE)
    message("skipped: SQLite is not installed")
    return()
endif()
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")

#   run(<program> [<argument>...]): the output goes to ${output}; a failure ends the test
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(output "${output}" PARENT_SCOPE)
    if(NOT status EQUAL 0)
        list(JOIN ARGV " " command)
        message(FATAL_ERROR "${command}\nfailed (${status}):\n${output}")
    endif()
endfunction()

set(configure "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/consumer" -B "${WORK}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DWAY=${WAY}" "-DINTERLOCK_SOURCE=${SOURCE}")
if(WAY STREQUAL "installed" OR WAY STREQUAL "missing_component")
    run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
    list(APPEND configure "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
endif()

if(WAY STREQUAL "missing_component")
    # a component without its library says what is missing, and so does one that does not exist
    foreach(try IN ITEMS
            "sqlite|-DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=TRUE|interlock::sqlite: SQLite 3"
            "postgres|-DCMAKE_DISABLE_FIND_PACKAGE_Libpqxx=TRUE|interlock::postgres: libpqxx"
            "json|-DCMAKE_DISABLE_FIND_PACKAGE_Boost=TRUE|interlock::json: Boost.JSON"
            "oracle|-DUNUSED=1|interlock::oracle: there is no component")
        string(REPLACE "|" ";" try "${try}")
        list(POP_FRONT try component option expected)
        file(REMOVE_RECURSE "${WORK}/build")
        execute_process(COMMAND ${configure} "-DCOMPONENT=${component}" "${option}"
            RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
        if(status EQUAL 0)
            message(FATAL_ERROR "without its library, component ${component} was found:\n${output}")
        endif()
        string(REGEX REPLACE "[ \n]+" " " output "${output}")
        string(FIND "${output}" "${expected}" place)
        if(place EQUAL -1)
            message(FATAL_ERROR "the message about ${component} does not say '${expected}':\n${output}")
        endif()
    endforeach()
    return()
endif()

run(${configure} -DCOMPONENT=sqlite)
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${WORK}/build/consumer")
if(NOT output STREQUAL "found liver\n")
    message(FATAL_ERROR "the program does not say what it should:\n${output}")
endif()
