// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/routing/arrangement.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

/// Constants of one type, side by side.
template <class T>
struct entries {
    const T* first = nullptr;
    std::size_t count = 0;

    constexpr const T* begin() const { return first; }
    constexpr const T* end() const { return first + count; }
    constexpr std::size_t size() const { return count; }
    constexpr bool empty() const { return count == 0; }
    constexpr const T& operator[](std::size_t i) const { return first[i]; }
};

/// One database of a service.
struct database_entry {
    std::string_view alias;
    entries<std::string_view> backends;  ///< several where its URL chooses one
    bool only_reads = false;             ///< nothing is written to it in programs of this profile
    arrangement_info arrangement;
};

/// Where the rows of one model are, and which router says so.
struct route {
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    const table_info* table = nullptr;
    std::string_view read, write;     ///< aliases; empty where each query names its database
    bool reads_replicas = false;      ///< of the database that it is read from
    std::size_t read_router = npos;   ///< the first with an opinion, among the routers of the map
    std::size_t write_router = npos;  ///< npos where none has one
    entries<std::string_view> homes;  ///< the aliases of the databases in which its table may exist
    bool brought = false;             ///< a join table, say: by a model, and not listed

    /// Whether reads and writes take one way.
    constexpr bool has_one_way() const {
        return read == write && !reads_replicas && read_router == write_router;
    }
    constexpr bool is_shared() const { return homes.size() > 1; }
};

/// A reference from a model to another one.
struct relation_entry {
    const table_info* from = nullptr;
    const table_info* to = nullptr;
    entries<std::string_view> members;  ///< of `from`
    bool soft = false;                  ///< no constraint: the two may be in different databases
};

/// What a service says of its routes.
struct routing_map {
    std::string_view profile;
    entries<database_entry> databases;  ///< in the service's order, as are the others
    entries<std::string_view> routers;  ///< their types, in the order in which they are asked
    entries<route> routes;              ///< of each model, then of the tables that they bring
    entries<relation_entry> relations;
};

}  // namespace interlock
