// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

namespace interlock::detail {

/// std::shared_ptr for what tracked rows do with it: <memory> would take as long to compile as everything else of theirs.
template <class T>
class shared_state {
public:
    template <class... Args>
    static shared_state make(Args&&... args) {
        return shared_state(new counted{T(std::forward<Args>(args)...)});
    }
    shared_state() noexcept = default;
    shared_state(const shared_state& other) noexcept : counted_(other.counted_) {
        if (counted_ != nullptr) __atomic_add_fetch(&counted_->owners, 1, __ATOMIC_RELAXED);
    }
    shared_state(shared_state&& other) noexcept : counted_(std::exchange(other.counted_, nullptr)) {}
    shared_state& operator=(shared_state other) noexcept {
        std::swap(counted_, other.counted_);
        return *this;
    }
    ~shared_state() {
        if (counted_ != nullptr && __atomic_sub_fetch(&counted_->owners, 1, __ATOMIC_ACQ_REL) == 0)
            delete counted_;
    }

    explicit operator bool() const noexcept { return counted_ != nullptr; }
    T& operator*() const noexcept { return counted_->value; }
    T* operator->() const noexcept { return &counted_->value; }

private:
    struct counted {
        T value;
        long owners = 1;
    };
    explicit shared_state(counted* one) noexcept : counted_(one) {}

    counted* counted_ = nullptr;
};

}  // namespace interlock::detail
