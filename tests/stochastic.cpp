#include <act/stochastic.hpp>

#include "contract/forms.hpp"
#include "refuses.hpp"

#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

namespace {

double normal(double x) { return std::erfc(-x * std::numbers::sqrt2 / 2) / 2; }
double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Inputs on both sides of every change of F, and the special ones.
template <class T>
std::vector<T> gate_inputs(std::size_t count) {
  std::vector<T> x = contract::mixed_inputs<T>(count);
  for (std::size_t i = 0; i < count; i += 2) x[i] = static_cast<T>(std::sin(static_cast<double>(i)) * 9);
  return x;
}

std::vector<std::uint64_t> words_for(std::size_t elements) { return std::vector<std::uint64_t>((elements + 63) / 64); }

bool bit(const std::vector<std::uint64_t>& mask, std::size_t i) { return (mask[i / 64] >> i % 64 & 1) != 0; }

/// Which draw element number i gets, one at a time.
std::int32_t draw_of(std::uint64_t i, std::uint64_t seed) {
  const std::uint64_t in_block = i % 32, counter = i / 32 * 8 + in_block % 16 / 2;
  const auto words = act::kernels::philox<std::uint64_t>({counter, counter >> 32, 0, 0},
                                                         {std::uint32_t(seed), std::uint32_t(seed >> 32)});
  return act::simd::bit_cast<std::int32_t>(
      std::uint32_t(words[static_cast<std::size_t>(in_block / 16 * 2 + in_block % 2)]));
}

/// The share of draws that passes at x, counted exactly, for the draws that pass are those below some number.
template <class Probability>
double share_that_passes(double x) {
  std::int64_t low = std::numeric_limits<std::int32_t>::min(),
               high = -low;  // the first that does not pass is in between
  const std::int64_t lowest = low;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (act::kernels::passes<Probability>(x, static_cast<std::int32_t>(middle))) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return static_cast<double>(low - lowest) * 0x1p-32;
}

}  // namespace

TEST_CASE("Philox gives its authors' known answers", "[stochastic]") {
  // kat_vectors of Random123, philox4x32 with 10 rounds.
  struct answer {
    std::array<std::uint64_t, 4> counter;
    std::array<std::uint32_t, 2> key;
    std::array<std::uint32_t, 4> expected;
  };
  const answer answers[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
       {0xffffffff, 0xffffffff},
       {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const answer& known : answers) {
    const auto words = act::kernels::philox<std::uint64_t>(known.counter, known.key);
    for (std::size_t k = 0; k < 4; ++k) CHECK(static_cast<std::uint32_t>(words[k]) == known.expected[k]);
  }
}

TEMPLATE_TEST_CASE("each element's draw is that of its number, and decides exactly", "[stochastic]", float, double) {
  using T = TestType;
  constexpr std::uint64_t seed = 0x0123456789abcdef;
  const std::vector<T> x = gate_inputs<T>(3001);
  std::vector<T> y(x.size());
  std::vector<std::uint64_t> mask = words_for(x.size());
  const auto check = [&]<class Probability>(const auto& gate, Probability) {
    // the last one's numbers begin again with 0
    for (const std::uint64_t offset : {0ull, 5ull, (1ull << 40) + 77, ~0ull - 1001}) {
      gate.sample(x, y, mask, offset);
      for (std::size_t i = 0; i < x.size(); ++i) {
        INFO("x[" << i << "] = " << x[i] << ", offset " << offset);
        const bool passes = std::isnan(x[i]) || act::kernels::passes<Probability>(x[i], draw_of(offset + i, seed));
        REQUIRE(bit(mask, i) == passes);
        contract::require_same_bits(std::array{y[i]}, std::array{passes ? x[i] : std::copysign(T(0), x[i])});
      }
      CHECK(mask.back() >> x.size() % 64 == 0);
    }
  };
  check(act::stochastic_gate<act::gelu>(seed), act::kernels::normal_probability{});
  check(act::stochastic_gate<act::silu>(seed), act::kernels::logistic_probability{});
}

TEST_CASE("the same draws decide on every machine", "[stochastic]") {
  std::vector<float> x(4096), y(4096);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(static_cast<int>(i % 801) - 400) / 64;
  std::vector<std::uint64_t> mask = words_for(x.size());
  std::uint64_t hash = 0;
  for (std::uint64_t offset = 0; offset < 40; ++offset) {
    act::stochastic_gate<act::gelu>(1).sample(x, y, mask, offset * 4099);
    for (const std::uint64_t word : mask) hash = std::rotl(hash, 7) * 0x9E3779B97F4A7C15 + word;
    act::stochastic_gate<act::silu>(2).sample(x, y, mask, offset * 4099);
    for (const std::uint64_t word : mask) hash = std::rotl(hash, 7) * 0x9E3779B97F4A7C15 + word;
  }
  CHECK(hash == 0x107a2cfcac034dab);
}

TEST_CASE("the probability of passing is the distribution function within 2^-32", "[stochastic]") {
  for (double x = -9; x <= 9; x += 1 / 16.0) {
    INFO(x);
    CHECK(std::fabs(share_that_passes<act::kernels::normal_probability>(x) - normal(x)) <= 0x1p-32);
    CHECK(std::fabs(share_that_passes<act::kernels::logistic_probability>(4 * x) - logistic(4 * x)) <= 0x1p-32);
  }
}

TEST_CASE("the mean of many samples is the activation", "[stochastic]") {
  constexpr std::size_t count = std::size_t{1} << 18;
  std::vector<float> x(count), y(count);
  std::vector<std::uint64_t> mask = words_for(count);
  const auto check = [&](const auto& gate, auto probability) {
    for (float at = -4; at <= 4; at += 0.25f) {
      std::fill(x.begin(), x.end(), at);
      gate.sample(x, y, mask);
      std::size_t passed = 0;
      for (const std::uint64_t word : mask) passed += static_cast<std::size_t>(std::popcount(word));
      const double p = probability(double{at}), share = static_cast<double>(passed) / count;
      INFO("x = " << at << ", " << share << " of all pass, expected " << p);
      CHECK(std::fabs(share - p) <= 4.5 * std::sqrt(p * (1 - p) / count));
      float expected = 0;
      gate.expectation(std::span(x).first(1), std::span(&expected, 1));
      CHECK(std::fabs(at * share - expected) <= 4.5 * std::fabs(at) * std::sqrt(p * (1 - p) / count) + 1e-6);
    }
  };
  check(act::stochastic_gate<act::gelu>(11), normal);
  check(act::stochastic_gate<act::silu>(12), logistic);
}

TEST_CASE("draws of neighbours, of other counters' words and of other seeds are uncorrelated", "[stochastic]") {
  constexpr std::size_t count = std::size_t{1} << 20;
  const std::vector<float> x(count, 0.0f);  // one half passes
  std::vector<float> y(count);
  std::vector<std::uint64_t> mask = words_for(count), other = mask;
  act::stochastic_gate<act::gelu>(5).sample(x, y, mask);
  const double within = 4.5 / std::sqrt(static_cast<double>(count));
  const auto correlation = [&](const std::vector<std::uint64_t>& a, std::size_t distance) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + distance < count; ++i) sum += bit(a, i) == bit(mask, i + distance) ? 1 : -1;
    return static_cast<double>(sum) / static_cast<double>(count - distance);
  };
  for (const std::size_t distance : {1u, 2u, 3u, 8u, 16u, 17u, 32u, 64u, 1024u}) {
    INFO(distance);
    CHECK(std::fabs(correlation(mask, distance)) < within);
  }
  for (const std::uint64_t seed : {std::uint64_t{4}, std::uint64_t{6}, std::uint64_t{5} << 32}) {
    act::stochastic_gate<act::gelu>(seed).sample(x, y, other);
    CHECK(std::fabs(correlation(other, 0)) < within);
  }
}

TEST_CASE("samples do not depend on how ranges are cut, or by whom", "[stochastic]") {
  const std::vector<float> x = gate_inputs<float>(70'001);
  const act::stochastic_gate<act::gelu> gate(99);
  std::vector<float> expected(x.size()), y(x.size());
  std::vector<std::uint64_t> expected_mask = words_for(x.size()), mask = expected_mask;
  gate.sample(x, expected, expected_mask, 1000);
  for (const std::size_t chunk : {1000u, 257u, 64u}) {
    gate.sample(contract::odd_chunks_on_threads{chunk}, x, y, mask, 1000);
    CHECK(mask == expected_mask);
    contract::require_same_bits(y, expected);
  }
  for (std::size_t begin = 0, size = 1; begin < x.size(); begin += size, size = size * 2 + 3) {
    const std::size_t count = std::min(size, x.size() - begin);
    gate.sample(std::span(x).subspan(begin, count), std::span(y).subspan(begin, count), 1000 + begin);
  }
  contract::require_same_bits(y, expected);
  y = x;
  gate.sample(y, y, 1000);
  contract::require_same_bits(y, expected);
}

TEST_CASE("16-bit elements pass as the floats of their value do", "[stochastic]") {
  std::vector<act::float16> x;
  std::vector<float> wide;
  for (int i = -300; i < 300; ++i) {
    x.emplace_back(static_cast<float>(i) / 64);
    wide.push_back(static_cast<float>(x.back()));
  }
  const act::stochastic_gate<act::silu> gate(3);
  std::vector<act::float16> y(x.size());
  std::vector<float> expected(x.size()), got(x.size());
  gate.sample(wide, expected);
  gate.sample(x, y);
  for (std::size_t i = 0; i < x.size(); ++i) got[i] = static_cast<float>(y[i]);
  contract::require_same_bits(got, expected);
  gate.sample(x, got);
  contract::require_same_bits(got, expected);
}

TEMPLATE_TEST_CASE("backward lets the gradients of what passed through", "[stochastic]", float, double) {
  using T = TestType;
  const std::vector<T> x = gate_inputs<T>(777), dy = contract::upstream_gradients<T>(777);
  std::vector<T> y(x.size()), dx(x.size()), expected;
  std::vector<std::uint64_t> mask = words_for(x.size());
  const act::stochastic_gate<act::gelu> gate(8);
  gate.sample(x, y, mask);
  for (std::size_t i = 0; i < x.size(); ++i) expected.push_back(bit(mask, i) ? dy[i] : std::copysign(T(0), dy[i]));
  gate.backward(mask, dy, dx);
  contract::require_same_bits(dx, expected);
  dx = dy;
  gate.backward(contract::odd_chunks_on_threads{3}, mask, dx, dx);
  contract::require_same_bits(dx, expected);
}

TEST_CASE("stochastic gates refuse ranges and masks that do not go together", "[stochastic]") {
  const act::stochastic_gate<act::gelu> gate(0);
  std::vector<float> x(200), y(199), z(200);
  std::vector<std::uint64_t> mask(3);
  refuses("act::stochastic_gate.sample: x has 200 elements but y has 199", [&] { gate.sample(x, y); });
  refuses("act::stochastic_gate.sample: mask has 3 words of 64 bits but x has 200 elements, which take 4",
          [&] { gate.sample(x, z, mask); });
  refuses("act::stochastic_gate.backward: mask has 3 words of 64 bits but dy has 200 elements, which take 4",
          [&] { gate.backward(mask, x, z); });
  refuses("act::stochastic_gate.sample: y (199 elements) overlaps x (199 elements) and is not the same range",
          [&] { gate.sample(std::span(x).first(199), std::span(x).last(199)); });
  gate.sample(std::span<const float>{}, std::span<float>{});
}
