#pragma once

/// \file vectors_agree.hpp
/// The one-lane vector and the batches of other instruction sets beside the native batch.

#include "bits.hpp"
#include "inputs.hpp"
#include "vectors.hpp"

#include <act/simd/table.hpp>

namespace contract {

/// Vectors with the same arithmetic and the same tables have the same kernels, and so the same bits.
template <class V, class W>
inline constexpr bool are_of_one_class =
    act::simd::is_fused<V> == act::simd::is_fused<W>&& act::simd::table_entries<V> == act::simd::table_entries<W>;

template <class V, act::activation F>
struct results {
  using T = act::simd::lane_of<V>;
  std::vector<T> value, derivative;

  results(const F& f, const std::vector<T>& x) : value(x.size()), derivative(x.size()) {
    vectors::value<V>(f, x.data(), value.data(), x.size());
    vectors::derivative<V>(f, x.data(), derivative.data(), x.size());
  }
};

template <class T, act::activation F>
void vectors_of_one_class_agree(const F& f) {
  std::vector<T> x = mixed_inputs<T>(20011);
  for (std::size_t i = 0; i < x.size(); i += 2) x[i] = static_cast<T>(-60 + 0.006 * static_cast<double>(i));
  vectors::for_each(vectors::all<T>{}, [&]<class V>(std::type_identity<V>) {
    const results<V, F> expected(f, x);
    vectors::for_each(vectors::all<T>{}, [&]<class W>(std::type_identity<W>) {
      if constexpr (are_of_one_class<V, W>) {
        INFO(vectors::name_of<W>() << " beside " << vectors::name_of<V>());
        const results<W, F> got(f, x);
        require_same_bits(got.value, expected.value);
        require_same_bits(got.derivative, expected.derivative);
      }
    });
  });
}

/// The form for batches of each instruction set of this build is its kernel.
template <class T, act::activation F>
void takes_every_batch(const F& f) {
  vectors::for_each(vectors::all<T>{}, [&]<class V>(std::type_identity<V>) {
    if constexpr (act::simd::lanes_of < V >> 1) {
      constexpr std::size_t count = act::simd::lanes_of<V>;
      const std::vector<T> x = mixed_inputs<T>(count);
      const results<V, F> expected(f, x);
      std::array<T, count> value, derivative;
      const auto both = f.value_and_derivative(V::load_unaligned(x.data()));
      f(V::load_unaligned(x.data())).store_unaligned(value.data());
      both.derivative.store_unaligned(derivative.data());
      INFO(vectors::name_of<V>());
      require_same_bits(value, expected.value);
      require_same_bits(derivative, expected.derivative);
    }
  });
}

}  // namespace contract
