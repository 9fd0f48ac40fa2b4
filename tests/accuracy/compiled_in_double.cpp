#include "compile_activations.hpp"

template std::span<const accuracy::compiled_activation<double>> accuracy::compiled_activations<double>();
