#include <act/transform.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <numeric>
#include <vector>

namespace {

/// Adds and subtracts: two inputs, two outputs.
struct sum_and_difference {
  template <class Inputs, class Lanes>
  auto operator()(const Inputs& in, Lanes&&) const {
    return std::array{in[0] + in[1], in[0] - in[1]};
  }
};

/// x + 1 and x + 2, for positive x from a kernel that leaves the others out.
template <class V>
struct one_and_two_more {
  using results = std::array<V, 2>;
  static constexpr bool leaves_lanes_out = true;

  results operator()(const std::array<V, 1>& in, act::simd::common_lanes<V>& lanes) const {
    lanes.leave_out(!(in[0] > V(0)));
    return {in[0] + V(1), act::simd::select(in[0] > V(0), in[0] + V(2), V(-1000))};
  }
  /// Wrong for positive x.
  results operator()(const std::array<V, 1>& in, act::simd::rare_lanes) const {
    return {act::simd::select(in[0] > V(0), V(-2000), in[0] + V(1)), in[0] + V(2)};
  }
  results operator()(const std::array<V, 1>& in, act::simd::every_lane) const { return {in[0] + V(1), in[0] + V(2)}; }
};

template <class T>
std::vector<T> counted(std::size_t count, T first) {
  std::vector<T> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

/// [begin, end) of 500 elements is computed, and nothing else.
template <class V>
void check_range(std::size_t begin, std::size_t end, bool is_streaming) {
  using T = act::simd::lane_of<V>;
  const std::vector<T> a = counted<T>(500, 1), b = counted<T>(500, 1000);
  std::vector<T> sum(500, -1), difference(500, -1);
  act::detail::transform<V>(act::detail::arrays<T, T, 2, 2>{{a.data(), b.data()}, {sum.data(), difference.data()}},
                            begin, end, is_streaming, sum_and_difference{});
  bool is_right = true;
  for (std::size_t i = 0; i < 500; ++i) {
    const bool is_inside = i >= begin && i < end;
    is_right = is_right && sum[i] == (is_inside ? a[i] + b[i] : -1) && difference[i] == (is_inside ? a[i] - b[i] : -1);
  }
  INFO(vectors::name_of<V>() << " over [" << begin << ", " << end << ")" << (is_streaming ? ", streaming" : ""));
  CHECK(is_right);
}

/// One element in `every` is rare, in place and not.
template <class V>
void check_rare_lanes(std::size_t count, std::size_t every, bool is_streaming) {
  using T = act::simd::lane_of<V>;
  std::vector<T> x = counted<T>(count, 1);
  for (std::size_t i = every / 2; i < count; i += every) x[i] = -x[i];
  std::vector<T> one_more(count), two_more(count), in_place = x;
  const auto run = [&](const T* in, T* out) {
    act::detail::transform<V>(act::detail::arrays<T, T, 1, 2>{{in}, {out, two_more.data()}}, 0, count, is_streaming,
                              one_and_two_more<V>{});
  };
  run(x.data(), one_more.data());
  run(in_place.data(), in_place.data());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < count; ++i)
    wrong += one_more[i] != x[i] + 1 || in_place[i] != x[i] + 1 || two_more[i] != x[i] + 2;
  INFO(vectors::name_of<V>() << ", " << count << " elements, one rare in " << every);
  CHECK(wrong == 0);
}

/// Some elements of rows that lie apart, one in `every` rare.
template <class V>
void check_rows(std::size_t columns, std::size_t every, bool is_streaming) {
  using T = act::simd::lane_of<V>;
  constexpr std::size_t rows = 9, gap = 64;
  const std::size_t stride = columns + gap, begin = columns + columns / 2, end = 8 * columns;
  std::vector<T> x = counted<T>(rows * stride, 1), one_more(x.size() + gap, -1), two_more(x.size() + gap, -1);
  for (std::size_t i = every / 2; i < x.size(); i += every) x[i] = -x[i];
  act::detail::matrix<act::detail::arrays<T, T, 1, 2>> matrix{{{x.data()}, {}}, columns, {stride}, stride};
  const std::size_t head = act::detail::elements_to_multiple(one_more.data(), 64);
  matrix.first_row.out = {one_more.data() + head, two_more.data() + head};
  act::detail::transform<V>(matrix, begin, end, is_streaming, one_and_two_more<V>{});
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t column = i % stride, element = i / stride * columns + column;
    const bool is_inside = column < columns && element >= begin && element < end;
    wrong += one_more[head + i] != (is_inside ? x[i] + 1 : -1) || two_more[head + i] != (is_inside ? x[i] + 2 : -1);
  }
  INFO(vectors::name_of<V>() << ", rows of " << columns << ", one rare in " << every);
  CHECK(wrong == 0);
}

}  // namespace

TEMPLATE_TEST_CASE("the loop over rows leaves what lies between them", "[transform]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    for (const bool is_streaming : {false, true})
      for (const std::size_t columns : {1u, 7u, 32u, 100u, 128u, 1024u})
        for (const std::size_t every : {1u, 3u, 100u}) check_rows<V>(columns, every, is_streaming);
  });
}

TEMPLATE_TEST_CASE("rare lanes come from the kernel for these, be they few or many", "[transform]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    for (const bool is_streaming : {false, true})
      for (const std::size_t count : {1u, 33u, 129u, 1000u, 5000u})
        for (const std::size_t every : {1u, 2u, 3u, 17u, 300u}) check_rare_lanes<V>(count, every, is_streaming);
  });
}

TEMPLATE_TEST_CASE("the loop computes its range and nothing else, in every vector", "[transform]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    for (const bool is_streaming : {false, true})
      for (const std::size_t begin : {0u, 1u, 5u, 16u, 31u})
        for (const std::size_t end : {31u, 32u, 33u, 64u, 255u, 256u, 257u, 499u, 500u})
          check_range<V>(begin, end, is_streaming);
  });
}

TEMPLATE_TEST_CASE("a distance to alignment is counted in elements", "[transform]", float, double) {
  using V = act::simd::native<TestType>;
  constexpr std::size_t lanes = act::simd::lanes_of<V>;
  alignas(64) TestType aligned[32] = {};
  for (std::size_t i = 0; i < 16; ++i)
    CHECK(act::detail::elements_to_multiple(aligned + i, act::simd::alignment_of<V>) == (lanes - i % lanes) % lanes);
}

TEST_CASE("large outputs bypass the caches, unless they are written in place", "[transform]") {
  std::array<float, 2> memory;
  float *a = memory.data(), *b = a + 1;
  const std::size_t enough = ACT_STREAMING_BYTES / sizeof(float);
  using act::detail::arrays;
  CHECK(act::detail::bypasses_caches(arrays<float, float, 1, 1>{{a}, {b}}, enough));
  CHECK(!act::detail::bypasses_caches(arrays<float, float, 1, 1>{{a}, {b}}, enough - 1));
  CHECK(!act::detail::bypasses_caches(arrays<float, float, 1, 1>{{a}, {a}}, enough));
  CHECK(act::detail::bypasses_caches(arrays<float, float, 1, 2>{{a}, {b, b}}, enough / 2));
  CHECK(!act::detail::bypasses_caches(arrays<float, float, 2, 1>{{a, b}, {b}}, enough));
}
