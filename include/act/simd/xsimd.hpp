#pragma once

/// \file xsimd.hpp
/// The one place that knows the versions of xsimd, 8.1 to 14: what they name differently, and which of their
/// instruction sets fuse a multiplication with an addition.

#include "bit_cast.hpp"

#include <xsimd/xsimd.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#if XSIMD_VERSION_MAJOR < 8 || (XSIMD_VERSION_MAJOR == 8 && XSIMD_VERSION_MINOR < 1)
#error "act needs xsimd 8.1 or newer"
#endif

#if defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
// xsimd then declares batches but no function of them. Templates that nothing instantiates still need the names.
namespace xsimd {
template <class T, class A>
bool any(const batch_bool<T, A>&);
template <class T, class A>
batch_bool<T, A> isnan(const batch<T, A>&);
template <class T, class A>
batch<T, A> select(const batch_bool<T, A>&, const batch<T, A>&, const batch<T, A>&);
template <class T, class A>
batch<T, A> min(const batch<T, A>&, const batch<T, A>&);
template <class T, class A>
batch<T, A> max(const batch<T, A>&, const batch<T, A>&);
template <class T, class A>
batch<T, A> fma(const batch<T, A>&, const batch<T, A>&, const batch<T, A>&);
template <class T, class A>
batch<T, A> fms(const batch<T, A>&, const batch<T, A>&, const batch<T, A>&);
template <class T, class A>
batch<T, A> fnma(const batch<T, A>&, const batch<T, A>&, const batch<T, A>&);
template <class A>
batch<float, A> to_float(const batch<std::int32_t, A>&);
}  // namespace xsimd
#endif

// xsimd declares the class of an x86 instruction set on x86 alone from version 9 on, and everywhere before.
#if defined(__x86_64__) || defined(_M_X64) || defined(__i386__) || defined(_M_IX86)
#define ACT_X86 1
#else
#define ACT_X86 0
#endif
#if defined(__aarch64__) || defined(_M_ARM64)
#define ACT_ARM64 1
#else
#define ACT_ARM64 0
#endif

#if ACT_ARM64
#include <arm_neon.h>
#endif

ACT_NAMESPACE_BEGIN
namespace simd {

template <class Arch, class Ancestor>
inline constexpr bool derives_from = std::is_base_of_v<Ancestor, Arch>;

/// Whether a batch of T exists for the instruction set.
template <class T, class Arch>
inline constexpr bool has_batch = xsimd::types::has_simd_register<T, Arch>::value;

#if ACT_X86
template <class Arch>
inline constexpr bool is_avx512 = derives_from<Arch, xsimd::avx512f>;
template <class Arch>
inline constexpr bool is_fma_avx =
    derives_from<Arch, xsimd::fma3<xsimd::avx2>> || derives_from<Arch, xsimd::fma3<xsimd::avx>>;
template <class Arch>
inline constexpr bool is_fma_sse = derives_from<Arch, xsimd::fma3<xsimd::sse4_2>>;
template <class Arch>
inline constexpr bool is_avx = derives_from<Arch, xsimd::avx>;
template <class Arch>
inline constexpr bool is_avx2 = derives_from<Arch, xsimd::avx2>;
template <class Arch>
inline constexpr bool is_neon64 = false;
#else
template <class Arch>
inline constexpr bool is_avx512 = false;
template <class Arch>
inline constexpr bool is_fma_avx = false;
template <class Arch>
inline constexpr bool is_fma_sse = false;
template <class Arch>
inline constexpr bool is_avx = false;
template <class Arch>
inline constexpr bool is_avx2 = false;
template <class Arch>
inline constexpr bool is_neon64 = ACT_ARM64&& derives_from<Arch, xsimd::neon64>;
#endif

template <class A>
inline constexpr bool is_sse = ACT_X86 && !is_avx<A> && !is_avx512<A> && has_batch<double, A>;

// The extensions that follow AVX2 (avxvnni) derive from plain avx2, which is not fused: where the compiler has FMA,
// the range forms use fma3<avx2> instead.
#if ACT_X86 && defined(__AVX2__) && ACT_HAS_FMA
using native_arch = std::conditional_t<is_avx512<xsimd::default_arch>, xsimd::default_arch, xsimd::fma3<xsimd::avx2>>;
#else
using native_arch = xsimd::default_arch;
#endif

/// Whether xsimd's own fma() is one instruction with one rounding, for the sets that act has no intrinsic of its own
/// for.
#if !ACT_X86 && (defined(__ARM_FEATURE_SVE) || defined(__riscv_vector))
inline constexpr bool xsimd_fma_is_fused = true;
#else
inline constexpr bool xsimd_fma_is_fused = false;
#endif

/// The numbers of type T, floating-point ones or integers, with the bits of x's lanes. Calls of xsimd's own cast, and
/// of its shifts, stay calls on Arm.
template <class T, class From, class A>
ACT_INLINE xsimd::batch<T, A> from_bits(const xsimd::batch<From, A>& x) {
  using to = xsimd::batch<T, A>;
  return to(simd::bit_cast<typename to::register_type>(x.data));
}

/// The bits of x as integers of the same width.
template <class T, class A>
ACT_INLINE auto bits_of(const xsimd::batch<T, A>& x) {
  return from_bits<std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>>(x);
}

/// x << Places.
template <int Places, class I, class A>
ACT_INLINE xsimd::batch<I, A> moved_up(const xsimd::batch<I, A>& x) {
#if ACT_ARM64
  if constexpr (is_neon64<A> && sizeof(I) == 4) {
    return from_bits<I>(xsimd::batch<std::int32_t, A>(vshlq_n_s32(from_bits<std::int32_t>(x), Places)));
  } else if constexpr (is_neon64<A>) {
    return from_bits<I>(xsimd::batch<std::int64_t, A>(vshlq_n_s64(from_bits<std::int64_t>(x), Places)));
  } else
#endif
  {
    return x << Places;
  }
}

/// x >> Places, with copies of the sign behind a signed number.
template <int Places, class I, class A>
ACT_INLINE xsimd::batch<I, A> moved_down(const xsimd::batch<I, A>& x) {
#if ACT_ARM64
  if constexpr (is_neon64<A> && std::is_same_v<I, std::int32_t>) {
    return vshrq_n_s32(x, Places);
  } else if constexpr (is_neon64<A> && std::is_same_v<I, std::uint64_t>) {
    return vshrq_n_u64(x, Places);
  } else
#endif
  {
    return x >> Places;
  }
}

}  // namespace simd
ACT_NAMESPACE_END
