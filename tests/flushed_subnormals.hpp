#pragma once

/// \file flushed_subnormals.hpp
/// The mode of a processor in which subnormals are zero to every instruction, as operands and as results.

#include <act/simd/xsimd.hpp>

#include <cstdint>

#if ACT_X86
#include <xmmintrin.h>
#endif

/// While it lives the thread computes in that mode, where act's tests know how to enter it.
class flushed_subnormals {
 public:
#if ACT_X86
  static constexpr bool is_known = true;

 private:
  using state = unsigned;
  static constexpr state flush = 0x8040;
  static state read() { return _mm_getcsr(); }
  static void write(state x) { _mm_setcsr(x); }
#elif defined(__aarch64__)
  static constexpr bool is_known = true;

 private:
  using state = std::uint64_t;
  static constexpr state flush = state{1} << 24;
  static state read() {
    state x;
    asm volatile("mrs %0, fpcr" : "=r"(x) : : "memory");
    return x;
  }
  static void write(state x) { asm volatile("msr fpcr, %0" : : "r"(x) : "memory"); }
#else
  static constexpr bool is_known = false;

 private:
  using state = int;
  static constexpr state flush = 0;
  static state read() { return 0; }
  static void write(state) {}
#endif

 public:
  flushed_subnormals() { write(before_ | flush); }
  ~flushed_subnormals() { write(before_); }
  flushed_subnormals(const flushed_subnormals&) = delete;
  flushed_subnormals& operator=(const flushed_subnormals&) = delete;

 private:
  const state before_ = read();
};
