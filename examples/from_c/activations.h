#ifndef ACTIVATIONS_H
#define ACTIVATIONS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* y[i] = gelu(x[i]); y may be x. NULL, or what was wrong with the arguments: then nothing has been written. The text
   stands until the thread's next call. */
const char* gelu(const float* x, float* y, size_t count);

/* dx[i] = dy[i] gelu'(x[i]), likewise. */
const char* gelu_backward(const float* x, const float* dy, float* dx, size_t count);

#ifdef __cplusplus
}
#endif

#endif
