#pragma once

// Each function is defined by a translation unit that was compiled for what its name says.

#include <string>

namespace one_program {

/// A hash of act's results on a fixed set of inputs, as one translation unit computes them.
std::string results_for_baseline();
std::string results_for_avx2();

/// The same for two that were compiled alike, from the headers and from the single header.
std::string results_of_headers();
std::string results_of_single_header();

/// How a misuse is reported: by what was thrown, or through ACT_FAIL.
std::string misuse_with_exceptions();
void misuse_without_exceptions();

}  // namespace one_program
