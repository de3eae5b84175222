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

    /// The references of all of them by number; behind the last one `from` is null.
    reference_info reference(std::size_t number) const {
        for (std::size_t i = 0; i < count; ++i) {
            const table_info& t = *tables[i];
            for (std::size_t c = 0; c < t.column_count; ++c)
                if (t.columns[c].refers && number-- == 0) return reference_of_column(t, c);
            for (std::size_t c = 0; c < t.constraint_count; ++c)
                if (t.constraints[c].kind == constraint_info::type::foreign_key && number-- == 0)
                    return reference_of_constraint(t, c);
        }
        return {};
    }
};

/// Some of the references of a list.
class reference_set {
public:
    explicit reference_set(const table_list* all) : all_(all) {
        if (all_ != nullptr)
            while (at(in_.size()).from != nullptr) in_ += '\0';
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
