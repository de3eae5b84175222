// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/reference_info.hpp>

#include <cstddef>
#include <string>

namespace interlock::detail {

/// The tables that a service has in a database, for its errors; no_table stands for one of another database.
struct table_list {
    const table_info* const* tables = nullptr;
    std::size_t count = 0;

    /// The references of all of them by number; none behind the last.
    reference_info reference(std::size_t number) const {
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t j = 0; const reference_info r = reference_at(*tables[i], j); ++j)
                if (number-- == 0) return r;
        return {};
    }
};

/// Some of the references of a list.
class reference_set {
public:
    explicit reference_set(const table_list* all) : all_(all) {
        if (all_ != nullptr)
            while (at(in_.size())) in_ += '\0';
    }
    std::size_t most() const { return in_.size(); }
    reference_info at(std::size_t number) const { return all_->reference(number); }

    void put(std::size_t number, bool in = true) { in_[number] = in ? '\1' : '\0'; }
    bool has(std::size_t number) const { return in_[number] != '\0'; }
    std::size_t size() const {
        std::size_t n = 0;
        for (const char c : in_) n += c != '\0';
        return n;
    }
    reference_info first() const { return at(in_.find('\1')); }

private:
    const table_list* all_;
    std::string in_;  // a character for each of the list
};

}  // namespace interlock::detail
