#pragma once

#include <string>

namespace bench {

/// What this program was compiled for.
std::string instruction_set();

/// One thread, and no wider instructions than act was compiled for. The libraries read these variables when they are
/// loaded, so the program starts itself again where they are not set.
void restart_with_environment(char** argv);

std::string processor();
std::string compiler();

}  // namespace bench
