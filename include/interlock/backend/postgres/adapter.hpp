// SPDX-License-Identifier: BSL-1.0
#pragma once

// The one file that knows libpqxx and its versions. Everything else works on libpq's handle, which is the
// same type in all of them.
#include <pqxx/version>

#if PQXX_VERSION_MAJOR >= 7
#include <pqxx/connection>
#else
#include <pqxx/connection_base>
#include <pqxx/connectionpolicy>
#endif

#include <libpq-fe.h>

#include <memory>
#include <utility>

namespace interlock::postgres_detail {

struct close_connection {
    void operator()(PGconn* handle) const noexcept { PQfinish(handle); }
};
/// A connection before libpqxx owns it.
using opened_connection = std::unique_ptr<PGconn, close_connection>;

#if PQXX_VERSION_MAJOR >= 7

using pqxx_connection = pqxx::connection;

/// Gives an open connection to libpqxx, which closes it in the end.
class adopted_connection {
public:
    explicit adopted_connection(opened_connection opened)
        : handle_(opened.get()), owner_(pqxx::connection::seize_raw_connection(opened.get())) {
        static_cast<void>(opened.release());
    }

    PGconn* handle() const noexcept { return handle_; }
    pqxx_connection& libpqxx() noexcept { return owner_; }

private:
    PGconn* handle_;
    pqxx::connection owner_;
};

#else

using pqxx_connection = pqxx::connection_base;

/// Version 6 asks a policy for its connection. This one has a single connection to give: version 6 would
/// replace a broken connection behind the back of whoever holds its handle.
class adopting_policy : public pqxx::connectionpolicy {
public:
    explicit adopting_policy(PGconn* opened) : pqxx::connectionpolicy(std::string()), opened_(opened) {}

    handle do_startconnect(handle started) override {
        if (started != nullptr) return started;
        if (opened_ == nullptr)
            throw pqxx::broken_connection("interlock: a lost connection is not made again");
        return std::exchange(opened_, nullptr);
    }

private:
    PGconn* opened_;
};

/// Gives an open connection to libpqxx, which closes it in the end.
class adopted_connection : private pqxx::connection_base {
public:
    explicit adopted_connection(opened_connection opened)
        : pqxx::connection_base(policy_), policy_(opened.get()), handle_(opened.get()) {
        init();
        static_cast<void>(opened.release());
    }
    ~adopted_connection() { close(); }

    PGconn* handle() const noexcept { return handle_; }
    pqxx_connection& libpqxx() noexcept { return *this; }

private:
    adopting_policy policy_;
    PGconn* handle_;
};

#endif

}  // namespace interlock::postgres_detail
