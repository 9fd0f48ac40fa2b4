#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <span>

namespace bench {

/// Numbers that begin at a chosen distance from a page: arrays at the same distance evict one another.
template <class T>
class aligned_array {
 public:
  /// distance: in bytes, a multiple of 64.
  aligned_array(std::size_t count, std::size_t distance)
      : memory_(static_cast<std::byte*>(::operator new(count * sizeof(T) + distance, page))),
        numbers_(reinterpret_cast<T*>(memory_.get() + distance), count) {
    std::fill(numbers_.begin(), numbers_.end(), T(0));
  }

  std::span<T> numbers() const { return numbers_; }

 private:
  static constexpr std::align_val_t page{4096};
  struct free {
    void operator()(std::byte* memory) const { ::operator delete(memory, page); }
  };

  std::unique_ptr<std::byte, free> memory_;
  std::span<T> numbers_;
};

/// What a function reads and writes, none of it at the same distance from a page.
template <class T>
struct workspace {
  explicit workspace(std::size_t count) : x(count, 0), dy(count, 1088), y(count, 2176) {}
  explicit workspace(std::span<const T> inputs, T upstream) : workspace(inputs.size()) {
    std::copy(inputs.begin(), inputs.end(), x.numbers().begin());
    std::fill(dy.numbers().begin(), dy.numbers().end(), upstream);
  }

  aligned_array<T> x, dy, y;
};

}  // namespace bench
