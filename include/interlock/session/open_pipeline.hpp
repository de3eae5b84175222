// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>

namespace interlock {

template <class Service, class Db, bool OnlyReads = !Service::template may_write<Db>>
class pipeline;
template <class Db>
struct pipeline_is_not_included {
    static_assert(
        never<Db>,
        "interlock: a pipeline whose header is not included: it is no part of interlock.hpp; include "
        "<interlock/pipeline.hpp>");
};

namespace detail {

template <class T>
inline constexpr bool is_complete = requires {
    sizeof(T);
};

template <class Service, class Db, class Executor>
auto open_pipeline(const Executor& e) {
    using opened = pipeline<Service, Db, Executor::only_reads>;
    if constexpr (requires { Executor::require_pipeline(); }) (void)Executor::require_pipeline();
    if constexpr (!is_complete<opened>) (void)refuse<pipeline_is_not_included<Db>>();
    else return opened(e);
}

}  // namespace detail

}  // namespace interlock
