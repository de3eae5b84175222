// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/pool_queue.hpp>
#include <interlock/session/pool_share.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>

namespace interlock::detail {

/// How many connections several pools have together, such as those of all tenants. Where there are so many, the next one is
/// had for one that nobody uses, of the pool that was used the longest time ago.
class pool_budget {
public:
    pool_budget() = default;
    pool_budget(const pool_budget&) = delete;
    pool_budget& operator=(const pool_budget&) = delete;

    /// Before the first connection.
    void set(std::int64_t most) noexcept { most_ = most; }
    std::int64_t most() const noexcept { return most_; }

    /// A pool's part in it, for the pool to own.
    template <class Pool>
    pool_share* part_of(Pool& pool) {
        return new part_for<Pool>(*this, pool);
    }

private:
    class part : public pool_share {
    public:
        explicit part(pool_budget& b) : budget_(b) {}
        ~part() override { budget_.forget(*this); }

        bool take(std::int64_t deadline) override { return budget_.take(*this, deadline); }
        bool is_all_mine() override { return budget_.is_all_mine(); }
        void give_back() noexcept override { budget_.give_back(*this); }
        void leave_idle() noexcept override {
            used.set(coarse_now_ns());
            if (is_wanted()) budget_.wake();
        }
        bool is_wanted() const noexcept override { return budget_.waiting_.load() != 0; }

        virtual bool has_idle() const noexcept = 0;
        virtual bool close_one_idle() noexcept = 0;
        virtual std::int64_t mine() const noexcept = 0;

        part* next = nullptr;  // of those that have connections
        std::int64_t open = 0;
        shared_value<std::int64_t> used;

    private:
        pool_budget& budget_;
    };
    template <class Pool>
    class part_for final : public part {
    public:
        part_for(pool_budget& b, Pool& pool) : part(b), pool_(pool) {}
        bool has_idle() const noexcept override { return pool_.has_idle(); }
        bool close_one_idle() noexcept override { return pool_.close_one_idle(); }
        std::int64_t mine() const noexcept override { return pool_.leased_by_me(); }

    private:
        Pool& pool_;
    };

    bool take(part& p, std::int64_t deadline) {
        pool_waiter me;
        locked hold(mutex_);
        line_.stand_in_line(me);
        waiting_.add(1);
        bool has = false;
        for (bool late = false;;) {
            while (line_.is_first(me) && open_ >= most_) {
                part* const oldest = oldest_idle();
                if (oldest == nullptr) break;
                hold.unlock();
                (void)oldest->close_one_idle();  // which gives it back; or somebody uses it again
                hold.lock();
            }
            has = line_.is_first(me) && open_ < most_;
            if (has || late || deadline == 0) break;
            late = !me.ready.wait_until(mutex_, deadline);
        }
        if (has) {
            ++open_;
            if (p.open++ == 0) {
                p.next = first_;
                first_ = &p;
            }
        }
        waiting_.add(-1);
        line_.leave_line(me);
        return has;
    }
    bool is_all_mine() const noexcept {
        std::int64_t mine = 0;
        const locked hold(mutex_);
        for (part* p = first_; p != nullptr; p = p->next) mine += p->mine();
        return mine >= most_;
    }
    void give_back(part& p) noexcept {
        const locked hold(mutex_);
        --open_;
        if (--p.open == 0) remove(p);
        line_.wake_first();
    }
    void wake() noexcept {
        const locked hold(mutex_);
        line_.wake_first();
    }
    void forget(part& p) noexcept {
        const locked hold(mutex_);
        if (p.open != 0) remove(p);
        open_ -= p.open;
    }
    void remove(part& p) noexcept {
        part** at = &first_;
        while (*at != &p) at = &(*at)->next;
        *at = p.next;
    }
    part* oldest_idle() const noexcept {
        part* oldest = nullptr;
        for (part* p = first_; p != nullptr; p = p->next)
            if (p->has_idle() && (oldest == nullptr || p->used.peek() < oldest->used.peek())) oldest = p;
        return oldest;
    }

    mutable mutex mutex_;  // is taken before that of a pool, and never while that is held
    std::int64_t most_ = 0, open_ = 0;
    part* first_ = nullptr;
    pool_lane line_;  // without places: who waits, in turn
    shared_value<std::int64_t> waiting_;
};

}  // namespace interlock::detail
