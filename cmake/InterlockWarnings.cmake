# SPDX-License-Identifier: BSL-1.0
# The warnings that the project's own programs are clean under, and that its headers cause none of.
set(INTERLOCK_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)

#   interlock_warnings(<target>)
function(interlock_warnings target)
    target_compile_options(${target} PRIVATE ${INTERLOCK_WARNINGS} $<$<BOOL:${INTERLOCK_WERROR}>:-Werror>)
endfunction()
