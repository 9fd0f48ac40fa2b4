#include "compile_activations.hpp"

template std::span<const accuracy::compiled_activation<float>> accuracy::compiled_activations<float>();
