#pragma once

/// \file positions.hpp
/// The bits of an element depend on its input alone: not on the length, the alignment, the place in the array.

#include "bits.hpp"
#include "scalar_results.hpp"

namespace contract {

/// Exactly `count` elements from `offset` elements behind an allocation's start, so that a sanitizer sees every access
/// beyond them; written elements can be told from untouched ones.
template <class T>
class placed {
 public:
  static constexpr T untouched = static_cast<T>(-12345.678);

  placed(std::size_t offset, std::size_t count) : memory_(offset + count, untouched), offset_(offset) {}
  placed(std::size_t offset, std::span<const T> content) : placed(offset, content.size()) {
    std::copy(content.begin(), content.end(), memory_.begin() + static_cast<std::ptrdiff_t>(offset));
  }
  /// As above, with `behind` elements behind that must stay untouched too.
  placed(std::size_t offset, std::size_t count, std::size_t behind)
      : memory_(offset + count + behind, untouched), offset_(offset), behind_(behind) {}

  std::span<T> elements() { return std::span(memory_).subspan(offset_, memory_.size() - offset_ - behind_); }
  std::span<const T> constant() const {
    return std::span(memory_).subspan(offset_, memory_.size() - offset_ - behind_);
  }
  bool is_untouched_outside() const {
    const std::span<const T> all(memory_);
    const auto is_untouched = [](T x) { return x == untouched; };
    return std::all_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(offset_), is_untouched) &&
           std::all_of(all.end() - static_cast<std::ptrdiff_t>(behind_), all.end(), is_untouched);
  }

 private:
  std::vector<T> memory_;
  std::size_t offset_, behind_ = 0;
};

/// Every form at one length and one pair of offsets.
template <class T, act::activation F>
void check_position(const F& f, const scalar_results<T>& expected, std::size_t count, std::size_t in, std::size_t out) {
  const std::size_t behind = lanes<T>;
  const std::span<const T> inputs(expected.x.data(), count), gradients(expected.dy.data(), count);
  const placed<T> x(in, inputs), dy((in + 1) % lanes<T>, gradients);
  placed<T> y(out, count, behind), dydx(out, count, behind), dx(out, count, behind), value(out, count, behind),
      derivative((out + 3) % lanes<T>, count, behind);

  f(x.constant(), y.elements());
  f.derivative(x.constant(), dydx.elements());
  f.value_and_derivative(x.constant(), value.elements(), derivative.elements());
  f.backward(x.constant(), dy.constant(), dx.elements());

  const std::span<const T> values(expected.value.data(), count), derivatives(expected.derivative.data(), count),
      products(expected.dx.data(), count);
  std::string problem = difference(y.constant(), values) + difference(dydx.constant(), derivatives) +
                        difference(value.constant(), values) + difference(derivative.constant(), derivatives) +
                        difference(dx.constant(), products);
  for (const placed<T>* output : {&y, &dydx, &value, &derivative, &dx})
    if (!output->is_untouched_outside()) problem += "something outside was written";
  INFO(count << " elements, " << in << " and " << out << " behind an aligned one");
  REQUIRE(problem == "");
}

/// Lengths around which the loop changes: up to three vectors, and where it starts to align its stores.
template <class T>
std::vector<std::size_t> telling_lengths() {
  std::vector<std::size_t> lengths;
  for (std::size_t n = 0; n <= 3 * lanes<T> + 1; ++n) lengths.push_back(n);
  for (const std::size_t n : {8 * lanes<T> - 1, 8 * lanes<T>, 10 * lanes<T> + 1, 13 * lanes<T> - 1})
    lengths.push_back(n);
  return lengths;
}

template <class T, act::activation F>
void is_independent_of_position(const F& f) {
  const scalar_results<T> expected(f, 13 * lanes<T>);
  for (const std::size_t count : telling_lengths<T>())
    for (std::size_t in = 0; in < lanes<T>; ++in)
      for (std::size_t out = 0; out < lanes<T>; ++out) check_position(f, expected, count, in, out);
}

/// An array that is long enough for its stores to bypass the caches.
template <class T, act::activation F>
void is_independent_of_streaming(const F& f) {
  const std::size_t count = ACT_STREAMING_BYTES / sizeof(T) + 3 * lanes<T> + 1, period = 977;
  const scalar_results<T> expected(f, period);
  std::vector<T> x(count), y(count + 1), values(count);
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = expected.x[i % period];
    values[i] = expected.value[i % period];
  }
  for (const std::size_t offset : {0u, 1u}) {
    f(x, std::span(y).subspan(offset, count));
    require_same_bits(std::span<const T>(y).subspan(offset, count), values);
  }
}

}  // namespace contract
