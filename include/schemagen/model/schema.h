// A schema: a set of objects, each with an identity. What the declaration, the database and a snapshot all
// become.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schemagen/model/object.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::model {

/// Something in a database that schemagen does not model, or leaves to others. Reported by name by every
/// command, never touched.
struct Unmodelled {
  std::string kind;         ///< "policy", "partitioned table", "domain", …
  std::string name;         ///< as display_name() would write it
  std::string detail = {};  ///< what it means for the plan, may be empty
  bool known = false;       ///< the declaration names it: no news to anybody
  /// Objects of the schema that cannot go, or be made anew, while it stands on them.
  std::vector<ObjectId> stands_on = {};
  /// What a plan carries over: a statement that makes it for all roles, for the proof to try. Else empty.
  std::string definition = {};

  /// `policy docs.tenant`: as `unmanaged` of a declaration names it.
  std::string entry() const { return kind + " " + name; }

  friend auto operator<=>(const Unmodelled&, const Unmodelled&) = default;
};

class Schema {
 public:
  using Objects = std::map<ObjectId, Object>;

  explicit Schema(sql::Dialect dialect) : dialect_(dialect) {}

  sql::Dialect dialect() const { return dialect_; }
  const Objects& objects() const { return objects_; }
  bool empty() const { return objects_.empty(); }

  /// Adds or replaces. The kind of `id` is that of `object` (checked; an internal Error otherwise).
  void put(const ObjectId& id, Object object);
  void erase(const ObjectId& id);
  bool contains(const ObjectId& id) const { return objects_.contains(id); }

  /// The object, or nullptr. The pointer stays valid until that object is put or erased.
  const Object* find(const ObjectId& id) const;
  Object* find(const ObjectId& id);
  template <class T>
  const T* find_as(const ObjectId& id) const {
    const Object* object = find(id);
    return object == nullptr ? nullptr : std::get_if<T>(object);
  }

  /// Columns of a table in their order (Position, then name).
  std::vector<std::pair<ObjectId, const Column*>> columns_of(Symbol schema, Symbol table) const;

  /// Objects of one kind owned by a relation, by name. All of them when `kind` is Kind::table: no such call;
  /// use owned_by().
  template <class T>
  std::vector<std::pair<ObjectId, const T*>> owned_as(Kind kind, Symbol schema, Symbol owner) const {
    std::vector<std::pair<ObjectId, const T*>> found;
    for (auto it = objects_.lower_bound({kind, schema, owner, {}});
         it != objects_.end() && it->first.kind == kind && it->first.schema == schema &&
         it->first.owner == owner;
         ++it)
      found.emplace_back(it->first, &std::get<T>(it->second));
    return found;
  }

  /// Ids of everything owned by a relation: columns, constraints, indexes, triggers.
  std::vector<ObjectId> owned_by(Symbol schema, Symbol owner) const;

  /// All objects of one kind, by name.
  template <class T>
  std::vector<std::pair<ObjectId, const T*>> all(Kind kind) const {
    std::vector<std::pair<ObjectId, const T*>> found;
    for (auto it = objects_.lower_bound({kind, {}, {}, {}}); it != objects_.end() && it->first.kind == kind;
         ++it)
      found.emplace_back(it->first, &std::get<T>(it->second));
    return found;
  }

  std::vector<Unmodelled>& unmodelled() { return unmodelled_; }
  const std::vector<Unmodelled>& unmodelled() const { return unmodelled_; }

  /// What is compared: objects. Unmodelled things are not.
  friend bool operator==(const Schema& a, const Schema& b) {
    return a.dialect_ == b.dialect_ && a.objects_ == b.objects_;
  }

 private:
  /// Where the last object of each kind was put: objects of a kind often come in the order of their ids, and
  /// the next one then belongs right behind it. Points into one map, so a copy or a move begins anew.
  class LastPut {
   public:
    LastPut() = default;
    LastPut(const LastPut&) {}
    LastPut(LastPut&& other) noexcept { other.forget(); }
    LastPut& operator=(const LastPut&) {
      forget();
      return *this;
    }
    LastPut& operator=(LastPut&& other) noexcept {
      forget();
      other.forget();
      return *this;
    }
    void forget() { places_ = {}; }
    std::optional<Objects::iterator>& of(Kind kind) { return places_[static_cast<std::size_t>(kind)]; }

   private:
    std::array<std::optional<Objects::iterator>, std::variant_size_v<Object>> places_;
  };

  sql::Dialect dialect_;
  Objects objects_;
  std::vector<Unmodelled> unmodelled_;
  LastPut last_put_;
};

/// One line per object and attribute, sorted: for unit tests and for the fingerprint.
std::string dump(const Schema& schema);

/// "sha256:" and the hash of dump(); equal schemas have equal fingerprints.
std::string fingerprint(const Schema& schema);

}  // namespace schemagen::model
