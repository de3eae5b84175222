// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <exception>
#include <utility>

namespace interlock::detail {

/// What is called once a transaction has ended one way or the other.
class transaction_callback {
public:
    transaction_callback(const transaction_callback&) = delete;
    transaction_callback& operator=(const transaction_callback&) = delete;
    virtual ~transaction_callback() = default;
    virtual void call() = 0;

    transaction_callback* next = nullptr;
    int depth;  // of the part of the transaction that it belongs to
    bool of_commit;

protected:
    transaction_callback(int d, bool commit) : depth(d), of_commit(commit) {}
};

template <class Function>
class callback_of final : public transaction_callback {
public:
    callback_of(Function f, int d, bool commit) : transaction_callback(d, commit), function_(std::move(f)) {}
    void call() override { function_(); }

private:
    Function function_;
};

/// Adds one to a list. Gives it, to be looked at while the transaction lasts.
template <class Function>
const transaction_callback* add_callback(transaction_callback*& first, Function f, int depth,
                                         bool of_commit) {
    auto* const added = new callback_of<Function>(std::move(f), depth, of_commit);
    added->next = first;
    return first = added;
}

/// Callbacks that are taken out of a transaction which has ended.
class callback_list {
public:
    callback_list() = default;
    callback_list(const callback_list&) = delete;
    callback_list& operator=(const callback_list&) = delete;
    ~callback_list() {
        while (first_ != nullptr) delete std::exchange(first_, first_->next);
    }

    /// Takes those of a depth and deeper from the front of a list: the latest one is there.
    void take(transaction_callback*& from, int depth) noexcept {
        while (from != nullptr &&
               from->depth >= depth) {  // their order is turned round: the first one comes first
            transaction_callback* const one = std::exchange(from, from->next);
            one->next = first_;
            first_ = one;
        }
    }
    /// Calls all of one kind, whatever one of them throws, and throws the first of that.
    void call(bool of_commit) {
        std::exception_ptr thrown;
        for (transaction_callback* c = first_; c != nullptr; c = c->next) try {
                if (c->of_commit == of_commit) c->call();
            } catch (...) {
                if (!thrown) thrown = std::current_exception();
            }
        if (thrown) std::rethrow_exception(thrown);
    }
    void call_quietly(bool of_commit) noexcept {
        try {
            call(of_commit);
        } catch (...) {  // there is an error already, or nobody to tell
        }
    }

private:
    transaction_callback* first_ = nullptr;
};

}  // namespace interlock::detail
