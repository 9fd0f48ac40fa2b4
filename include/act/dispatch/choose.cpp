// Which instruction set this process uses: chosen once, without static initialisation, locks or memory.

#include "active_isa.hpp"
#include "kernel_table.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <iterator>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace act::dispatch {
namespace {

#if defined(__x86_64__)

struct cpuid_registers {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

/// Zeros where the processor has no such leaf.
cpuid_registers cpuid(unsigned leaf, unsigned subleaf = 0) {
  cpuid_registers r;
  __get_cpuid_count(leaf, subleaf, &r.eax, &r.ebx, &r.ecx, &r.edx);
  return r;
}

/// The registers that the operating system saves when it switches threads. Only where CPUID says OSXSAVE.
std::uint64_t extended_control_register() {
  std::uint32_t low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return std::uint64_t{high} << 32 | low;
}

constexpr unsigned bit(int n) { return 1u << n; }
constexpr bool has_all(std::uint64_t flags, std::uint64_t wanted) { return (flags & wanted) == wanted; }

instruction_set widest_supported() {
  const cpuid_registers features = cpuid(1), more_features = cpuid(7), amd_features = cpuid(0x80000001u);
  // Intel's manual, volume 2, CPUID.
  constexpr unsigned fma = bit(12), movbe = bit(22), osxsave = bit(27), avx = bit(28), f16c = bit(29);
  constexpr unsigned bmi1 = bit(3), avx2 = bit(5), bmi2 = bit(8), lzcnt = bit(5);
  constexpr unsigned avx512f = bit(16), avx512dq = bit(17), avx512cd = bit(28), avx512bw = bit(30), avx512vl = bit(31);
  constexpr std::uint64_t saves_avx = 0x6, saves_avx512 = 0xe6;

  if (!has_all(features.ecx, fma | movbe | osxsave | avx | f16c) || !has_all(more_features.ebx, bmi1 | avx2 | bmi2) ||
      !has_all(amd_features.ecx, lzcnt))
    return instruction_set::baseline;
  const std::uint64_t saved = extended_control_register();
  if (!has_all(saved, saves_avx)) return instruction_set::baseline;
  const bool has_avx512 = has_all(more_features.ebx, avx512f | avx512dq | avx512cd | avx512bw | avx512vl);
  return has_avx512 && has_all(saved, saves_avx512) ? instruction_set::avx512 : instruction_set::avx2;
}

constexpr const char* names[] = {"sse2", "avx2", "avx512"};

#else

instruction_set widest_supported() { return instruction_set::baseline; }

constexpr const char* names[] = {detail::compiled_isa};

#endif

/// What was found: the set, and whether ACT_ISA held no name.
struct choice {
  instruction_set set;
  bool request_is_unknown;
};

choice choose() {
  const instruction_set widest = widest_supported();
  const char* requested = std::getenv("ACT_ISA");
  if (requested == nullptr || *requested == '\0') return {widest, false};
  for (std::size_t k = 0; k < std::size(names); ++k) {
    const auto set = static_cast<instruction_set>(k);
    if (std::string_view(requested) == names[k]) return {set < widest ? set : widest, false};
  }
  return {widest, true};
}

/// Several threads may choose at once: all choose the same.
choice chosen() {
  constexpr unsigned char is_chosen = 0x80, request_is_unknown = 0x40, set = 0x3f;
  static constinit std::atomic<unsigned char> remembered{0};
  unsigned char known = remembered.load(std::memory_order_relaxed);
  if (known == 0) {
    const choice made = choose();
    known = static_cast<unsigned char>(is_chosen | (made.request_is_unknown ? request_is_unknown : 0) |
                                       static_cast<unsigned char>(made.set));
    // The first to arrive decides, should the environment change in between.
    unsigned char earlier = 0;
    if (!remembered.compare_exchange_strong(earlier, known, std::memory_order_relaxed)) known = earlier;
  }
  return {static_cast<instruction_set>(known & set), (known & request_is_unknown) != 0};
}

}  // namespace

instruction_set active_set() { return chosen().set; }
const char* name_of_active_set() { return names[static_cast<std::size_t>(active_set())]; }
bool requested_set_is_unknown() { return chosen().request_is_unknown; }

}  // namespace act::dispatch
