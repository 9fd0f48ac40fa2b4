/* GELU, its gradient, and an error, from C. */

#include "activations.h"

#include <stdio.h>

int main(void) {
  float x[5] = {-8, -1, 0, 1, 8}, dy[5] = {1, 1, 1, 1, 1}, y[5], dx[5];
  if (gelu(x, y, 5) || gelu_backward(x, dy, dx, 5)) return 1;
  for (int i = 0; i < 5; ++i) printf("gelu(%g) = %g, slope %g\n", x[i], y[i], dx[i]);

  const char* problem = gelu(x, x + 1, 4);
  printf("%s\n", problem ? problem : "nothing wrong");
  return problem ? 0 : 1;
}
