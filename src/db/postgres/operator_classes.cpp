#include "db/postgres/operator_classes.h"

namespace schemagen::db::postgres {

namespace {

enum PseudoType : Oid {
  kRecord = 2249,
  kAny = 2276,
  kAnyArray = 2277,
  kAnyElement = 2283,
  kAnyNonArray = 2776,
  kAnyEnum = 3500,
  kAnyRange = 3831,
  kAnyMultirange = 4537,
};

}  // namespace

void OperatorClasses::add(Oid oid, const OperatorClass& row) {
  rows_.emplace(oid, row);
  if (row.is_default) defaults_[row.method].push_back(oid);
}

const OperatorClass* OperatorClasses::find(Oid oid) const {
  const auto found = rows_.find(oid);
  return found == rows_.end() ? nullptr : &found->second;
}

bool OperatorClasses::is_coercible(Oid from, Oid to, const TypeDecoder& types) const {
  const TypeRow* row = types.find(from);
  if (row == nullptr) return false;
  switch (to) {
    case kAny:
    case kAnyElement:
      return true;
    case kAnyArray:
      return row->is_array;
    case kAnyNonArray:
      return !row->is_array;
    case kAnyEnum:
      return row->type == 'e';
    case kAnyRange:
      return row->type == 'r';
    case kAnyMultirange:
      return row->type == 'm';
    case kRecord:
      return row->type == 'c';
    default:
      return casts_.count({from, to}) != 0;
  }
}

Oid OperatorClasses::default_class(Oid method, Oid type, const TypeDecoder& types) const {
  const TypeRow* row = types.find(type);
  const auto candidates = defaults_.find(method);
  if (row == nullptr || candidates == defaults_.end()) return 0;
  Oid preferred = 0;
  Oid compatible = 0;
  int preferred_count = 0;
  int compatible_count = 0;
  for (const Oid candidate : candidates->second) {
    const Oid input = rows_.at(candidate).type;
    if (input == type) return candidate;
    if (!is_coercible(type, input, types)) continue;
    const TypeRow* input_row = types.find(input);
    if (input_row != nullptr && input_row->preferred && input_row->category == row->category) {
      ++preferred_count;
      preferred = candidate;
    } else {
      ++compatible_count;
      compatible = candidate;
    }
  }
  if (preferred_count == 1) return preferred;
  return preferred_count == 0 && compatible_count == 1 ? compatible : 0;
}

bool OperatorClasses::is_default(Oid oid, Oid type, const TypeDecoder& types) {
  const OperatorClass* row = find(oid);
  if (row == nullptr) return true;
  const Oid base = types.base_of(type);
  const auto [known, added] = found_.try_emplace({row->method, base}, 0);
  if (added) known->second = default_class(row->method, base, types);
  return known->second == oid;
}

}  // namespace schemagen::db::postgres
