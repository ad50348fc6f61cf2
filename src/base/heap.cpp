#include "schemagen/base/heap.h"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace schemagen::base {

#ifdef __GLIBC__

namespace {

constexpr std::uintptr_t kLargePage = 2U << 20U;
constexpr int kStep = 32 << 20;
constexpr int kPiece = 256 << 10;  ///< more than the heap of a young process has free
constexpr int kMapFrom = 128 << 10;

}  // namespace

void expect_large_heap() {
  mallopt(M_TOP_PAD, kStep);
  mallopt(M_TRIM_THRESHOLD, 2 * kStep);
  mallopt(M_MMAP_THRESHOLD, 2 * kPiece);
  if (void* const piece = std::malloc(kPiece); piece != nullptr) {
    const std::uintptr_t first =
        (reinterpret_cast<std::uintptr_t>(piece) + kLargePage - 1) & ~(kLargePage - 1);
    madvise(reinterpret_cast<void*>(first), kStep - kLargePage, MADV_HUGEPAGE);
    std::free(piece);
  }
  mallopt(M_MMAP_THRESHOLD, kMapFrom);
}

#else

void expect_large_heap() {}

#endif

}  // namespace schemagen::base
