// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <typeinfo>

#include <unistd.h>

/// A folder that is gone after the test.
class scratch {
public:
    scratch() {
        static std::atomic<int> count{0};
        path_ = std::filesystem::temp_directory_path() /
                ("interlock-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::string file(const std::string& name) const { return (path_ / name).string(); }
    /// The URL of an SQLite database in it.
    std::string url(const std::string& name, const std::string& parameters = {}) const {
        return "sqlite:" + file(name) + parameters;
    }

private:
    std::filesystem::path path_;
};

/// The error that a call throws, of exactly this class; by value, to look at its parts.
template <class Error, class Function>
Error thrown(Function f) {
    try {
        f();
    } catch (const Error& e) {
        if (typeid(e) == typeid(Error)) return e;
        FAIL("another class of error: " << typeid(e).name() << ": " << e.what());
    } catch (const std::exception& e) {
        FAIL("another error: " << typeid(e).name() << ": " << e.what());
    }
    FAIL("nothing was thrown");
    throw 0;
}
