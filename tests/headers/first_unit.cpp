// SPDX-License-Identifier: BSL-1.0
#include <everything.hpp>

int second_unit();

int main() { return second_unit(); }
