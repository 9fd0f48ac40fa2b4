#pragma once

/// \file for_each_index.hpp
/// A loop whose index is a constant.

#include "config.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

ACT_NAMESPACE_BEGIN
namespace detail {

/// f(0), f(1), ... with each index a constant: g++ keeps arrays of vectors in registers only where no loop runs over
/// them.
template <std::size_t Count, class F>
ACT_INLINE void for_each_index(const F& f) {
  [&f]<std::size_t... K>(std::index_sequence<K...>) ACT_INLINE_LAMBDA {
    (f(std::integral_constant<std::size_t, K>{}), ...);
  }
  (std::make_index_sequence<Count>{});
}

}  // namespace detail
ACT_NAMESPACE_END
