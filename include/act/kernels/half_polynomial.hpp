#pragma once

/// \file half_polynomial.hpp
/// Polynomials in pieces for 16-bit numbers, where one instruction chooses among 32 entries.
///
/// Such a type has 65,536 numbers, and a table need not be accurate between them. At each of them some interval of
/// floats leads to the correctly rounded 16-bit result, and each polynomial, evaluated with the roundings below, was
/// made to meet all intervals of its piece. That takes far fewer terms than a float that is right itself.

#include "../simd/table.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// The table's polynomial at a; NaN for NaN. Its pieces are of equal width.
template <class Table, simd::vector V>
ACT_INLINE V half_polynomial(V a) {
  V u = a;
  if constexpr (Table::center != 0) u = simd::opaque(a - V(Table::center));  // small terms have small errors
  const V magic(0x1.8p23f);  // leaves the nearest integer in the low bits
  const V piece = simd::opaque(simd::fma(u, V(Table::scale), magic));
  return simd::polynomial_from_tables(u, piece, Table::coefficients);
}

}  // namespace kernels
ACT_NAMESPACE_END
