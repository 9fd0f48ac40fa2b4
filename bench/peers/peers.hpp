#pragma once

/// \file peers.hpp
/// One function a unit. A library appears several times where it has several ways to a function.

#include "peer.hpp"

namespace bench {

std::vector<peer> act_itself();
std::vector<peer> textbook_loop();
std::vector<peer> textbook_loop_with_fast_math();
std::vector<peer> sleef();
std::vector<peer> onednn();
std::vector<peer> xnnpack();
std::vector<peer> eigen();
std::vector<peer> torch();

/// Them all, in the order of the tables; act first. Those that CMake did not find are left out with that reason.
std::vector<peer> all_peers();

}  // namespace bench
