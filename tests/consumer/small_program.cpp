// Enough to see that the headers are found, compile and link.

#include <act/gelu.hpp>

int main() { return act::gelu(0.0f) == 0.0f ? 0 : 1; }
