# SPDX-License-Identifier: BSL-1.0
# Runs SCRIPT with PROGRAM as its argument in FOLDER, made empty.
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(COMMAND sh "${SCRIPT}" "${PROGRAM}" WORKING_DIRECTORY "${FOLDER}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${SCRIPT} failed (${status})")
endif()
