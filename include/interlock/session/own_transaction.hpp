// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace interlock::detail {

/// Takes back what happens within it, on every way out but commit(). Where a transaction is open already it is a
/// savepoint in that.
template <class Connection>
class own_transaction {
public:
    explicit own_transaction(Connection& c) : connection_(c), own_(!c.in_transaction()) {
        if (own_) c.begin();
        else c.begin_part();
        open_ = true;
    }
    own_transaction(const own_transaction&) = delete;
    own_transaction& operator=(const own_transaction&) = delete;
    ~own_transaction() {
        if (!open_) return;
        if (own_) connection_.rollback();
        else connection_.rollback_part();
    }
    void commit() {
        if (own_) {
            open_ = false;
            connection_.commit();
        } else {
            connection_.commit_part();
            open_ = false;
        }
    }

private:
    Connection& connection_;
    bool own_;
    bool open_ = false;
};

/// An operation that takes effect as a whole, and only where what it gave was taken without an error.
template <class Operation>
struct as_a_whole {
    template <class Backend, class Connection, class Argument>
    static auto run(Connection& connection, Argument& argument) {
        own_transaction<Connection> transaction(connection);
        auto result = Operation::template run<Backend>(connection, argument);
        transaction.commit();
        return result;
    }
};

}  // namespace interlock::detail
