#include "schemagen/base/symbol.h"

#include <array>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace schemagen::base {
namespace {

/// An open-addressing table: a look-up touches one slot and one text, where a node-based set touches three.
class Pool {
 public:
  const std::string* intern(std::string_view text, std::size_t hash) {
    const std::lock_guard lock(mutex_);
    Slot* slot = find(slots_, hash, text);
    if (slot->text != nullptr) return slot->text;
    if ((texts_.size() + 1) * 2 > slots_.size()) {
      grow();
      slot = find(slots_, hash, text);
    }
    *slot = {hash, &texts_.emplace_back(text)};
    return slot->text;
  }

 private:
  struct Slot {
    std::size_t hash = 0;
    const std::string* text = nullptr;
  };

  /// The slot that holds `text`, or the empty one where it belongs. At least half of the slots are empty.
  static Slot* find(std::vector<Slot>& slots, std::size_t hash, std::string_view text) {
    const std::size_t mask = slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      Slot& slot = slots[at];
      if (slot.text == nullptr || (slot.hash == hash && *slot.text == text)) return &slot;
    }
  }

  void grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    for (const Slot& slot : slots_)
      if (slot.text != nullptr) *find(larger, slot.hash, *slot.text) = slot;
    slots_.swap(larger);
  }

  std::mutex mutex_;
  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // a power of two
  std::deque<std::string> texts_;                      // never moves a text
};

/// What a thread interned last, by hash: most texts come again soon, and this way they need no lock.
using Recent = std::array<const std::string*, 2048>;

const std::string* intern(std::string_view text) {
  static Pool& pool = *new Pool;  // outlives every Symbol with static storage
  thread_local Recent recent{};
  const std::size_t hash = std::hash<std::string_view>()(text);
  const std::string*& last = recent[hash % recent.size()];
  if (last == nullptr || *last != text) last = pool.intern(text, hash);
  return last;
}

}  // namespace

const std::string Symbol::kEmpty;

Symbol::Symbol(std::string_view text) : text_(text.empty() ? &kEmpty : intern(text)) {}
Symbol::Symbol(const std::string& text) : Symbol(std::string_view(text)) {}
Symbol::Symbol(const char* text) : Symbol(std::string_view(text)) {}

}  // namespace schemagen::base
