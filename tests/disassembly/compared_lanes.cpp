// What a comparison of one lane is made of, so that the test is seen to find it.

bool compared_lanes(float x, float y) { return x < y; }
