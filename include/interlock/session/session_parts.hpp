// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/sync.hpp>

#include <utility>

namespace interlock::detail {

/// What a header beside the core keeps in a session: made when it is first asked for, and gone with the session.
class session_part {
public:
    explicit session_part(const void* of_kind) : kind(of_kind) {}
    session_part(const session_part&) = delete;
    session_part& operator=(const session_part&) = delete;
    virtual ~session_part() = default;

    const void* const kind;  // the same for all of one class
    session_part* older = nullptr;
};

struct session_parts {
    shared_value<session_part*> first;

    session_parts() = default;
    session_parts(const session_parts&) = delete;
    session_parts& operator=(const session_parts&) = delete;
    ~session_parts() {
        for (session_part* p = first.peek(); p != nullptr;) delete std::exchange(p, p->older);
    }
};

}  // namespace interlock::detail
