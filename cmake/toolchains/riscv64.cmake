# 64-bit RISC-V by Debian's cross compiler. What it builds runs under qemu with the libraries that the compiler brings.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR riscv64)
set(CMAKE_CXX_COMPILER riscv64-linux-gnu-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-riscv64 -L /usr/riscv64-linux-gnu)
# xsimd is headers alone, so the host's package will do.
if(NOT xsimd_DIR)
  file(GLOB host_packages_of_xsimd /usr/lib/*/cmake/xsimd)
  list(GET host_packages_of_xsimd 0 xsimd_DIR)
endif()
