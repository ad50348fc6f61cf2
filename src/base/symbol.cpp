#include "schemagen/base/symbol.h"

#include <mutex>
#include <unordered_set>

namespace schemagen::base {
namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

class Pool {
 public:
  const std::string* intern(std::string_view text) {
    const std::lock_guard lock(mutex_);
    const auto found = texts_.find(text);
    return found != texts_.end() ? &*found : &*texts_.emplace(text).first;
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> texts_;
};

const std::string* intern(std::string_view text) {
  static Pool& pool = *new Pool;  // outlives every Symbol with static storage
  return pool.intern(text);
}

}  // namespace

Symbol::Symbol() {
  static const std::string* const empty = intern({});
  text_ = empty;
}
Symbol::Symbol(std::string_view text) : text_(intern(text)) {}
Symbol::Symbol(const std::string& text) : text_(intern(text)) {}
Symbol::Symbol(const char* text) : text_(intern(text)) {}

}  // namespace schemagen::base
