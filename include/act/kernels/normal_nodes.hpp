#pragma once

/// \file normal_nodes.hpp
/// x Phi(x) and its derivative in double, where multiplication and addition fuse and no instruction chooses among 16
/// entries: from their values at nodes, which lie in memory.
///
/// With t = |x|: value max(x, 0) - t Q(t), Q(t) = P(N > t); derivative D(t) = Q(t) - t phi(t) on the left and 1 - D(t)
/// on the right. For x < 0 the results are -t Q and D themselves, and for x > 0 t Q is below x/2, so nothing cancels.
///
/// Let r be the node next to t, d = t - r, h = (t + r)/2 and a = d h = (t^2 - r^2)/2, at most 0.16. Then
/// Q(t) = Q(r) - phi(r) d E, E the mean of exp(-(r s + s^2/2)) for s from 0 to d, which is
/// E = E_0(a) + d^2 E_1(a) + d^4 E_2(a) + ...: with s = d u the exponent is -a u + d^2 u (1 - u)/2. The three are
/// fitted together and make up for what follows. And since phi(t) = phi(r) (1 - a E_0(a)), D(t) = D(r) - phi(r) d (1 +
/// E - t h E_0(a)). What is added to Q(r) and D(r) is at most 0.16 of them, but for D next to its sign change, where
/// its bound is an absolute one. Q(r) has a low word, so that where x Phi(x) is flat little but the last rounding is
/// left, and no neighbours change places by more than one ULP.
///
/// Beyond reach on the left is another kernel's part. Where t is tiny the value is x/2, and all else is computed at
/// 2^-300: no operation takes a microcode assist for a normal x with a normal result.
///
/// Error budget of the value for x < 0 in ULP: 0.5 final rounding, 0.1 each for E, for its product with phi(r) d and
/// for that with t, 0.1 for the series. The derivative's: 0.5 final rounding, 0.5 for D(r), 0.5 for the rest; next to
/// its sign change 2^-55 for each of the first two, where D is above 1/4, and 2^-59 for the rest. Instructions a vector
/// with AVX2: 55 for the value and 50 for the derivative, 19 and 14 of them for the node's row; 65 for both.

#include "../simd/table.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_nodes.py.
struct normal_nodes_table {
  // Error of Q and of a E_0, its binary logarithm: -55.4.
  static constexpr double reach = 0x1.1e4dd2f1a9fbep+3, step = 0x1.2000000000000p-5,
                          nodes_per_unit = 0x1.c71c71c71c71cp+4;
  static constexpr double mean_0[] = {0x1.0000000000000p+0,  -0x1.fffffffffffb9p-2,  0x1.5555555555fb0p-3,
                                      -0x1.555555559d9e3p-5, 0x1.1111110bd8a69p-7,   -0x1.6c16bc626ad3ep-10,
                                      0x1.a01a35662c83bp-13, -0x1.a05cd0e14f49dp-16, 0x1.71576e033a33ap-19};
  static constexpr double mean_1[] = {0x1.55555554e90bfp-4,  -0x1.555555542ad86p-5, 0x1.9999988dd9ee6p-7,
                                      -0x1.6c16c319bc06cp-9, 0x1.04135392163aep-11, -0x1.3830ab479076bp-14,
                                      0x1.34e057f17f1d5p-17};
  static constexpr double mean_2[] = {0x1.11122199ce470p-8, -0x1.11128f36aa01bp-9, 0x1.38b58667fabd5p-11,
                                      -0x1.02e3d5d2f125ap-13};
  // Q, its low word, phi and D at multiples of step.
  alignas(32) static constexpr double row[256][4] = {
      {0x1.0000000000000p-1, 0x0.0p+0, 0x1.9884533d43651p-2, 0x1.0000000000000p-1},
      {0x1.f1a41aec72c4ep-2, 0x1.30d91fee721b9p-56, 0x1.9843b76a8e1dfp-2, 0x1.e349b979b3c5dp-2},
      {0x1.e34cc015d2ccap-2, 0x1.307fee3ea794bp-56, 0x1.9782213b0716ap-2, 0x1.c6a599bfac4d1p-2},
      {0x1.d4fe756b15385p-2, 0x1.72d8a031409ddp-57, 0x1.96404827a0f85p-2, 0x1.aa25adcee73e2p-2},
      {0x1.c6bdb8460b8e5p-2, -0x1.8bdad1455d084p-58, 0x1.947f5cb7f72c9p-2, 0x1.8ddbcf3c2ccc1p-2},
      {0x1.b88ef931c28b5p-2, 0x1.95ecfd38c21c7p-61, 0x1.924106a24384bp-2, 0x1.71d98b073cad0p-2},
      {0x1.aa7697c50af9cp-2, -0x1.195693b47dbfap-56, 0x1.8f8762311d94bp-2, 0x1.5630090eaebc6p-2},
      {0x1.9c78de979fde7p-2, 0x1.d2db1f2181634p-57, 0x1.8c54fcf4bdd2ep-2, 0x1.3aeff45765279p-2},
      {0x1.8e99ff5822d2fp-2, 0x1.6488cbcfdda18p-56, 0x1.88acd1c705778p-2, 0x1.2029645829496p-2},
      {0x1.80de0f08df87ap-2, -0x1.69a2464bde96bp-58, 0x1.8492442afe928p-2, 0x1.05ebc77744fb4p-2},
      {0x1.73490268f2f0ep-2, 0x1.31d9253a397b5p-58, 0x1.80091b11e1dbep-2, 0x1.d88b9dc953132p-3},
      {0x1.65deaa8f127b4p-2, -0x1.1f4c5466de8dfp-58, 0x1.7b157b10edc00p-2, 0x1.a68ab7ef0d140p-3},
      {0x1.58a2b1bac4d7cp-2, -0x1.e6e81bd20439ap-57, 0x1.75bbe01478cf8p-2, 0x1.75eede6443c06p-3},
      {0x1.4b98986069ac7p-2, 0x1.f6549b16ee6dcp-56, 0x1.7001169da62fap-2, 0x1.46d03214b9716p-3},
      {0x1.3ec3b273f0f21p-2, -0x1.fd180dd25ea1ep-57, 0x1.69ea3498fa7c7p-2, 0x1.1944d9214b519p-3},
      {0x1.322724f59f58fp-2, 0x1.39e73f91f6714p-56, 0x1.637c91dcc0dedp-2, 0x1.dac1d028d68dcp-4},
      {0x1.25c5e3c3b41c1p-2, 0x1.6c25ee61f64c3p-57, 0x1.5cbdc05eb969fp-2, 0x1.866c9e39af41fp-4},
      {0x1.19a2afb33792dp-2, 0x1.9a33d69d93addp-56, 0x1.55b38430ea41cp-2, 0x1.35a996c7ee463p-4},
      {0x1.0dc014f1aa191p-2, -0x1.601f19d390dafp-63, 0x1.4e63cb55a4297p-2, 0x1.d127722bc1b6cp-5},
      {0x1.022069b0b9ef7p-2, 0x1.7519da732d903p-56, 0x1.46d4a57ad8ffcp-2, 0x1.3e82f93d57e4fp-5},
      {0x1.ed8b9a392bfe9p-3, -0x1.16800b684002ap-60, 0x1.3f0c3bacc7fc2p-2, 0x1.6713327196200p-6},
      {0x1.d7644d39c8abep-3, -0x1.0d5d35735ebefp-58, 0x1.3710c80fc1463p-2, 0x1.82b0ba50a9486p-8},
      {0x1.c1ce4abfae304p-3, 0x1.92b6f99bb6626p-57, 0x1.2ee88db05a50ep-2, -0x1.2c1706d1d84ddp-7},
      {0x1.accc805ca5c83p-3, -0x1.0fa43ce9f4791p-57, 0x1.2699d078e0338p-2, -0x1.7d01f636a6593p-6},
      {0x1.98616b0f2eb1fp-3, 0x1.e33b91c5d3028p-57, 0x1.1e2acd5a276c8p-2, -0x1.2a1b3de3cf545p-5},
      {0x1.848f1804bdc51p-3, -0x1.a98dc6a55ec8ap-58, 0x1.15a1b2b50bc9ap-2, -0x1.8ddc907603cd5p-5},
      {0x1.715725e1ee024p-3, -0x1.36d8a4db4474fp-57, 0x1.0d0499110aa26p-2, -0x1.e9d507c4e5ba8p-5},
      {0x1.5ebac68acdfffp-3, 0x1.643c85c881285p-57, 0x1.04597c2b6072bp-2, -0x1.1f0e365f16337p-4},
      {0x1.4cbac164b25c5p-3, -0x1.d069bbed49561p-57, 0x1.f74c68d1f96b2p-3, -0x1.4568eb93fe525p-4},
      {0x1.3b57760a45d7dp-3, 0x1.5655df19ab5d4p-58, 0x1.e5e0e168ee947p-3, -0x1.680d9f8b6acb0p-4},
      {0x1.2a90df69f57f4p-3, 0x1.a9c041411251fp-58, 0x1.d47b619ffae11p-3, -0x1.871283198a343p-4},
      {0x1.1a6697465327ap-3, 0x1.820b28d85fc7ap-57, 0x1.c3268043dab64p-3, -0x1.a290bd074069ep-4},
      {0x1.0ad7da0f9b0b9p-3, -0x1.fbb0f6ee9275fp-57, 0x1.b1ec620324775p-3, -0x1.baa42867dbf57p-4},
      {0x1.f7c7161a65ad5p-4, -0x1.164a2ed7d11d5p-59, 0x1.a0d6b110569fep-3, -0x1.cf6b10bd8351bp-4},
      {0x1.db10719b71d63p-4, -0x1.a59fee8b1d62ep-58, 0x1.8fee95d244eccp-3, -0x1.e105ec8f3aefdp-4},
      {0x1.bf8843a823da6p-4, -0x1.c353900c1dd55p-61, 0x1.7f3cb0a62b664p-3, -0x1.ef971710caf34p-4},
      {0x1.a52a72efa06aep-4, 0x1.2bea954bbb954p-58, 0x1.6ec914b43c411p-3, -0x1.fb4289789819dp-4},
      {0x1.8bf259dea7f0ep-4, -0x1.1b38fbfe38956p-58, 0x1.5e9b43d522414p-3, -0x1.0216ca4ce9967p-3},
      {0x1.73dad0f435c26p-4, -0x1.6d441b4db9ea9p-59, 0x1.4eba2b84b2387p-3, -0x1.053f4da92b363p-3},
      {0x1.5cde3943c2d73p-4, 0x1.893b09e46bd7cp-59, 0x1.3f2c22dbe876dp-3, -0x1.072e6729a24f5p-3},
      {0x1.46f68712ec84dp-4, -0x1.e2ab1b16ad470p-58, 0x1.2ff6e98a57111p-3, -0x1.07f7f4e1142d9p-3},
      {0x1.321d4c80ddb2dp-4, 0x1.9513893da86c3p-59, 0x1.211fa7c55b845p-3, -0x1.07affa930a105p-3},
      {0x1.1e4bc42695d7cp-4, -0x1.4be402e72c50ep-59, 0x1.12aaef21d0b4bp-3, -0x1.066a8304a33efp-3},
      {0x1.0b7adba0019f6p-4, -0x1.5be49efc5a599p-58, 0x1.049cbc4b7ff19p-3, -0x1.043b82d6219a7p-3},
      {0x1.f3467bdd94086p-5, -0x1.f892d8c86a671p-59, 0x1.edf0f318a4da0p-4, -0x1.0136bd0daa7e8p-3},
      {0x1.d17abb5188bb0p-5, 0x1.249605cfac7e9p-59, 0x1.d38204286af25p-4, -0x1.fadf52eb2cd3ep-4},
      {0x1.b182fdca09ce2p-5, -0x1.820a6106974b0p-59, 0x1.b9f14be38ed0bp-4, -0x1.f1f2b9d4fc0e6p-4},
      {0x1.934f81b77404dp-5, -0x1.d96c3e2e4b889p-59, 0x1.a1425d5671cccp-4, -0x1.e7cce75e1c06fp-4},
      {0x1.76d04e5c4ac56p-5, 0x1.afb56caebd182p-59, 0x1.8977c8ccac971p-4, -0x1.dc91fbab3ddc3p-4},
      {0x1.5bf5459a7c05cp-5, 0x1.48c5ef7ce5d08p-59, 0x1.7293271cc8d53p-4, -0x1.d064db9357f45p-4},
      {0x1.42ae34ed7dc1cp-5, 0x1.3bf1cc82a89d5p-60, 0x1.5c9525ccc5c8bp-4, -0x1.c36711fb34c9ep-4},
      {0x1.2aeae5833f976p-5, 0x1.3d597b59d8f00p-59, 0x1.477d93ecb191dp-4, -0x1.b5b8b577c294bp-4},
      {0x1.149b2b685832bp-5, 0x1.82f4815e049dbp-60, 0x1.334b6f85192e0p-4, -0x1.a778522b25eecp-4},
      {0x1.ff5de77c70146p-6, -0x1.e5c2e26e5057cp-64, 0x1.1ffcf377d6d86p-4, -0x1.98c2d7c72f4c2p-4},
      {0x1.d82ca3e8f8b9ap-6, -0x1.9a303fb32f3a4p-60, 0x1.0d8fa5b2d24c3p-4, -0x1.89b38b973d0e3p-4},
      {0x1.b383180173716p-6, 0x1.8ad6e81735db5p-60, 0x1.f800cb2b22fedp-5, -0x1.7a63fe6bd7790p-4},
      {0x1.91424b2470bf6p-6, -0x1.70eeb404c9846p-60, 0x1.d696f4d7f6a3bp-5, -0x1.6aec063b7a995p-4},
      {0x1.714bd48245f43p-6, 0x1.a6a23a3cefe4bp-61, 0x1.b6d943c4c17d3p-5, -0x1.5b61bb461260ep-4},
      {0x1.5381ed751c2ccp-6, 0x1.0ebe72accf2f8p-62, 0x1.98be3cb1794d6p-5, -0x1.4bd97883a9a0bp-4},
      {0x1.37c781d904bcap-6, 0x1.af501079f20d5p-60, 0x1.7c3b89fa2d1c4p-5, -0x1.3c65df22b499bp-4},
      {0x1.1e003e6da45a5p-6, -0x1.f8c7d7c7c50fap-60, 0x1.6146172e1412ep-5, -0x1.2d17dcd730156p-4},
      {0x1.06109d4df78c9p-6, 0x1.88f5c0e9728b8p-60, 0x1.47d22be137729p-5, -0x1.1dfeb4b980113p-4},
      {0x1.dfbbe11aab64dp-7, 0x1.e8d91f6cf78cap-61, 0x1.2fd385956cdfcp-5, -0x1.0f280a72843b4p-4},
      {0x1.b69cd61656f49p-7, 0x1.0c8368fbaa31bp-63, 0x1.193d709bc16cep-5, -0x1.009fef71b1d58p-4},
      {0x1.90924f21d3612p-7, 0x1.3840438696074p-61, 0x1.0402dfd3dc1a2p-5, -0x1.e4e1e3d43a627p-5},
      {0x1.6d6c5c9eb55b4p-7, 0x1.7df1df2b75159p-63, 0x1.e02d06666851fp-6, -0x1.c9485aa854dadp-5},
      {0x1.4cfcf1a3f1e0ep-7, -0x1.7f85f837a1b5bp-61, 0x1.bad5ba0464011p-6, -0x1.ae82b8661b8d0p-5},
      {0x1.2f17e8fffdb3ap-7, 0x1.f9fafdaedbf9ap-62, 0x1.97e4ab82cdceap-6, -0x1.949dd5be8df60p-5},
      {0x1.1393078779d69p-7, 0x1.57f9c163059d0p-63, 0x1.773e9d59e03dap-6, -0x1.7ba416338f940p-5},
      {0x1.f48bf7c553527p-8, -0x1.fe3341db598a7p-64, 0x1.58c865af9b67dp-6, -0x1.639d905cd3931p-5},
      {0x1.c614b8191f9cep-8, 0x1.4e7adcccdbce8p-62, 0x1.3c670db8dd281p-6, -0x1.4c9036df542cbp-5},
      {0x1.9b77416d6dfdep-8, 0x1.798ffa58dba8fp-62, 0x1.21ffee45da78bp-6, -0x1.368001b28069fp-5},
      {0x1.746e3d88c8d7ap-8, 0x1.bb88dc7d7b2c1p-62, 0x1.0978c980ddd1fp-6, -0x1.216f1755ffa2cp-5},
      {0x1.50b7fe1e88204p-8, 0x1.3c0aaa5b5808dp-69, 0x1.e56fc3d71f6bap-7, -0x1.0d5df5a2f4e4cp-5},
      {0x1.3016694d2c6b4p-8, -0x1.221a69c5d2339p-62, 0x1.bb481d57c1e98p-7, -0x1.f49733d7dc21fp-6},
      {0x1.124ee371153c1p-8, -0x1.8adc1c45301aap-62, 0x1.94499a7be09e0p-7, -0x1.d06b504e0b515p-6},
      {0x1.ee546d4f4d63dp-9, -0x1.04a683a89720fp-63, 0x1.7044a147eed43p-7, -0x1.ae3121cc2f630p-6},
      {0x1.bce8f0b6656aep-9, 0x1.8dc45f78f7cddp-66, 0x1.4f0b1c60dfa24p-7, -0x1.8ddf6bd25203cp-6},
      {0x1.8ff9da57a4f9bp-9, 0x1.61bae3d201c5cp-64, 0x1.3070901277113p-7, -0x1.6f6b1a3e5ca16p-6},
      {0x1.672bd709c3189p-9, -0x1.7f476b0a13579p-64, 0x1.144a2b09653a3p-7, -0x1.52c783e253af4p-6},
      {0x1.42297a541b29dp-9, -0x1.0a1794732d1eep-65, 0x1.f4dda60c385e1p-8, -0x1.37e6a976143cfp-6},
      {0x1.20a300040030bp-9, -0x1.2f808e930fd1ep-69, 0x1.c56e5b9f1fdc4p-8, -0x1.1eb970b988688p-6},
      {0x1.024e0cbf2f9b5p-9, -0x1.f2d91cada4b09p-63, 0x1.99fb4d5cdc32bp-8, -0x1.072fdba986bf2p-6},
      {0x1.cdcadc161e6abp-10, 0x1.e28e35e4da566p-64, 0x1.723ce173d5013p-8, -0x1.e272776bbb77fp-7},
      {0x1.9c51b46c35e49p-10, -0x1.4789a605fcb7cp-66, 0x1.4def0c7e1f1d4p-8, -0x1.b988c1e4b334ap-7},
      {0x1.6fb9610d65f95p-10, -0x1.9f6ded1d4f982p-69, 0x1.2cd14b15511d5p-8, -0x1.937f8a8dacf32p-7},
      {0x1.47937410df650p-10, 0x1.3c9e7240bfee8p-65, 0x1.0ea696b8d45acp-8, -0x1.703367574d18ap-7},
      {0x1.2379d68ea80f8p-10, -0x1.659680d2668eap-64, 0x1.e66aad201864bp-9, -0x1.4f80d70f75a51p-7},
      {0x1.030e4e7d71803p-10, 0x1.1224f9a09131bp-66, 0x1.b48e9919ae686p-9, -0x1.3144809a2eb4bp-7},
      {0x1.cbf40ee2ac231p-11, -0x1.2e2ed5d5357b6p-65, 0x1.8752fedaa9318p-9, -0x1.155b6aec6016dp-7},
      {0x1.97da3d470ecb7p-11, 0x1.5dcfb5c650fd8p-66, 0x1.5e58442b3c752p-9, -0x1.f7465c2f84cbep-8},
      {0x1.693c6534ef301p-11, 0x1.c8fab168cf3cep-65, 0x1.3944f166db0dcp-9, -0x1.c7f43b7f69808p-8},
      {0x1.3f93ed74fdc55p-11, 0x1.e4392c7a90954p-67, 0x1.17c5782d0ede3p-9, -0x1.9c7edaaa3e52ap-8},
      {0x1.1a6595f0f8f4bp-11, 0x1.d24944cafa80bp-65, 0x1.f317ee85b5e09p-10, -0x1.74a69cf8abcb4p-8},
      {0x1.f2815f69eb1e2p-12, -0x1.c17d8e2793168p-68, 0x1.bc9ff8b92db79p-10, -0x1.502e14065e935p-8},
      {0x1.b77cbb97e381dp-12, -0x1.030ed7b894d59p-66, 0x1.8b9c88f20a112p-10, -0x1.2eda279e99afbp-8},
      {0x1.8301be4097ac0p-12, -0x1.981583c7086e5p-66, 0x1.5f90f6ce87b37p-10, -0x1.1072345a3904bp-8},
      {0x1.5465c2e8524cap-12, -0x1.8ac0c11f26fe1p-66, 0x1.3809f604972dfp-10, -0x1.e980439dc97c4p-9},
      {0x1.2b0dbae6c0d9dp-12, -0x1.a0cc5ac217035p-66, 0x1.149d153c250f6p-10, -0x1.b720e237c3bc3p-9},
      {0x1.066cf7a00e9bap-12, 0x1.e4e6ee6e2b2ddp-66, 0x1.e9d07c512fa59p-11, -0x1.89648937a261ep-9},
      {0x1.cc080d310b859p-13, -0x1.0571ca09dccf5p-67, 0x1.b1226f4479651p-11, -0x1.5feec2f81df98p-9},
      {0x1.92bf3e1d65b0ep-13, 0x1.83f5d69e9b5c4p-72, 0x1.7e8a54ccde95cp-11, -0x1.3a6857e5063b6p-9},
      {0x1.602f4164a0547p-13, -0x1.12e2b48c1574ap-68, 0x1.517052197d139p-11, -0x1.187f3d838f9bcp-9},
      {0x1.339c45f7c1dc1p-13, -0x1.b8bf1f9c03997p-69, 0x1.2949775089f06p-11, -0x1.f3ccfac759833p-10},
      {0x1.0c5d29334fb11p-13, 0x1.0cdbf03f83ea4p-67, 0x1.0596deedd987cp-11, -0x1.bcac2a6467b61p-10},
      {0x1.d3b3a96947319p-14, 0x1.d9d2eacd5d0e1p-68, 0x1.cbc9abb1d0ee1p-12, -0x1.8b15a21c449cap-10},
      {0x1.971373d0244fcp-14, -0x1.f59d91c1d3b15p-68, 0x1.939419530aeb7p-12, -0x1.5e8c425adb675p-10},
      {0x1.61e4d3fdd7690p-14, 0x1.6f4fdc34cc3acp-68, 0x1.61cda4e1e0048p-12, -0x1.369bd78f8df5bp-10},
      {0x1.334c91e4ed49ep-14, -0x1.6efe367db62c1p-68, 0x1.35c8b27e4df44p-12, -0x1.12d8b84f952a3p-10},
      {0x1.0a86b46634b34p-14, 0x1.459489434146dp-70, 0x1.0ee8090254229p-12, -0x1.e5bebeb62f9ddp-11},
      {0x1.cdc89682798cfp-15, -0x1.aece02402c512p-72, 0x1.d93b04f400e5ap-13, -0x1.aca805e1bf453p-11},
      {0x1.8f92cda4dd390p-15, -0x1.bd1414fbbe0b7p-69, 0x1.9cd1a06d30318p-13, -0x1.79c4556837f0cp-11},
      {0x1.595675c2cbdc0p-15, -0x1.b88fdf737123cp-70, 0x1.67aca46fc8a3ap-13, -0x1.4c788a81dcc35p-11},
      {0x1.2a1cd39c450d9p-15, -0x1.b692aa154b5d4p-69, 0x1.38fc030eb1785p-13, -0x1.24367ccf9370ep-11},
      {0x1.010aeaf76149fp-15, 0x1.e7e09058c1847p-71, 0x1.1004da0cb4212p-13, -0x1.007c2dca44669p-11},
      {0x1.babd4da93e651p-16, -0x1.3b784222e28b1p-72, 0x1.d83f206c1e3ffp-14, -0x1.c1a5f92ab3accp-12},
      {0x1.7cd886253b8eep-16, 0x1.07bbaa4891bfbp-70, 0x1.996c2a54d31cep-14, -0x1.899dbec627839p-12},
      {0x1.4737e58509661p-16, 0x1.6e32245556df3p-76, 0x1.6284845d83ae7p-14, -0x1.581b46c4d912cp-12},
      {0x1.18cf7d45288dcp-16, 0x1.0efea932b9b88p-71, 0x1.3298b51448b0ep-14, -0x1.2c6c67f836daap-12},
      {0x1.e1665dac26adcp-17, -0x1.7bd37d50ec1adp-71, 0x1.08d353c2d2a23p-14, -0x1.05efd3eda297bp-12},
      {0x1.9c265f4770aeap-17, 0x1.2ce781b30a3c9p-71, 0x1.c8ecfbf4fd396p-15, -0x1.c8278bc7ec079p-13},
      {0x1.6071c98c664f9p-17, -0x1.ff24ca2f47653p-71, 0x1.89b30586e6776p-15, -0x1.8ca98607f0337p-13},
      {0x1.2d081e14ad400p-17, 0x1.9f68e2f652da0p-72, 0x1.52cd807b68e8bp-15, -0x1.5878d86309298p-13},
      {0x1.00d080e6103e7p-17, -0x1.abcdc55c868c6p-76, 0x1.2333611618d45p-15, -0x1.2ac0c32642539p-13},
      {0x1.b5aa53151312cp-18, -0x1.eed1145f9124bp-72, 0x1.f3f48b9bb220ep-16, -0x1.02c26f7aaef86p-13},
      {0x1.747e9c7c79d35p-18, 0x1.5c290d472b1bcp-73, 0x1.aca6779401e51p-16, -0x1.bfa5f9179377bp-14},
      {0x1.3ca6fc15837c9p-18, 0x1.a0cce9ecd965dp-73, 0x1.6f0f9f9c8d6c9p-16, -0x1.82b35d808665fp-14},
      {0x1.0cdcbeed42616p-18, -0x1.0ed6541eaeb51p-72, 0x1.39eecbdb8b553p-16, -0x1.4d9c801d7aa04p-14},
      {0x1.c80728dd3b03ap-19, 0x1.6b3512e2aa930p-73, 0x1.0c29a533d0bc5p-16, -0x1.1f6ea09360fbcp-14},
      {0x1.8248cc49d880bp-19, 0x1.bcdbcc2c1840ap-75, 0x1.c990bf8a0fafdp-17, -0x1.eea3d065aac11p-15},
      {0x1.46d1874313b74p-19, -0x1.2372749556b06p-73, 0x1.85e3a7ff2ca77p-17, -0x1.a90d84fedd49ep-15},
      {0x1.142da7401ec28p-19, 0x1.348f742bed0bfp-73, 0x1.4bcffa0f54a64p-17, -0x1.6cc6dab524ca4p-15},
      {0x1.d236f322d5d2cp-20, -0x1.a1a651e63a313p-74, 0x1.1a09a75d30c0ep-17, -0x1.38a37b9206e13p-15},
      {0x1.8909e682290f9p-20, 0x1.42829d529fc82p-76, 0x1.deddf75524aaap-18, -0x1.0b9a2c7b1245cp-15},
      {0x1.4af4314f27675p-20, 0x1.30ad27530f051p-74, 0x1.96072a520630cp-18, -0x1.c9822d42a7d3fp-16},
      {0x1.1658204033e39p-20, 0x1.42b6ca1e29717p-76, 0x1.57d7d03c87071p-18, -0x1.8694cf4fcdf86p-16},
      {0x1.d3a334d5088b6p-21, 0x1.c9292eea8f572p-77, 0x1.22d281585bf17p-18, -0x1.4d0284f4f5a24p-16},
      {0x1.885d0d9e36e77p-21, 0x1.403f91c918a1ap-75, 0x1.eb58da26d028cp-19, -0x1.1b8df5e9ac5b5p-16},
      {0x1.48d04553d10c2p-21, 0x1.8304be1ccda57p-75, 0x1.9e8e1dbabc9f9p-19, -0x1.e2425ab9c0b6cp-17},
      {0x1.133a5a342945fp-21, -0x1.65283fc398a81p-75, 0x1.5d5537745b2b9p-19, -0x1.999235dc23cd1p-17},
      {0x1.cc333e0ccef9fp-22, -0x1.563dc6588dcdfp-78, 0x1.26022b3cc5f16p-19, -0x1.5b63114361183p-17},
      {0x1.8048b24d138f3p-22, -0x1.20b3d782044f2p-76, 0x1.ee47cd18af54dp-20, -0x1.2642f7e303077p-17},
      {0x1.408208b2c8173p-22, 0x1.5e7757b4b38c2p-76, 0x1.9ef93300a3572p-20, -0x1.f1dfe29c1f59dp-18},
      {0x1.0aff32454cd69p-22, 0x1.9a9301d88a48bp-77, 0x1.5bf5f952de2d5p-20, -0x1.a4a472f791f01p-18},
      {0x1.bc4ed8bb089fdp-23, 0x1.2a8164db0f1d9p-77, 0x1.2368d323c1f19p-20, -0x1.62ee34736930bp-18},
      {0x1.713e4375af7dcp-23, 0x1.6457963cfd915p-77, 0x1.e77eb9d638f95p-21, -0x1.2b18ae0ef391fp-18},
      {0x1.327e5078fd7d8p-23, 0x1.62468cd5ad637p-79, 0x1.97421fd145e47p-21, -0x1.f77074cc7a57dp-19},
      {0x1.fc34bd31f0400p-24, 0x1.f0766195fac69p-79, 0x1.53ceb693c83d9p-21, -0x1.a725ac79df739p-19},
      {0x1.a4d4e086b20cap-24, 0x1.49895dc31fa2bp-79, 0x1.1b2d818a90514p-21, -0x1.63338a7d08295p-19},
      {0x1.5c0fd63f1312dp-24, 0x1.0ef1a8c4de1bdp-81, 0x1.d76357c03cfe7p-22, -0x1.29c7eda347578p-19},
      {0x1.1f87d4ca9bc35p-24, 0x1.91b01853d4ce0p-80, 0x1.87dc3b612dd7dp-22, -0x1.f2a45afbf433cp-20},
      {0x1.da7bbb4732c04p-25, -0x1.5f96a2f221cb6p-80, 0x1.4558e59096bbep-22, -0x1.a0f4dcd06a75ep-20},
      {0x1.8706f68e62019p-25, -0x1.0455f02c05f51p-82, 0x1.0dca4ea825badp-22, -0x1.5c340d602f578p-20},
      {0x1.41dd173a021a7p-25, -0x1.e2c60db2b90d8p-81, 0x1.bee34f32455f9p-23, -0x1.2269ace5dcd41p-20},
      {0x1.089d9ee3b4965p-25, 0x1.f4a6a0b7a6234p-79, 0x1.71a9573861750p-23, -0x1.e3cdda9f949f7p-21},
      {0x1.b29402f6cbc22p-26, -0x1.58c85c3b9a5e5p-80, 0x1.31671e1c0dc10p-23, -0x1.92789a2d015eap-21},
      {0x1.646ce5ca03e16p-26, 0x1.f7ffaf958882cp-82, 0x1.f80157b96f79dp-24, -0x1.4e6184754fccfp-21},
      {0x1.23f9ee9035db6p-26, -0x1.188dded68358bp-81, 0x1.9f5d8b66b7d8fp-24, -0x1.15741ad93ce93p-21},
      {0x1.ddc9908d26347p-27, 0x1.e4ddaeeb5063cp-81, 0x1.55e4543077cb4p-24, -0x1.cbd84664e5291p-22},
      {0x1.86742c891eab5p-27, -0x1.9ec48a0ed9b83p-81, 0x1.1911444a67b8ep-24, -0x1.7c943fcab17d5p-22},
      {0x1.3eb34524706c6p-27, -0x1.7075744a380bap-81, 0x1.cd8ea2b41efb9p-25, -0x1.3a92b03d82458p-22},
      {0x1.03d1f59aef205p-27, -0x1.2e5ee2e058dfdp-83, 0x1.7a81bda3242c8p-25, -0x1.03ae7b9f357f0p-22},
      {0x1.a720808997e65p-28, 0x1.c8106676efe25p-83, 0x1.360446e5abcb1p-25, -0x1.ac3012edb65b7p-23},
      {0x1.581fee61c75c8p-28, -0x1.574f0f7c64b05p-82, 0x1.fb3656214a101p-26, -0x1.60910c7f0a326p-23},
      {0x1.17894c2a92c89p-28, 0x1.bba116bf20969p-82, 0x1.9e6851d1aee7fp-26, -0x1.21ede49649f7ep-23},
      {0x1.c59825fc63ec6p-29, -0x1.5c98ea3a2abf9p-84, 0x1.522a3fd8d35dbp-26, -0x1.dc3b03e74d664p-24},
      {0x1.6f92bf558e926p-29, -0x1.5050520a564f2p-83, 0x1.139bd83cf6449p-26, -0x1.869f4a0244d87p-24},
      {0x1.2981bcb4c5be3p-29, -0x1.c9ec6e4430657p-87, 0x1.c0b1bf978253ap-27, -0x1.3ffe6495aa973p-24},
      {0x1.e1033af20a2fcp-30, 0x1.04e0b136532adp-84, 0x1.6cc9e79ada48bp-27, -0x1.05cd03118afefp-24},
      {0x1.8462940b49b74p-30, 0x1.f3c1b0bff319ap-84, 0x1.283500a370711p-27, -0x1.abd5a59269764p-25},
      {0x1.393779d74a858p-30, 0x1.668d18eff4fb5p-84, 0x1.e0719e68d6513p-28, -0x1.5d2325c917c80p-25},
      {0x1.f89581eb9f4c4p-31, 0x1.80f28047a3073p-85, 0x1.8527c9a36ab55p-28, -0x1.1c8d701e7ed2dp-25},
      {0x1.95f2246f5db4bp-31, 0x1.797d072f02c1bp-85, 0x1.3ad2bfc4708ddp-28, -0x1.cf3d06c27b38cp-26},
      {0x1.4632303bc89e3p-31, -0x1.0de2452d8fd9ap-86, 0x1.fcbfc8e989c8dp-29, -0x1.7895bc9cae1b6p-26},
      {0x1.05cc1824be036p-31, -0x1.217b1ca0ab25ep-85, 0x1.9a8eb041611aap-29, -0x1.31c03a84d8100p-26},
      {0x1.a3b7b08ae1f19p-32, 0x1.e8197797b74dap-86, 0x1.4ae8718b9841ap-29, -0x1.efd947201e5f6p-27},
      {0x1.500afb591eac5p-32, -0x1.382d39982f60fp-86, 0x1.0a61a1ca8cceap-29, -0x1.918eae6a88da4p-27},
      {0x1.0cb98cd9234acp-32, 0x1.c02f9a35372c0p-88, 0x1.ac585158e4e1cp-30, -0x1.44c865df7bedcp-27},
      {0x1.ad43ff2c93981p-33, 0x1.263f46db4714ap-88, 0x1.57f78c7a18f54p-30, -0x1.065a53a5cfb77p-27},
      {0x1.5671adf05f8bap-33, 0x1.feba436b760ebp-92, 0x1.13de7d721f687p-30, -0x1.a74eba6bc7ed4p-28},
      {0x1.10da4a5868032p-33, -0x1.611eef1a4dcc3p-89, 0x1.b9f5a9168e6e7p-31, -0x1.5511ffed946a4p-28},
      {0x1.b248307139a92p-34, 0x1.ef4918b8cbfffp-88, 0x1.619612e1fbc3ep-31, -0x1.1275de033afb0p-28},
      {0x1.59310d8e695a3p-34, -0x1.30445d5f7cc2fp-88, 0x1.1a88cdf8fe81ep-31, -0x1.b9284d0d57d1ep-29},
      {0x1.120bc3406f5e4p-34, -0x1.46e3d5e9d597dp-92, 0x1.c2f66d3f51530p-32, -0x1.62198f01480bbp-29},
      {0x1.b299f76a25301p-35, -0x1.52108c9817d24p-91, 0x1.6774265e29bfdp-32, -0x1.1bdc83287b2d6p-29},
      {0x1.5831b1546293bp-35, -0x1.6d282c6be7188p-89, 0x1.1e28e961310c5p-32, -0x1.c68877eda4ebap-30},
      {0x1.1043919ec0df5p-35, 0x1.efbcb1003f9bcp-90, 0x1.c70f0ead82fa5p-33, -0x1.6b72f2325d482p-30},
      {0x1.ae35ea15056e0p-36, 0x1.41e7f5ecb7cfbp-90, 0x1.696054db3bc85p-33, -0x1.223fb213552b0p-30},
      {0x1.537b4cc645727p-36, 0x1.5f5f6f74113e1p-92, 0x1.1ea02902d1575p-33, -0x1.cefec95d75bbcp-31},
      {0x1.0b900ce2b6fafp-36, -0x1.529a33d6964d0p-90, 0x1.c61cd64ef9c9bp-34, -0x1.70cf3318427f5p-31},
      {0x1.a53fba87ab78ap-37, -0x1.5f0f80e520e34p-92, 0x1.674a4c805df47p-34, -0x1.25694a760fc50p-31},
      {0x1.4b344d2db4d25p-37, -0x1.c31216b4ccafcp-92, 0x1.1bea97dadc42dp-34, -0x1.d2436e02399a9p-32},
      {0x1.041789eb749a0p-37, 0x1.f896fbb9a7758p-91, 0x1.c027cdafdb7eep-35, -0x1.7200d93d058e4p-32},
      {0x1.98005448c203ep-38, 0x1.7167f3fea50eap-92, 0x1.6143c1b71c440p-35, -0x1.253e965b4ad12p-32},
      {0x1.3f9fd06f9faecp-38, 0x1.e0760a390ac49p-94, 0x1.161f2a5ccd472p-35, -0x1.d03b2537bf064p-33},
      {0x1.f42ca66bdd98ap-39, -0x1.122ef8d4d7e7cp-93, 0x1.b5624d9c2b983p-36, -0x1.6efe6aa804652p-33},
      {0x1.86e201723c5efp-39, 0x1.441c5b1f85515p-96, 0x1.577f75a783147p-36, -0x1.21c1c0d0ff75ap-33},
      {0x1.311a1be6eb2e3p-39, -0x1.850807a437a32p-93, 0x1.0d6e7b7cbf482p-36, -0x1.c8f8ba7086d83p-34},
      {0x1.dbb6ff459518ap-40, -0x1.3d93f4a086dbbp-94, 0x1.a6263b8e9e30cp-37, -0x1.67e2e85541d08p-34},
      {0x1.726ae07f1492cp-40, -0x1.b415ba20d5345p-95, 0x1.4a4e705181fb5p-37, -0x1.1b11acf74b396p-34},
      {0x1.2013d5e098b84p-40, -0x1.9bc6d15cd5cf2p-94, 0x1.022027b418054p-37, -0x1.bcbbe71b8d737p-35},
      {0x1.bf89c630cdc40p-41, -0x1.68f3af398a3b2p-95, 0x1.92f02bf40ebb7p-38, -0x1.5cec3dba304c4p-35},
      {0x1.5b3612033508bp-41, -0x1.d132b384c9c4ap-95, 0x1.3a1ba45d8954ep-38, -0x1.1168315ffb547p-35},
      {0x1.0d0c5a164e187p-41, -0x1.a16da1e4517b7p-96, 0x1.e91df2c157a0bp-39, -0x1.abedb49e881b3p-36},
      {0x1.a074c7013e262p-42, 0x1.8866a56068e12p-99, 0x1.7c58c750fdf51p-39, -0x1.4e77c39316b2ap-36},
      {0x1.41ec1a45a69dfp-42, 0x1.5a26bdb66e919p-96, 0x1.276650674b778p-39, -0x1.0516dbc5f7c21p-36},
      {0x1.f1171e277e0eep-43, 0x1.f7b918fd55b37p-97, 0x1.ca485efb5e126p-40, -0x1.971aa7837070ep-37},
      {0x1.7f520a08b65e6p-43, -0x1.c6506a64fbaabp-99, 0x1.630cef4405328p-40, -0x1.3cfd1bfedd60dp-37},
      {0x1.273afc26d1ea2p-43, 0x1.eed3ae3007f95p-97, 0x1.12bb872181042p-40, -0x1.ed04fb28094c3p-38},
      {0x1.c6374db03d566p-44, 0x1.8acb450f9450bp-99, 0x1.a8a46cbbe097ep-41, -0x1.7eeb27274db22p-38},
      {0x1.5cfc02dbdcbf2p-44, 0x1.634b29d6a45ecp-98, 0x1.47c53379ced4ap-41, -0x1.2907ccb5b9acbp-38},
      {0x1.0bce908360538p-44, -0x1.f0e0b0b0614f6p-103, 0x1.f95ea6d9b5568p-42, -0x1.cc3baf7203828p-39},
      {0x1.9a86608ab89dep-45, 0x1.56d1355a6cc8dp-102, 0x1.851e612c4012ap-42, -0x1.641ab4058eceep-39},
      {0x1.3a44711df16e5p-45, 0x1.0f3a81a823d05p-99, 0x1.2b3d2c8e2f71fp-42, -0x1.133011101f635p-39},
      {0x1.e0932073ef2dbp-46, -0x1.99bddfdf4182dp-101, 0x1.cbabdd473ed5dp-43, -0x1.a8c793d6f09aep-40},
      {0x1.6effa40cbc641p-46, -0x1.a076214ed34e3p-100, 0x1.609f58dacb471p-43, -0x1.476e8f8385de3p-40},
      {0x1.17ec76d04a0afp-46, -0x1.4c6c76cb55296p-102, 0x1.0e2b4ba3d267ep-43, -0x1.f826cde27f20ep-41},
      {0x1.aa7f621742877p-47, 0x1.d4196abdba1f6p-101, 0x1.9d7aecc8ecc6fp-44, -0x1.83a2db84bdc11p-41},
      {0x1.4483e88f565c4p-47, 0x1.c67e8165e5708p-101, 0x1.3c03b13488353p-44, -0x1.29ac79e156238p-41},
      {0x1.ed3c8cc71aaa5p-48, 0x1.0c7504b5169e9p-102, 0x1.e27335583abf9p-45, -0x1.c89aae43ad1f7p-42},
      {0x1.766232e467224p-48, -0x1.f10d1f5961ceep-103, 0x1.6fd0fb24cf006p-45, -0x1.5dc1020284846p-42},
      {0x1.1bd30e6de7dbep-48, 0x1.6575b8b327913p-102, 0x1.1812f6705c215p-45, -0x1.0b921e5d27da7p-42},
      {0x1.add148b529c78p-49, -0x1.313e1e0dbd710p-104, 0x1.a9ff9b0f434b8p-46, -0x1.98e1d8634f3fcp-43},
      {0x1.450ea0bd9b3eap-49, -0x1.b64b5054f277fp-106, 0x1.439378b92a1f7p-46, -0x1.3804ea6b7eba9p-43},
      {0x1.eb0fed119b102p-50, -0x1.b0ab560c2c560p-104, 0x1.eaf366efc1181p-47, -0x1.db9b599fbba77p-44},
      {0x1.7278a16df9f58p-50, 0x1.94fda140a26c7p-104, 0x1.73fdc55f8848ap-47, -0x1.6a0669425db90p-44},
      {0x1.17275d8afe016p-50, 0x1.3b54b802e0957p-104, 0x1.19820f6c2d68ep-47, -0x1.1338ce5b04216p-44},
      {0x1.a42da0209474cp-51, -0x1.a46314a330678p-107, 0x1.a98aa9ffbdb06p-48, -0x1.a1effcd4fb880p-45},
      {0x1.3bd68eccba2a7p-51, 0x1.d536fc3f9bb6ap-106, 0x1.413cdd482e8b9p-48, -0x1.3cee217b9fba3p-45},
      {0x1.da3cf2ff2c30bp-52, 0x1.7451c771019fcp-107, 0x1.e4667271650adp-49, -0x1.e010a51f609e4p-46},
      {0x1.639b26496c904p-52, -0x1.fabe4fbc58496p-106, 0x1.6cc44a4a773f2p-49, -0x1.6b20f97d9e54dp-46},
      {0x1.0a534f27acbccp-52, 0x1.dc596011581bbp-106, 0x1.125716c7e0ad0p-49, -0x1.1254db038880bp-46},
      {0x1.8e6f347cbe2e9p-53, 0x1.51e2de814856ep-109, 0x1.9c26c636ceac4p-50, -0x1.9df9cb43edbcfp-47},
      {0x1.29acad7b3192cp-53, 0x1.327be6fd4efc6p-109, 0x1.35367b12e93dbp-50, -0x1.37f5b60ed04c0p-47},
      {0x1.bc3fe91103d12p-54, 0x1.e0d6188a82040p-108, 0x1.cf651f291366ap-51, -0x1.d593bca6b9240p-48},
      {0x1.4b1867cc463c1p-54, -0x1.399ce01a43615p-109, 0x1.5accab3a64870p-51, -0x1.60f8bbb53c780p-48},
      {0x1.ecec687f68eadp-55, -0x1.fb6b67aa714ccp-112, 0x1.03385c5e41707p-51, -0x1.08fd1afac20c4p-48},
      {0x1.6e7a08536de16p-55, -0x1.a37397b6df48fp-109, 0x1.83096f6d4be1bp-52, -0x1.8d5fcb8be7707p-49},
      {0x1.10226d84fe5bfp-55, 0x1.d7a070181b433p-109, 0x1.2094f833c6a9ep-52, -0x1.299344e2130ecp-49},
      {0x1.93aa3dca392fcp-56, -0x1.3f24e1f304002p-110, 0x1.add004b656509p-53, -0x1.bd1f31fbd9032p-50},
      {0x1.2b04e18d608d8p-56, -0x1.813dd7fdbf1e6p-110, 0x1.3faf60c4c56e2p-53, -0x1.4c7ee48952b7fp-50},
      {0x1.ba76803d64266p-57, 0x1.77429046cfd98p-113, 0x1.daf6425fd9131p-54, -0x1.f01c350acd35bp-51},
      {0x1.46f5d40bc0628p-57, 0x1.ba34670c29516p-111, 0x1.6064ddc98cf9fp-54, -0x1.71a76d8d692b4p-51},
      {0x1.e2a0f5ce5cf60p-58, -0x1.e3da213868538p-114, 0x1.0521ffdbbd049p-54, -0x1.1315ecadaa3edp-51},
      {0x1.63c5908d212a4p-58, 0x1.0061790378a7ap-114, 0x1.8288adeb8d982p-55, -0x1.98e8783adecf0p-52},
      {0x1.05f04f5df210bp-58, -0x1.f9efa54cd4bc0p-112, 0x1.1db9630b33d4cp-55, -0x1.2f88f80577e5bp-52},
      {0x1.813ca45d90384p-59, -0x1.03faeca2ffd36p-113, 0x1.a5e3ed7236cd5p-56, -0x1.c211345fc27d9p-53},
      {0x1.1af0e71c4b45dp-59, 0x1.05ee5c24d002ep-113, 0x1.3716eccb7aa6bp-56, -0x1.4d403eaaec949p-53},
      {0x1.9f1c501e0a842p-60, -0x1.f60318b35fc33p-114, 0x1.ca35bd624412ap-57, -0x1.ece42025a0064p-54},
      {0x1.302379af6daeep-60, 0x1.45256747d6fb3p-117, 0x1.510950676ad3ap-57, -0x1.6c0bc3346c0e1p-54},
      {0x1.bd1f32824c827p-61, -0x1.0299589079629p-121, 0x1.ef33b01425905p-58, -0x1.0c8b86340c896p-54},
      {0x1.4554d982192eap-61, 0x1.0d711d80c57dcp-116, 0x1.6b58b8a380e66p-58, -0x1.8bb2a94350e97p-55},
      {0x1.dafa2bc694417p-62, 0x1.06e39200ef087p-116, 0x1.0a453f1f72931p-58, -0x1.2329bb0fc6396p-55},
      {0x1.5a4e283033c35p-62, -0x1.6c97707031dd1p-117, 0x1.85c761a88bd1ep-59, -0x1.abf3945343a53p-56},
      {0x1.f85d776276754p-63, 0x1.87d7f27dd5ce9p-117, 0x1.1cef828f6db6dp-59, -0x1.3a1b9d0cd3c9fp-56},
      {0x1.6ed5afc5875bfp-63, -0x1.5d4b320d876b3p-120, 0x1.a012662f7fc54p-60, -0x1.cc8547836430bp-57}};
};

struct normal_from_nodes {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return x < V(-table::reach);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative(x, parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto at = parts_of(x);
    return {value(x, at), derivative(x, at)};
  }

 private:
  using table = normal_nodes_table;
  static constexpr std::size_t nodes = std::size(table::row);

  template <class V>
  struct parts {
    V t, d, h, mean_0, mean;  // E_0 and E
    simd::row_of<V, nodes> node;
  };

  /// Beyond reach on the right t Q vanishes beside x, and D beside 1. NaN stays NaN.
  template <simd::vector V>
  static ACT_INLINE parts<V> parts_of(V x) {
    constexpr double magic = 0x1.8p52;
    const V t = simd::max(V(tiny_double), simd::min(V(table::reach), simd::abs(x)));
    const V number = simd::opaque(simd::fma(t, V(table::nodes_per_unit), V(magic)));
    const V d = simd::fnma(simd::opaque(number - V(magic)), V(table::step), t);  // exact
    const V h = simd::fnma(d, V(0.5), t), a = simd::product(d, h), square = simd::product(d, d);
    const V mean_0 = simd::polynomial(a, table::mean_0);
    V mean = simd::polynomial(a, table::mean_2);
    mean = simd::fma(square, mean, simd::polynomial(a, table::mean_1));
    mean = simd::fma(square, mean, mean_0);
    return {t, d, h, mean_0, mean, simd::row_of<V, nodes>(number)};
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const parts<V>& at) {
    const auto [q, q_low] = at.node.first_two(table::row);
    const auto [density, slope] = at.node.last_two(table::row);
    const V more = simd::fnma(simd::product(density, at.d), at.mean, q_low);
    const V tail = simd::fma(at.t, q, simd::product(at.t, more));
    return or_half_of_tiny(x, signed_ramp(x) - tail);
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const parts<V>& at) {
    const auto [density, slope] = at.node.last_two(table::row);
    const V bracket = simd::fnma(simd::product(at.t, at.h), at.mean_0, simd::opaque(at.mean + V(1)));
    return reflect(x, simd::fnma(simd::product(density, at.d), bracket, slope));
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
