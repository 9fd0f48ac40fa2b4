#include "compile_activations.hpp"

template std::vector<accuracy::compiled_activation<float>> accuracy::compiled_activations<float>();
