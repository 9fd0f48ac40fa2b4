#pragma once

#include "../aligned_array.hpp"
#include "../inputs.hpp"
#include "peer.hpp"

#include <cmath>
#include <numeric>

namespace bench {

/// What a fused form reads and writes: matrices of `count` elements, in rows of 1024 where that divides them.
template <class T>
class fused_workspace {
 public:
  fused_workspace(std::size_t count, fused_form form) : columns_(std::gcd(count, std::size_t(1024))) {
    for (const std::size_t distance : {0u, 1088u, 2176u, 3264u, 256u}) all_.emplace_back(count, distance);
    // With a bias of deviation 1 the activation's input is drawn from N(0, 4) as elsewhere.
    const bool has_bias = form == fused_form::bias || form == fused_form::bias_backward;
    draw(0, has_bias ? std::sqrt(3.0) : 2);
    draw(1, 1);
    draw(2, 1);
  }

  fused_arrays<T> arrays() const {
    const auto data = [&](std::size_t i) { return all_[i].numbers().data(); };
    return {all_[0].numbers().size() / columns_, columns_, data(0), data(1), data(2), data(3), data(4)};
  }
  /// What the last call wrote.
  std::vector<double> results() const {
    std::vector<double> both;
    for (const std::size_t i : {3u, 4u}) {
      for (const T number : all_[i].numbers()) both.push_back(static_cast<double>(number));
    }
    return both;
  }

 private:
  /// No two arrays have the same numbers in the same place.
  void draw(std::size_t i, double deviation) {
    const std::span<T> numbers = all_[i].numbers();
    const std::vector<T> drawn = normal<T>(numbers.size() + 7 * i, deviation);
    std::copy_n(drawn.end() - static_cast<std::ptrdiff_t>(numbers.size()), numbers.size(), numbers.begin());
  }

  std::size_t columns_;
  std::vector<aligned_array<T>> all_;  // x, other, dy, y, dother
};

}  // namespace bench
