// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>
#include <stdlib.h>  // mkdtemp
#include <string>
#include <system_error>

namespace bench {

// A folder of our own, gone at the end.
class temporary_folder {
public:
    temporary_folder() : path_{(std::filesystem::temp_directory_path() / "interlock-bench.XXXXXX").string()} {
        if (mkdtemp(path_.data()) == nullptr)
            throw std::system_error{errno, std::generic_category(), "no temporary folder"};
    }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace bench
