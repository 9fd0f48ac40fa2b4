#pragma once

/// \file contract.hpp
/// What every activation promises, whatever it computes.

#include "forms.hpp"
#include "positions.hpp"
#include "vectors_agree.hpp"

namespace contract {

template <class T, act::activation F>
void keeps(const F& f) {
  SECTION("the forms agree") {
    forms_agree<T>(f);
    promotes_integers(f);
  }
  SECTION("the lanes of a batch are scalar calls") { batches_agree<T>(f); }
  SECTION("every contiguous range is taken") { takes_every_range<T>(f); }
  SECTION("an output may be an input") {
    works_in_place<T>(f);
    inputs_may_overlap<T>(f);
  }
  SECTION("every length at every alignment has the bits of scalar calls") { is_independent_of_position<T>(f); }
  SECTION("stores that bypass the caches change nothing") { is_independent_of_streaming<T>(f); }
  SECTION("executors change nothing") { executors_change_nothing<T>(f); }
  SECTION("vectors of one class agree") { vectors_of_one_class_agree<T>(f); }
  SECTION("batches of every instruction set are taken") { takes_every_batch<T>(f); }
}

}  // namespace contract
