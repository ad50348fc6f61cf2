#include <algorithm>

#include "dialect/postgres/context.h"
#include "dialect/postgres/lower.h"
#include "schemagen/base/error.h"

namespace schemagen::dialect {
namespace {

using model::Kind;
using model::ObjectId;

/// Views in the order in which they select from each other, until one comes again.
class Rings {
 public:
  explicit Rings(const model::Schema& schema) : references_(schema) {}

  void visit(const ObjectId& id) {
    if (id.kind != Kind::view && id.kind != Kind::materialized_view) return;
    if (!seen_.insert(id).second) {
      const auto begin = std::find(path_.begin(), path_.end(), id);
      if (begin != path_.end()) refuse({begin, path_.end()});
      return;
    }
    path_.push_back(id);
    for (const ObjectId& needed : references_.of(id)) visit(needed);
    path_.pop_back();
  }

 private:
  [[noreturn]] static void refuse(const std::vector<ObjectId>& ring) {
    std::vector<std::string> names;
    for (const ObjectId& id : ring) names.push_back(model::display_name(id));
    throw base::Error(
        base::ErrorKind::declaration,
        "The views " + postgres::listed(names) + " select from each other, so that none can be made first.",
        "Take the query of one of them out of the other.");
  }

  const postgres::References references_;
  std::set<ObjectId> seen_;
  std::vector<ObjectId> path_;
};

}  // namespace

void refuse_rings_of_postgres(const model::Schema& declared) {
  Rings rings(declared);
  for (const auto& [id, object] : declared.objects()) rings.visit(id);
}

}  // namespace schemagen::dialect
