#pragma once

/// \file kernel_table.hpp
/// What is compiled once for each instruction set: the loops of one activation, as a table of functions. All of this is
/// outside act's inline namespace, for callers and loops that were compiled for different sets share it.

#include <cstddef>

#if defined(_WIN32)
#define ACT_DISPATCH_EXPORT
#else
#define ACT_DISPATCH_EXPORT __attribute__((visibility("default")))
#endif

namespace act::dispatch {

/// The sets that there are loops for, from narrow to wide. The baseline is what the platform promises.
enum class instruction_set : unsigned char { baseline, avx2, avx512 };

/// How many forms there are, and pairs of types of inputs and outputs.
inline constexpr std::size_t form_count = 9, type_pair_count = 8;

/// What is said of arrays of rows: how long they are, and how far apart.
struct rows_shape {
  std::size_t columns;
  const std::size_t* in_stride;
  std::size_t out_stride;
};

/// The loops of one activation for one instruction set, null where it lacks a form. Types are erased, for the callers'
/// types bear the names of the callers' instruction sets: an activation is its bytes, an array is its first element.
struct kernel_table {
  using over_elements = void(const void* activation, const void* const* in, void* const* out, const rows_shape& shape,
                             std::size_t begin, std::size_t end, bool streaming);
  using with_sums = void(const void* activation, std::size_t row_count, const void* const* in, void* const* out,
                         const rows_shape& shape, void* sums);

  over_elements* compute[form_count][type_pair_count];
  with_sums* bias_backward[type_pair_count];
};

/// The table of the activation that Key stands for.
template <class Key, instruction_set Set>
struct table_for {
  static const kernel_table table;
};

/// The one of its tables that this machine runs.
template <class Key>
struct ACT_DISPATCH_EXPORT chosen_for {
  static const kernel_table& table();
};

/// What was chosen for this process. The first call chooses; any thread may make it, and any static constructor.
ACT_DISPATCH_EXPORT instruction_set active_set();
ACT_DISPATCH_EXPORT const char* name_of_active_set();

/// Whether ACT_ISA held a name that is none.
ACT_DISPATCH_EXPORT bool requested_set_is_unknown();

}  // namespace act::dispatch
