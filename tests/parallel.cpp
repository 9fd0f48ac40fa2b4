#include <act/act.hpp>
#include <act/parallel.hpp>

#include "contract/fused_forms.hpp"

#include <atomic>
#include <set>
#include <thread>

namespace {

template <class T>
struct inputs {
  std::size_t columns = 777, count = columns * 701;
  std::vector<T> x = contract::mixed_inputs<T>(count), other = contract::upstream_gradients<T>(count),
                 bias = contract::upstream_gradients<T>(columns);
};

/// The outputs of every range form, one after the other.
template <class T, class... Policy>
std::vector<T> results(const inputs<T>& in, const Policy&... policy) {
  std::vector<T> y(in.count), z(in.count), packed(in.count / 2), dx(in.count), sums(in.columns), all;
  const auto keep = [&all](const auto&... outputs) { (all.insert(all.end(), outputs.begin(), outputs.end()), ...); };
  act::gelu(policy..., in.x, y);
  keep(y);
  act::gelu.derivative(policy..., in.x, y);
  keep(y);
  act::silu.value_and_derivative(policy..., in.x, y, z);
  keep(y, z);
  act::elu.backward(policy..., in.x, in.other, y);
  keep(y);
  act::gelu.bias(policy..., in.x, in.bias, y);
  keep(y);
  act::gelu.bias_backward(policy..., in.x, in.bias, in.other, y, sums);
  keep(y, sums);
  act::silu.gated(policy..., in.x, in.other, y);
  keep(y);
  act::silu.gated_backward(policy..., in.x, in.other, in.other, y, z);
  keep(y, z);
  const std::size_t even = in.columns - 1, rows = 700;
  packed.resize(rows * even / 2);
  dx.resize(rows * even);
  const std::span<const T> rows_of_two(in.x.data(), rows * even);
  act::silu.gated_packed(policy..., rows_of_two, even / 2, packed);
  keep(packed);
  act::silu.gated_packed_backward(policy..., rows_of_two, even / 2, std::vector<T>(packed), dx);
  keep(dx);
  return all;
}

/// How often, of two chunks, the second begins in the middle of a cache line.
std::size_t cuts_within_lines(std::span<float> y, std::size_t offset) {
  std::vector<float> x(y.size() - offset, 1.0f);
  std::atomic<std::size_t> within = 0;
  const auto halves = [&](std::size_t count, std::size_t grain, auto&& chunk) {
    const std::size_t middle = count / 2 / grain * grain;
    chunk(std::size_t{0}, middle);
    // What the first chunk wrote last.
    const auto written = std::find(y.begin(), y.end(), 0.0f);
    if (reinterpret_cast<std::uintptr_t>(&*written) % 64 != 0) ++within;
    chunk(middle, count);
  };
  std::fill(y.begin(), y.end(), 1.0f);
  std::fill(y.begin() + static_cast<std::ptrdiff_t>(offset), y.end(), 0.0f);
  act::relu(halves, x, y.subspan(offset));
  CHECK(std::find(y.begin(), y.end(), 0.0f) == y.end());
  return within;
}

}  // namespace

TEST_CASE("chunks are cut where cache lines of the output begin", "[parallel]") {
  std::vector<float> y(100000);
  for (std::size_t offset = 0; offset < 20; ++offset) CHECK(cuts_within_lines(y, offset) == 0);
}

#if defined(__cpp_lib_execution)

TEMPLATE_TEST_CASE("every form takes every policy, with the bits of one thread", "[parallel]", float, double) {
  const inputs<TestType> in;
  const std::vector<TestType> expected = results(in);
  contract::require_same_bits(results(in, std::execution::par), expected);
  contract::require_same_bits(results(in, std::execution::par_unseq), expected);
  contract::require_same_bits(results(in, std::execution::seq), expected);
  contract::require_same_bits(results(in, std::execution::unseq), expected);
}

namespace {

struct chunk {
  std::size_t begin, end;
  bool operator<(const chunk& other) const { return begin < other.begin; }
};

std::vector<chunk> chunks_of(std::size_t count, std::size_t grain) {
  std::vector<chunk> chunks(2000);
  std::atomic<std::size_t> used = 0;
  const auto record = [&](std::size_t begin, std::size_t end) { chunks[used++] = {begin, end}; };
  act::executor_adapter<std::execution::parallel_policy>{}(std::execution::par, count, grain, record);
  chunks.resize(used);
  std::sort(chunks.begin(), chunks.end());
  return chunks;
}

}  // namespace

TEST_CASE("chunks make up the whole, in multiples of the grain", "[parallel]") {
  for (const std::size_t count : {1u, 100u, 399u, 400u, 401u, 12345u, 102300u, 102399u, 204799u, 10000000u}) {
    const std::vector<chunk> chunks = chunks_of(count, 100);
    std::size_t end = 0;
    for (const chunk& c : chunks) {
      REQUIRE((c.begin == end && c.begin % 100 == 0 && c.end > c.begin));
      end = c.end;
    }
    CHECK(end == count);
  }
}

TEST_CASE("what is not worth a thread is one chunk", "[parallel]") {
  CHECK(chunks_of(399, 100).size() == 1);
  CHECK(chunks_of(40000, 100).size() > 1);
}

#endif
