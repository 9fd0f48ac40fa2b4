#pragma once

#include "catch2.hpp"

#include <stdexcept>
#include <string>

/// The call throws std::invalid_argument with this message.
template <class Call>
void refuses(const std::string& message, Call&& call) {
  CHECK_THROWS_MATCHES(call(), std::invalid_argument, Catch::Matchers::Message(message));
}
