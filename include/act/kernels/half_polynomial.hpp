#pragma once

/// \file half_polynomial.hpp
/// Polynomials in pieces for the kernels of 16-bit numbers.
///
/// Such a number has 65,536 values, so a table need not be accurate between them: at each of them there is an interval
/// of floats that lead to the correctly rounded 16-bit result, and the polynomials were made to meet it everywhere.
/// They are what remains of a float kernel that need not be right to a float: 32 pieces of equal width and few terms.

#include "../simd/table.hpp"
#include "../simd/widen.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <std::size_t From, simd::vector V, std::size_t Rows, std::size_t Count>
ACT_INLINE V sum_from(V u, V piece, const float (&coefficients)[Rows][Count]) {
  const auto term = [&] {
    if constexpr (simd::table_entries<V> == Count) {
      return simd::lookup(coefficients[From], piece);
    } else {
      return simd::lookup_in_memory(coefficients[From], piece);
    }
  }();
  if constexpr (From + 1 == Rows) {
    return term;
  } else {
    return simd::fma_rounded_once(sum_from<From + 1>(u, piece, coefficients), u, term);
  }
}

/// The table's polynomial at a; NaN for NaN.
template <class Table, simd::vector V>
ACT_INLINE V half_polynomial(V a) {
  V u = a;
  if constexpr (Table::center != 0) u = simd::opaque(a - V(Table::center));
  const V magic(0x1.8p23f);  // leaves the nearest integer in the low bits
  return sum_from<0>(u, simd::opaque(simd::fma_rounded_once(u, V(Table::scale), magic)), Table::coefficients);
}

}  // namespace kernels
ACT_NAMESPACE_END
