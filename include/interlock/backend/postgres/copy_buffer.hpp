// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/wire.hpp>

#include <libpq-fe.h>

#include <cstddef>
#include <cstring>
#include <vector>

namespace interlock::postgres_detail {

/// Bytes on their way into a COPY. They may be cut anywhere.
class copy_buffer {
public:
    copy_buffer(PGconn* handle, error_place place) : handle_(handle), place_(place), bytes_(size) {}

    /// Makes room for a few bytes; returns where they begin. filled() says how many there are.
    char* room(std::size_t count) {
        if (size - used_ < count) flush();
        return bytes_.data() + used_;
    }
    void filled(std::size_t count) noexcept { used_ += count; }

    template <class Integer>
    void put_integer(Integer value) {
        store_integer(room(sizeof value), value);
        filled(sizeof value);
    }

    /// Of any size.
    void put(const char* data, std::size_t count) {
        if (count == 0) return;
        if (size - used_ < count) flush();
        if (size < count) return send(data, count);
        std::memcpy(bytes_.data() + used_, data, count);
        used_ += count;
    }

    void flush() {
        if (used_ == 0) return;
        send(bytes_.data(), used_);
        used_ = 0;
    }

private:
    static constexpr std::size_t size = 64 * 1024;

    void send(const char* data, std::size_t count) {
        if (PQputCopyData(handle_, data, static_cast<int>(count)) != 1) throw_error(nullptr, handle_, place_);
    }

    PGconn* handle_;
    error_place place_;
    std::vector<char> bytes_;
    std::size_t used_ = 0;
};

}  // namespace interlock::postgres_detail
