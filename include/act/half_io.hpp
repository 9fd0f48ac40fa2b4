#pragma once

/// \file half_io.hpp
/// float16 and bfloat16 in iostreams.

#include "half.hpp"

#include <istream>
#include <ostream>

ACT_NAMESPACE_BEGIN

/// x as the stream writes the same number in double.
template <class Char, class Traits, int MantissaBits>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& stream, basic_float16<MantissaBits> x) {
  return stream << static_cast<double>(x);
}

/// A number as the stream reads it into a double, rounded from there. Where it is too large, x becomes the largest
/// number of its sign and the stream fails, as for float.
template <class Char, class Traits, int MantissaBits>
std::basic_istream<Char, Traits>& operator>>(std::basic_istream<Char, Traits>& stream, basic_float16<MantissaBits>& x) {
  using limits = std::numeric_limits<basic_float16<MantissaBits>>;
  double wide = 0;  // what a stream reads from text that is no number
  if (const typename std::basic_istream<Char, Traits>::sentry ready(stream); !ready) return stream;
  stream >> wide;
  x = basic_float16<MantissaBits>(wide);
  if (x > limits::max() || x < limits::lowest()) {
    x = x > limits::max() ? limits::max() : limits::lowest();
    stream.setstate(std::ios_base::failbit);
  }
  return stream;
}

ACT_NAMESPACE_END
