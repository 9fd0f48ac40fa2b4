#pragma once

/// \file act.hpp
/// Every activation and every form, but for what has a header of its own to include.

#include "cauchy_gate.hpp"
#include "dispatch/active_isa.hpp"
#include "elu.hpp"
#include "gated_linear_units.hpp"
#include "gelu.hpp"
#include "gelu_normal.hpp"
#include "gelu_sigmoid.hpp"
#include "gelu_tanh.hpp"
#include "logistic.hpp"
#include "normal.hpp"
#include "relu.hpp"
#include "silu.hpp"
#include "with_activation.hpp"
