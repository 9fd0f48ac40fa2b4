#include "compile_activations.hpp"

template std::vector<accuracy::compiled_activation<double>> accuracy::compiled_activations<double>();
