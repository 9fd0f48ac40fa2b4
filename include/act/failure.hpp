#pragma once

/// \file failure.hpp
/// How act reports a misuse: std::invalid_argument, or without exceptions ACT_FAIL(message).

#include "config.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>

ACT_NAMESPACE_BEGIN
namespace detail {

[[noreturn]] ACT_OUT_OF_LINE inline void fail(const std::string& message) {
#if ACT_HAS_EXCEPTIONS
  throw std::invalid_argument(message);
#elif defined(ACT_FAIL)
  ACT_FAIL(message.c_str());
  std::abort();
#else
  std::fputs((message + "\n").c_str(), stderr);
  std::abort();
#endif
}

[[noreturn]] ACT_OUT_OF_LINE inline void fail_parameter(const char* activation, const char* rule, double given) {
  char number[32];
  std::snprintf(number, sizeof number, "%g", given);
  fail(std::string("act::") + activation + ": " + rule + ", not " + number);
}

/// One argument of a call, as the messages name it and as the checks compare it.
struct argument {
  const char* name;
  const void* data;
  std::size_t size, bytes;
};

/// "1 element", "2 elements".
inline std::string counted_elements(std::size_t n) { return std::to_string(n) + (n == 1 ? " element" : " elements"); }

[[noreturn]] ACT_OUT_OF_LINE inline void fail_sizes(const char* activation, const char* form, const argument& a,
                                                    const argument& b) {
  fail(std::string("act::") + activation + form + ": " + a.name + " has " + counted_elements(a.size) + " but " +
       b.name + " has " + std::to_string(b.size));
}

[[noreturn]] ACT_OUT_OF_LINE inline void fail_multiple(const char* activation, const char* form, const argument& a,
                                                       const argument& b) {
  fail(std::string("act::") + activation + form + ": " + a.name + " has " + counted_elements(a.size) +
       ", not a multiple of " + b.name + "'s " + std::to_string(b.size));
}

[[noreturn]] ACT_OUT_OF_LINE inline void fail_overlap(const char* activation, const char* form, const argument& input,
                                                      const argument& output, bool both_outputs) {
  fail(std::string("act::") + activation + form + ": " + output.name + " (" + counted_elements(output.size) +
       ") overlaps " + input.name + " (" + counted_elements(input.size) + ")" +
       (both_outputs ? "" : " and is not the same range"));
}

inline bool overlap(const argument& a, const argument& b) {
  const auto first = reinterpret_cast<std::uintptr_t>(a.data), second = reinterpret_cast<std::uintptr_t>(b.data);
  return a.bytes != 0 && b.bytes != 0 && first < second + b.bytes && second < first + a.bytes;
}

/// An output is exactly an input or apart from it; two outputs are apart.
inline void check_overlaps(const char* activation, const char* form, std::span<const argument> inputs,
                           std::span<const argument> outputs) {
  for (const argument& output : outputs) {
    for (const argument& input : inputs) {
      const bool in_place = output.data == input.data && output.size == input.size && output.bytes == input.bytes;
      if (!in_place && overlap(input, output)) fail_overlap(activation, form, input, output, false);
    }
    for (const argument* other = outputs.data(); other != &output; ++other)
      if (overlap(*other, output)) fail_overlap(activation, form, *other, output, true);
  }
}

/// All sizes equal.
inline void check_sizes(const char* activation, const char* form, std::span<const argument> inputs,
                        std::span<const argument> outputs) {
  const argument& first = inputs[0];
  for (const argument& a : inputs)
    if (a.size != first.size) fail_sizes(activation, form, first, a);
  for (const argument& a : outputs)
    if (a.size != first.size) fail_sizes(activation, form, first, a);
}

inline void check(const char* activation, const char* form, std::span<const argument> inputs,
                  std::span<const argument> outputs) {
  check_sizes(activation, form, inputs, outputs);
  check_overlaps(activation, form, inputs, outputs);
}

}  // namespace detail
ACT_NAMESPACE_END
