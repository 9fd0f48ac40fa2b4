// Prints the places of all blocks of code, or runs the one at the place that is given.

#include "given.hpp"

#include <string_view>

int main(int count, char** arguments) {
  for (const documentation::block* block = documentation::block::first; block != nullptr; block = block->next) {
    if (count == 1) {
      std::puts(block->place);
    } else if (std::string_view(arguments[1]) == block->place) {
      return block->run();
    }
  }
  return count == 1 ? 0 : 2;
}
