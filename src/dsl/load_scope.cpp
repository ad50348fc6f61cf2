#include "dsl/load_scope.h"

#include <algorithm>

namespace schemagen::dsl {
namespace {

std::vector<const Value*> items_of(Loader& loader, const Fields& document, std::string_view key) {
  const Value* list = document.array(key);
  return list == nullptr ? std::vector<const Value*>() : text_items(loader, key, *list);
}

template <class List, class Item>
bool holds(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

void load_scope(Loader& loader, const Fields& document) {
  diff::Scope& scope = loader.declaration.scope;
  for (const Value* item : items_of(loader, document, "unmanaged")) {
    const std::string& entry = *item->text();
    const std::size_t space = entry.find(' ');
    if (space == 0 || space == std::string::npos || space + 1 == entry.size()) {
      loader.report.add(item->at,
                        "an entry of `unmanaged` is a kind and a name, and " + shown(entry) + " is not",
                        "write it as pull does, for example \"policy users.own_rows\" or \"table legacy\"");
      continue;
    }
    loader.unmanaged.push_back({entry, item->at});
    if (!holds(scope.unmanaged, entry)) scope.unmanaged.push_back(entry);
  }
  for (const Value* item : items_of(loader, document, "ignore")) {
    if (item->text()->empty())
      loader.report.add(item->at, "a pattern of `ignore` is empty",
                        "write names with * for any characters, for example \"audit_*\"");
    else if (!holds(scope.ignore, *item->text()))
      scope.ignore.push_back(*item->text());
  }
}

void check_unmanaged(Loader& loader) {
  for (const Unmanaged& unmanaged : loader.unmanaged) {
    const diff::Named named({unmanaged.entry});
    for (const auto& [id, object] : loader.schema().objects()) {
      if (!named.object(id)) continue;
      loader.report.add(unmanaged.at,
                        "`unmanaged` names " + shown(unmanaged.entry) + ", and the " +
                            std::string(model::kind_name(id.kind)) + " is declared too",
                        "what is declared is looked after: remove one of the two");
    }
  }
}

}  // namespace schemagen::dsl
