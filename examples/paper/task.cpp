#include "task.hpp"

#include <stdexcept>

namespace paper {

void keep_first(example_set& set, std::size_t count) {
  if (count > set.count) {
    throw std::runtime_error(std::to_string(count) + " training examples were asked for but there are " +
                             std::to_string(set.count));
  }
  set.count = count;
  if (!set.labels.empty()) set.labels.resize(count);
}

void batch::load(const example_set& from, std::span<const std::size_t> which) {
  from.gather(which, inputs);
  labels.clear();
  if (from.labels.empty()) return;
  for (const std::size_t i : which) labels.push_back(from.labels[i]);
}

}  // namespace paper
