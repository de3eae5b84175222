// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/nth.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/session_parts.hpp>
#include <interlock/session/transaction_options.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace interlock::detail {

/// What one kind of slot knows of a transaction, as another one takes it.
template <class Hold>
Hold held_as(const transaction_hold& held) {
    if constexpr (__is_same(Hold, transaction_hold)) return held;
    else {
        Hold h;
        static_cast<transaction_hold&>(h) = held;
        return h;
    }
}

/// The place of a database that was chosen among some: what is done there is done in the chosen one's own place.
template <class Service, class... Dbs>
class chosen_slot {
public:
    using hold_type = transaction_hold;

    chosen_slot() = default;

    std::size_t which() const noexcept { return which_; }
    std::string_view alias() const noexcept { return aliases[which_]; }
    service_slots<Service>& session_slots() const noexcept { return *slots_; }
    const void* origin(const transaction_hold&) noexcept {
        return on_chosen([](auto& slot) -> const void* { return &slot; });
    }

    /// A database that is only read is known to the compiler where it is named; here it is one of several. Who knows of which
    /// model says so first.
    void require(access how, std::string_view model = {}) const {
        if (how == access::writes && !may_be_written[which_]) refuse_write(model);
    }

    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        require(how);
        return on_chosen([&](auto& slot) -> decltype(auto) {
            return slot.template run<Operation>(own<decltype(slot)>(held), how, std::forward<Args>(args)...);
        });
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        require(how);
        return on_chosen([&](auto& slot) -> decltype(auto) {
            return slot.template keep<Operation>(own<decltype(slot)>(held), how, std::forward<Args>(args)...);
        });
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return on_chosen([&](auto& slot) -> decltype(auto) {
            return slot.template ask<Operation>(std::forward<Args>(args)...);
        });
    }
    template <class How>
    void begin(transaction_hold& hold) {
        begin_on<0, How>(hold);
    }
    void commit(const transaction_hold& held) {
        on_chosen([&](auto& slot) { slot.commit(own<decltype(slot)>(held)); });
    }
    void rollback(const transaction_hold& held) noexcept {
        on_chosen([&](auto& slot) { slot.rollback(own<decltype(slot)>(held)); });
    }

private:
    template <class, class...>
    friend class chosen_slots;
    static constexpr std::string_view aliases[]{Dbs::alias...};
    static constexpr bool may_be_written[]{Service::template may_write<Dbs>...};

    template <class Slot>
    static auto own(const transaction_hold& held) {
        return held_as<typename std::remove_reference_t<Slot>::hold_type>(held);
    }
    [[noreturn, gnu::cold]] void refuse_write(std::string_view model) const {
        read_only_database e("a write to a database that this service only reads, as a router of it says");
        e.at_statement(alias(), model, {});
        throw e;
    }
    /// One that is only read is begun as such.
    template <std::size_t I, class How>
    void begin_on(transaction_hold& hold) {
        if constexpr (I + 1 < sizeof...(Dbs))
            if (which_ != I) return begin_on<I + 1, How>(hold);
        auto& slot = slot_in<Service, nth<I, Dbs...>>(*slots_);
        auto own_hold = own<decltype(slot)>(hold);
        slot.template begin<options_on<Service, nth<I, Dbs...>, How>>(own_hold);
        hold = own_hold;
    }
    template <std::size_t I = 0, class Function>
    decltype(auto) on_chosen(const Function& f) {
        if constexpr (I + 1 < sizeof...(Dbs))
            if (which_ != I) return on_chosen<I + 1>(f);
        return f(slot_in<Service, nth<I, Dbs...>>(*slots_));
    }

    service_slots<Service>* slots_ = nullptr;
    std::size_t which_ = 0;
};

/// The places of all of them, in a session. A place is told from others by its address.
template <class Service, class... Dbs>
class chosen_slots final : public session_part {
public:
    static chosen_slots& in(service_slots<Service>& slots) {
        session_part* seen = slots.parts.first.load();
        if (chosen_slots* const there = found(seen, nullptr)) return *there;
        auto* const made = new chosen_slots(slots);
        for (made->older = seen; !slots.parts.first.replace(made->older, made);) {
            seen = made->older;
            made->older = slots.parts.first.load();
            if (chosen_slots* const there = found(made->older, seen)) {
                delete made;
                return *there;
            }
        }
        return *made;
    }
    chosen_slot<Service, Dbs...>& at(std::size_t which) noexcept { return slots_[which]; }

private:
    static inline char kind_ = 0;  // its address is what counts

    explicit chosen_slots(service_slots<Service>& slots) : session_part(&kind_) {
        for (std::size_t i = 0; i < sizeof...(Dbs); ++i) {
            slots_[i].slots_ = &slots;
            slots_[i].which_ = i;
        }
    }
    static chosen_slots* found(session_part* from, const session_part* until) noexcept {
        for (; from != until; from = from->older)
            if (from->kind == &kind_) return static_cast<chosen_slots*>(from);
        return nullptr;
    }

    chosen_slot<Service, Dbs...> slots_[sizeof...(Dbs)];
};

template <class Service, class... Dbs>
struct arranged<pass_t, Service, one_of<Dbs...>> {
    using type = chosen_slot<Service, Dbs...>;
};

}  // namespace interlock::detail
