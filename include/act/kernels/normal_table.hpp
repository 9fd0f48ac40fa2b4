#pragma once

/// \file normal_table.hpp
/// x Phi(x) and its derivative in double from a table in registers, where one instruction chooses among 16 entries.
///
/// With t = |x|, T(t) = t P(N > t) and D = T': the value is max(x, 0) - T, the derivative D on the left and 1 - D on
/// the right. In each of 16 pieces T = base - u q(u) and D = s(u), u = center - t. The centers are doubles where
/// T(center) and D(center) are doubles to a small part of an ulp. For x < 0 the result is the table's polynomial
/// itself, so nothing cancels.
///
/// Error budget of the value, in ULP: 0.5 final rounding, 0.5 for max(x, 0) - base, 0.3 for q, 0.3 for the fit.
/// Instructions a vector with AVX-512: 36 for the value, 38 for the derivative.

#include "../simd/table.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_table.py.
// Relative errors: value 2^-53.5, derivative 2^-51.5.
struct normal_table {
  static constexpr double relative_reach = 0x1.a666666666666p+2, reach = 0x1.199999999999ap+3;
  static constexpr double scale = 0x1.640123fefd5edp-2, shift = 0x1.0f876ec8217bep+1;
  static constexpr double last = 0x1.a7ae13cc0787ap+2;
  alignas(64) static constexpr double center[] = {0x1.5f3ce8ca55be0p+2, 0x1.766bb1677fd43p+2, 0x1.8c3e93733f0d8p+2,
                                                  0x1.a1a28410166a5p+2, 0x1.f2c3606eff1e8p+2, -0x0.0p+0,
                                                  0x1.e06d7203db780p-1, 0x1.9252cde040a47p+0, 0x1.0efd76994e4ecp+1,
                                                  0x1.4c9ee21b22901p+1, 0x1.86b99535bb5e8p+1, 0x1.c13d5d4fcbd66p+1,
                                                  0x1.f769c876e7236p+1, 0x1.15e36e546f547p+2, 0x1.304ede9a24435p+2,
                                                  0x1.479a23bb05c7cp+2};
  alignas(64) static constexpr double base[] = {0x1.ded8523f16ef1p-24, 0x1.ed1c4549498f9p-27, 0x1.fbafd5bfb763fp-30,
                                                0x1.e623008e91100p-33, 0x1.cab1e042dcd37p-46, 0x0.0p+0,
                                                0x1.4e726ec4dbb33p-3,  0x1.75837c11d5ee8p-4,  0x1.2902705e1136bp-5,
                                                0x1.8e87273d2fe8bp-7,  0x1.c5f1fe26a6014p-9,  0x1.9cc409169cc7fp-11,
                                                0x1.5a16f3daff556p-13, 0x1.01205847e4ddcp-15, 0x1.3ce7457a122dfp-18,
                                                0x1.a68b06942aee1p-21};
  // value_1 to value_14
  alignas(64) static constexpr double value_coefficients[][16] = {
      {-0x1.47ddd4df043f6p-21, -0x1.6810dadc36b9ep-24, -0x1.886e36e26a9d0p-27, -0x1.8c251d8e3c462p-30,
       -0x1.bef6330e8827dp-43, 0x1.0000000000000p-1, -0x1.126ae29c0bbf2p-4, -0x1.fd44d9933f57ep-4,
       -0x1.29c06a0c9927fp-4, -0x1.f7bad3b886e93p-6, -0x1.54f4a797ed28ep-7, -0x1.66a6f6dfc8be2p-9,
       -0x1.52148eb953665p-11, -0x1.15d89637ae4a0p-13, -0x1.777ad477ea612p-16, -0x1.0db1c4b25a805p-18},
      {-0x1.b1f0a49219361p-20, -0x1.fe5c882fbde50p-23, -0x1.27616c7ee79bap-25, -0x1.3b31f38a1a6a4p-28,
       -0x1.acacd5da8eaa9p-41, 0x1.9884533d4363ap-2, 0x1.267a517ba0bdap-3, -0x1.be9ee9fd79431p-6, -0x1.af54e641c6d4ap-5,
       -0x1.0962dceb0644fp-5, -0x1.c5421f3cbed7ep-7, -0x1.1d34208ac3fb9p-8, -0x1.3443621fb3b72p-10,
       -0x1.1bf9082e377d5p-12, -0x1.a8e77f1f16573p-15, -0x1.4afad0ae234c1p-17},
      {-0x1.70afa2e92df24p-19, -0x1.d2bf14e10cc51p-22, -0x1.2005582856a0ap-24, -0x1.45e8c3904a1dep-27,
       -0x1.0ba287ed689fap-39, -0x1.4930cea65d0edp-43, 0x1.00a6b5254d50dp-3, 0x1.7cf99a330e0adp-5,
       -0x1.d905a2573f520p-8, -0x1.0a48d06654353p-6, -0x1.4f26d437281cap-7, -0x1.0cfb8d400cd9ap-8,
       -0x1.581c719291a51p-10, -0x1.6a3a90327ac76p-12, -0x1.300b8238468bcp-14, -0x1.0308d58f2dfebp-16},
      {-0x1.c2513bed8b987p-19, -0x1.34c50b597e7bfp-21, -0x1.98350dacf5057p-24, -0x1.eba31cd413100p-27,
       -0x1.eb4f85f0cf4d8p-39, -0x1.1058377e96cd4p-4, 0x1.e6d254325c3b2p-7, 0x1.1cb93b65540bbp-5, 0x1.a600187798772p-7,
       -0x1.5af8057c6bbb3p-10, -0x1.0841b82f85f1cp-8, -0x1.4034db27ead76p-9, -0x1.01759a32fa2ccp-10,
       -0x1.3f65fb7731eb6p-12, -0x1.32968bfce80bcp-14, -0x1.20f92652ea3e5p-16},
      {-0x1.a320bb90d8c85p-19, -0x1.39d57257956dcp-21, -0x1.bf06725addb56p-24, -0x1.1fce858dd4095p-26,
       -0x1.6a144b5fe4c03p-38, -0x1.13b82fc663ccbp-33, -0x1.2b24cea9f2297p-6, 0x1.31911773ead98p-8,
       0x1.130a12038dfa3p-7, 0x1.9d47ab5f880dfp-9, -0x1.d54cf9e4f914cp-13, -0x1.bad110038927cp-11,
       -0x1.056172654b57ap-11, -0x1.94f67ee1b8742p-13, -0x1.ca38cb2eea96ep-15, -0x1.e5bab1afcdb0ep-17},
      {-0x1.33114ef2a779cp-19, -0x1.fb9ff06715585p-22, -0x1.8866d29b31787p-24, -0x1.0f98fc07c904fp-26,
       -0x1.b59c651770d5bp-38, 0x1.46d03f45dd181p-7, -0x1.62fe9f7ae7b23p-8, -0x1.0c8bcd2f134c9p-8,
       0x1.414aaf802c8efp-10, 0x1.d8eaf0dea7833p-10, 0x1.527291d2a6a96p-11, -0x1.fa63811992390p-15,
       -0x1.47540df3cb4bfp-13, -0x1.6e7ffaaab262cp-14, -0x1.0274984022990p-15, -0x1.3c26bab36084ap-17},
      {-0x1.67ea9ce379b27p-20, -0x1.4d7015d075c0ep-22, -0x1.1a80adf387e00p-24, -0x1.a759e60b838cbp-27,
       -0x1.9a0fd8c2a29d9p-38, -0x1.a525833f08562p-27, 0x1.b844a4c22e07fp-10, -0x1.a9d51d18e4c60p-10,
       -0x1.969e6e99f3cc2p-11, 0x1.1d3d41b1c832dp-12, 0x1.6709700dc6fc1p-12, 0x1.a90b4f638f5ffp-14,
       -0x1.b6be0da55aff6p-17, -0x1.afcc096477463p-16, -0x1.b24a0d2c7253fp-17, -0x1.41042dffb72fdp-18},
      {-0x1.520bdf48d91e4p-21, -0x1.67404412ddc0fp-23, -0x1.5229e14034ab0p-25, -0x1.14d2ea894a86cp-27,
       -0x1.42fd21bfd1336p-38, -0x1.3744a7c71554bp-10, 0x1.c033fc4b2893ep-11, 0x1.4fecdcf52d652p-13,
       -0x1.80409e66983bcp-12, -0x1.14264a3433f7fp-13, 0x1.d86e4c4c0147bp-15, 0x1.d09c589f1de54p-15,
       0x1.e266ce936b9afp-17, -0x1.64602076ddb55p-19, -0x1.f72f46af3cc6ap-19, -0x1.f3ad6839affe3p-20},
      {-0x1.f3fbaa7fec196p-23, -0x1.3d2217320cd11p-24, -0x1.527bbbcb93321p-26, -0x1.32910bc29edb7p-28,
       -0x1.1defb804fe754p-38, -0x1.06205ab66378ap-22, -0x1.7206836285b03p-14, 0x1.ad97c9e8d9107p-13,
       -0x1.4534693b46d5bp-18, -0x1.23e9dd400268ep-14, -0x1.3497ebbea9c54p-16, 0x1.72c1837b2c1c5p-17,
       0x1.103391f0bf12cp-17, 0x1.cd54d7c1fcf1dp-20, -0x1.0e88b70fccb65p-21, -0x1.159cc9dd47b32p-21},
      {-0x1.1241a3a2bae2bp-24, -0x1.c35fd6ef98c7fp-26, -0x1.1a93891c52ecbp-27, -0x1.207bf32f76f8cp-29,
       -0x1.b02e631f03d96p-39, 0x1.e180ede30ba78p-14, -0x1.8128aeafffcbcp-14, 0x1.2486e170380cfp-16,
       0x1.25f77b8d8f3e2p-15, -0x1.75fe47fa39256p-18, -0x1.7f993bf9d9d64p-17, -0x1.ad401e191a63dp-20,
       0x1.eaff61c88f536p-20, 0x1.1a0f5ecd9275cp-20, 0x1.3f05cc2dd2eafp-23, -0x1.404224f0329b9p-24},
      {-0x1.63169aedff857p-27, -0x1.ed6580971be4dp-28, -0x1.83acf65f5d086p-29, -0x1.cbd2406bd65eap-31,
       -0x1.130e0d8eae3edp-40, -0x1.3441dbf804af2p-20, -0x1.437510dd9bb8dp-23, -0x1.0862efca56eeap-16,
       0x1.ec91ea3fe1feap-18, 0x1.4aca773eb63fep-18, -0x1.a897de31ac80dp-20, -0x1.9bb5e2e327dedp-20,
       -0x1.4979c1a338f30p-24, 0x1.1dedfaf0909fep-22, 0x1.e82760ea0f810p-24, 0x1.d3b9e3d09d6c6p-27},
      {0x1.88446c5990609p-31, -0x1.5d8cf21455635p-30, -0x1.a2725f0bd9e2ep-31, -0x1.325b453844805p-32,
       -0x1.b3b1c98d1b2c7p-43, -0x1.6bcf9cff22d26p-17, 0x1.f791d3bab5cd6p-18, -0x1.da4697282ccd1p-19,
       -0x1.a502347aae7eap-20, 0x1.a002f7759bfc4p-20, 0x1.225dd82200697p-21, -0x1.5c21dec3de4b2p-22,
       -0x1.80db08dc34e73p-23, 0x1.4785c8e7d5b1ep-27, 0x1.1d70e36e79e71p-25, 0x1.a7a00e92bd466p-27},
      {0x1.2bd0a683e5b68p-30, -0x1.a51785ddad55ep-35, -0x1.4b706d06d4613p-33, -0x1.473bea7354513p-34,
       -0x1.222d5d0e274e2p-41, -0x1.1d031b4d10de5p-20, 0x1.22621c2ab0764p-21, 0x1.ac35cdd035195p-21,
       -0x1.c707ce8edc0a0p-21, -0x1.fa4bf9bcadceep-25, 0x1.0aaae210a30fep-22, 0x1.db2633c706667p-26,
       -0x1.b68b03c360701p-25, -0x1.299696be80261p-26, 0x1.1ae8190dd4170p-28, 0x1.1344400d47610p-28},
      {0x1.045c8796c47eep-31, 0x1.3dcf336930d00p-33, 0x1.bb5a4a3244968p-39, -0x1.1b4f687634392p-36,
       -0x1.38fc34db36553p-42, 0x1.180eee794e465p-22, -0x1.f1dd5b1cea2eap-22, 0x1.28adf98180db8p-22,
       0x1.f266787007f0bp-25, -0x1.21d75e5cac21ap-23, 0x1.2f49d5edf9c61p-27, 0x1.2eb44c567a7d1p-25,
       0x1.919ad272b7c26p-29, -0x1.c89be7fec7a4dp-28, -0x1.2a9890a181657p-29, 0x1.9496a1c3821a3p-32},
  };
  // slope_0 to slope_14
  alignas(64) static constexpr double slope_coefficients[][16] = {
      {-0x1.47ddd4df043f6p-21, -0x1.6810dadc36b9ep-24, -0x1.886e36e26a9d0p-27, -0x1.8c251d8e3c462p-30,
       -0x1.be5ad8676ddc4p-43, 0x1.0000000000000p-1, -0x1.126ae29c0bbf2p-4, -0x1.fd44d9933f57ep-4,
       -0x1.29c06a0c9927fp-4, -0x1.f7bad3b886e93p-6, -0x1.54f4a797ed28ep-7, -0x1.66a6f6dfc8be2p-9,
       -0x1.52148eb953665p-11, -0x1.15d89637ae4a0p-13, -0x1.777ad477ea612p-16, -0x1.0db1c4b25a805p-18},
      {-0x1.b1f0a49219361p-19, -0x1.fe5c882fbde54p-22, -0x1.27616c7ee79bbp-24, -0x1.3b31f38a1a6a4p-27,
       -0x1.abe9f6c9f0853p-40, 0x1.9884533d43654p-1, 0x1.267a517ba0bd0p-2, -0x1.be9ee9fd7945fp-5, -0x1.af54e641c6d48p-4,
       -0x1.0962dceb06450p-4, -0x1.c5421f3cbed7dp-6, -0x1.1d34208ac3fb9p-7, -0x1.3443621fb3b73p-9,
       -0x1.1bf9082e377d5p-11, -0x1.a8e77f1f16572p-14, -0x1.4afad0ae234c0p-16},
      {-0x1.1483ba2ee2759p-17, -0x1.5e0f4fa8c993bp-20, -0x1.b008043c81f0fp-23, -0x1.e8dd25586f2ccp-26,
       -0x1.932578b4d5552p-38, 0x1.bbc8d3cf516cap-45, 0x1.80fa0fb7f3f7bp-2, 0x1.1dbb33a64a894p-3, -0x1.62c439c16f7d1p-6,
       -0x1.8f6d38997e4fap-5, -0x1.f6ba3e52bc2a8p-6, -0x1.937953e013466p-7, -0x1.0215552ded3b9p-8,
       -0x1.0fabec25dc159p-10, -0x1.c811435469d1cp-13, -0x1.848d4056c4fe5p-15},
      {-0x1.c2513bed8b985p-17, -0x1.34c50b597e554p-19, -0x1.98350dacf4e51p-22, -0x1.eba31cd413121p-25,
       -0x1.eec626b99cefdp-37, -0x1.1058377e22d3ap-2, 0x1.e6d2543261192p-5, 0x1.1cb93b6554ed7p-3, 0x1.a600187797f39p-5,
       -0x1.5af8057c6a520p-8, -0x1.0841b82f86112p-6, -0x1.4034db27ead73p-7, -0x1.01759a32fa214p-8,
       -0x1.3f65fb7731e9ep-10, -0x1.32968bfce8199p-12, -0x1.20f92652ea4c6p-14},
      {-0x1.05f4753a87c5ep-16, -0x1.884aceed7bbb4p-19, -0x1.17640778cafb0p-21, -0x1.67c226f1490afp-24,
       -0x1.be65850dfa645p-36, 0x1.e6125deec4709p-35, -0x1.75ee02546775bp-4, 0x1.7df55d50d4239p-6, 0x1.57cc96847207ep-5,
       0x1.024ccb1bb3f57p-6, -0x1.25501c2f258e2p-10, -0x1.14c2aa0235dd2p-8, -0x1.46b9cefe9f1cbp-9,
       -0x1.fa341e9a266fdp-11, -0x1.1e637efd52239p-12, -0x1.2f94af0ddfe15p-14},
      {-0x1.cc99f66bf987cp-17, -0x1.7cb7f44d88b5ap-19, -0x1.264d1df484074p-21, -0x1.97657a0ba8b2ap-24,
       -0x1.40a370a3d5fdcp-35, 0x1.ea38645119fb2p-5, -0x1.0a3ef79dbe72dp-5, -0x1.92d1b3c9665bdp-6, 0x1.e1f00742d9b08p-8,
       0x1.62b034a6a3cebp-7, 0x1.fbabdabc99467p-9, -0x1.7bcaa0d316539p-12, -0x1.eafe14edd00d5p-11,
       -0x1.12dffc000a8f5p-11, -0x1.83aee46017eefp-13, -0x1.da3a180cf88b2p-15},
      {-0x1.3aed494656ec0p-17, -0x1.23c21313f8064p-19, -0x1.ee61306757d7ep-22, -0x1.726ea94a4b261p-24,
       -0x1.77f2c1d470cc2p-35, 0x1.050fa1f5d1879p-27, 0x1.813c101577f9bp-7, -0x1.749a796286b5ep-7,
       -0x1.63caa0ce1f773p-8, 0x1.f32b33045f010p-10, 0x1.3a28420e12824p-9, 0x1.73e9e57756990p-11,
       -0x1.7fe64bdf47a3ep-14, -0x1.79d28838127f9p-13, -0x1.7c00cb89ec09ep-14, -0x1.18e3a84174e58p-15},
      {-0x1.520bdf52885dfp-18, -0x1.674043dfd732ep-20, -0x1.5229e11edb5bbp-22, -0x1.14d2ea8dbec1cp-24,
       -0x1.5db9112e25f49p-35, -0x1.373fd4777c811p-7, 0x1.c033fe215557dp-8, 0x1.4fece45218803p-10,
       -0x1.80409fbfad954p-9, -0x1.1426499a907d5p-10, 0x1.d86e4ad361acep-12, 0x1.d09c588b53f91p-12,
       0x1.e266ce72abc14p-14, -0x1.6460202074f51p-16, -0x1.f72f46e30e94dp-16, -0x1.f3ad6842591f7p-17},
      {-0x1.193d91107e5bep-19, -0x1.64c662062fce4p-21, -0x1.7ccb38bb1be75p-23, -0x1.58e32c873e8b5p-25,
       -0x1.1438d40a3d162p-35, 0x1.f3b1d9a00d567p-23, -0x1.a04721279ad78p-11, 0x1.e34aa0ce9bab4p-10,
       -0x1.6dd9656a6a1d6p-15, -0x1.486720fd9090fp-11, -0x1.5b2aedc5cd0fep-13, 0x1.a119b537c462ep-14,
       0x1.323a010efb4bbp-14, 0x1.037fb89b1efe9p-16, -0x1.3059b473f2c81p-18, -0x1.38505d4d0bed8p-18},
      {-0x1.56d1d4dd58d9ap-21, -0x1.1a1bc147c258ep-22, -0x1.6138509a69992p-24, -0x1.689af2633c55cp-26,
       -0x1.c33a689357ad9p-36, 0x1.2ecfdb913032fp-10, -0x1.e173ef5644db6p-11, 0x1.6da4ec8835ce4p-13,
       0x1.6f766dccccb8dp-12, -0x1.d37f42ff6813cp-15, -0x1.df7ea5a9add74p-14, -0x1.0c47cf07edd0bp-16,
       0x1.32e00201eeacfp-16, 0x1.60930fdcdaadbp-17, 0x1.8ec5a872a1644p-20, -0x1.9053aaa736c3dp-21},
      {-0x1.e83f043153048p-24, -0x1.5328a0685033fp-24, -0x1.0a81c7aa2ce80p-25, -0x1.3c217ea2cbf1dp-27,
       -0x1.39ad700f84593p-36, 0x1.06728873100e0p-19, -0x1.c47ceeb1bc621p-20, -0x1.6b6dd9be365a6p-13,
       0x1.528435cc3d640p-14, 0x1.c6e7586a755c8p-15, -0x1.23e8298d8b564p-16, -0x1.1b0f3979115e6p-16,
       -0x1.c517c4965deddp-21, 0x1.892a9f74f4924p-19, 0x1.4f8efe70a9aadp-20, 0x1.4181cfadd37c2p-23},
      {0x1.23891c139d322p-27, -0x1.082aba2d0cf33p-26, -0x1.3aa87594d0731p-27, -0x1.cb61851ca43f0p-29,
       -0x1.ba5353ef1521ap-38, -0x1.cc919b905afd1p-14, 0x1.79fd23f69083bp-14, -0x1.63c909640047fp-15,
       -0x1.3bb8e7b13c4b0p-16, 0x1.37e1c35c22a20p-16, 0x1.b279161742a1ep-18, -0x1.051bc154a6900p-18,
       -0x1.20ea2a95ddaa6p-19, 0x1.ec21a5de4b29fp-24, 0x1.ae600d2a51e36p-22, 0x1.3ea4c0fa2dbe4p-23},
      {0x1.f728be83ed4dbp-27, -0x1.4ce4e190a1749p-33, -0x1.fea155bab7666p-30, -0x1.0b409523eda11p-30,
       -0x1.06063553e5c71p-39, 0x1.31997dcfaf82bp-18, 0x1.ea28e288a428ep-18, 0x1.4e5e8b58f357dp-17,
       -0x1.64804f08da7ffp-17, -0x1.ca7d1dadd34f2p-21, 0x1.b3b787c256a13p-19, 0x1.8f18af4bf2ec7p-22,
       -0x1.5d519d5ae1957p-21, -0x1.ea148d115fd2cp-23, 0x1.8396377e05df5p-25, 0x1.aeb0b9e3f27f0p-25},
      {0x1.7967805c07145p-28, 0x1.2cf8b00edd22bp-30, -0x1.6dd29789d240dp-33, -0x1.d7c82134f266cp-33,
       -0x1.7dd9959122b34p-39, 0x1.c0b86bde1041ap-17, -0x1.c5803ee37d9dfp-18, 0x1.3e92bf2032f9dp-18,
       -0x1.288dbd36a5f64p-22, -0x1.ac3b1c2ca73a2p-20, 0x1.02c49f437590fp-22, 0x1.e4ed5d1b95b01p-22,
       0x1.2882a731c667ep-27, -0x1.68ed6df2f3505p-24, -0x1.e9f9a492ea07cp-27, 0x1.39c6dda467d30p-27},
      {0x1.206919dd23c42p-30, 0x1.93a6af75f9232p-31, 0x1.7f78fd22c733fp-33, -0x1.4f4375b764ecfp-37,
       -0x1.6f470f84d5177p-40, 0x1.3315c4e513723p-19, -0x1.0b5c36a42a0dcp-20, -0x1.26d4ed7a268ddp-21,
       0x1.f14973a74a1ecp-21, -0x1.2d8f254a1c78ap-22, -0x1.e86558e09daccp-23, 0x1.7ed4109e423d8p-25,
       0x1.00ca19c302268p-25, -0x1.329b3b1bdcd9cp-27, -0x1.a6f920100a2e3p-27, -0x1.ba5a52edd3320p-29},
  };
};

/// Where t lies in the table. From `last` on everything is in the last piece, where T is small beside x.
template <class V>
struct table_position {
  V piece, u;
};

template <class Table, simd::vector V>
ACT_INLINE table_position<V> locate_in_table(V x) {
  const V t = simd::min_magnitude(x, V(Table::reach));
  const V bent = simd::fma(simd::min(t, V(Table::last)), V(Table::scale), V(Table::shift));
  const V piece = simd::opaque(simd::fma(bent, bent, V(0x1.8p52)));
  return {piece, simd::lookup(Table::center, piece) - t};
}

struct normal_from_table {
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return !(x >= V(-normal_table::relative_reach));
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return or_half_of_tiny(x, value(x, locate_in_table<normal_table>(without_tiny(x))));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative(x, locate_in_table<normal_table>(without_tiny(x)));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto position = locate_in_table<normal_table>(without_tiny(x));
    return {or_half_of_tiny(x, value(x, position)), derivative(x, position)};
  }

 private:
  template <simd::vector V>
  static ACT_INLINE V value(V x, table_position<V> at) {
    const V q = simd::polynomial_from_tables(at.u, at.piece, normal_table::value_coefficients);
    const V base = simd::max(V(0), x) - simd::lookup(normal_table::base, at.piece);
    return simd::fma(at.u, q, base);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x, table_position<V> at) {
    const V d = simd::polynomial_from_tables(at.u, at.piece, normal_table::slope_coefficients);
    return simd::select(x > V(0), V(1) - d, d);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
