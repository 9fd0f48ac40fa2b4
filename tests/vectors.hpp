#pragma once

/// \file vectors.hpp
/// The vectors that this build can compute with: batches of every instruction set it is compiled for, and one lane.

#include <act/act.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace vectors {

template <class... V>
struct list {};

template <class T, class... Arch>
using with_one_lane = list<xsimd::batch<T, Arch>..., act::simd::single<T>>;

#if ACT_X86 && defined(__AVX512BW__) && defined(__AVX512DQ__)
template <class T>
using all = with_one_lane<T, act::simd::native_arch, xsimd::fma3<xsimd::avx2>, xsimd::avx2, xsimd::avx, xsimd::sse4_2,
                          xsimd::sse2>;
#elif ACT_X86 && defined(__AVX2__) && ACT_HAS_FMA
template <class T>
using all = with_one_lane<T, act::simd::native_arch, xsimd::avx2, xsimd::avx, xsimd::sse4_2, xsimd::sse2>;
#elif ACT_X86 && defined(__AVX2__)
template <class T>
using all = with_one_lane<T, xsimd::avx2, xsimd::avx, xsimd::sse4_2, xsimd::sse2>;
#elif ACT_X86 && defined(__AVX__)
template <class T>
using all = with_one_lane<T, xsimd::avx, xsimd::sse4_2, xsimd::sse2>;
#elif ACT_X86 && defined(__SSE4_2__)
template <class T>
using all = with_one_lane<T, xsimd::sse4_2, xsimd::sse2>;
#elif ACT_X86 || ACT_ARM64
template <class T>
using all = with_one_lane<T, act::simd::native_arch>;
#else
template <class T>
using all = list<act::simd::native<T>, act::simd::single<T>>;
#endif

/// f(V{}) for every vector V of the list: `for_each(list, []<class V>(std::type_identity<V>) {...})`.
template <class... V, class F>
void for_each(list<V...>, F&& f) {
  (f(std::type_identity<V>{}), ...);
}

template <class V>
constexpr const char* name_of() {
  if constexpr (act::simd::lanes_of<V> == 1) {
    return "one_lane";
  } else {
    return act::simd::arch_of<V>::name();
  }
}

/// The column instruction_set of docs/accuracy.csv.
template <class V>
inline constexpr const char* instruction_set_of = act::simd::is_fused<V> ? "fma" : "no_fma";

/// to[i] = kernel(from[i]), in whole vectors of type V.
template <class V, class Kernel>
void map(const act::simd::lane_of<V>* from, act::simd::lane_of<V>* to, std::size_t count, Kernel kernel) {
  constexpr std::size_t lanes = act::simd::lanes_of<V>;
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) act::simd::store(to + i, kernel(act::simd::load<V>(from + i)));
  if (i == count) return;
  std::array<act::simd::lane_of<V>, lanes> rest{};
  std::copy(from + i, from + count, rest.begin());
  act::simd::store(rest.data(), kernel(act::simd::load<V>(rest.data())));
  std::copy_n(rest.begin(), count - i, to + i);
}

/// to[i] = f(from[i]) and f'(from[i]), in vectors of type V.
template <class V, act::activation F>
void value(const F& f, const act::simd::lane_of<V>* from, act::simd::lane_of<V>* to, std::size_t count) {
  map<V>(from, to, count, [&f](V x) { return f.template value<V>(x); });
}
template <class V, act::activation F>
void derivative(const F& f, const act::simd::lane_of<V>* from, act::simd::lane_of<V>* to, std::size_t count) {
  map<V>(from, to, count, [&f](V x) { return f.template derivative<V>(x); });
}

/// The joint kernel where f has one, else the two apart.
template <class V, act::activation F>
act::value_and_derivative<V> both(const F& f, V x) {
  if constexpr (requires { f.template value_and_derivative<V>(x); }) {
    return f.template value_and_derivative<V>(x);
  } else {
    return {f.template value<V>(x), f.template derivative<V>(x)};
  }
}

/// value[i] = f(from[i]) and derivative[i] = f'(from[i]) in one pass.
template <class V, act::activation F>
void value_and_derivative(const F& f, const act::simd::lane_of<V>* from, act::simd::lane_of<V>* value,
                          act::simd::lane_of<V>* derivative, std::size_t count) {
  constexpr std::size_t lanes = act::simd::lanes_of<V>;
  std::array<act::simd::lane_of<V>, lanes> x{}, y, dydx;
  for (std::size_t i = 0; i < count; i += lanes) {
    const std::size_t used = std::min(lanes, count - i);
    std::copy_n(from + i, used, x.begin());
    const auto results = both(f, act::simd::load<V>(x.data()));
    act::simd::store(y.data(), results.value);
    act::simd::store(dydx.data(), results.derivative);
    std::copy_n(y.begin(), used, value + i);
    std::copy_n(dydx.begin(), used, derivative + i);
  }
}

}  // namespace vectors
