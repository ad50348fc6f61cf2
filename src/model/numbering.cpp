#include "schemagen/model/numbering.h"

#include "schemagen/sql/expression.h"

namespace schemagen::model {

std::optional<ObjectId> numbering_sequence(const Schema& schema, const ObjectId& column) {
  const auto* found = schema.find_as<Column>(column);
  const auto named = found == nullptr ? std::nullopt : sql::sequence_of_nextval(found->default_value.view());
  if (!named) return std::nullopt;
  for (const Symbol in : {named->first, Symbol("public"), column.schema}) {
    const ObjectId id{Kind::sequence, in, {}, named->second};
    if ((named->first.empty() || in == named->first) && schema.contains(id)) return id;
  }
  return std::nullopt;
}

Sequence written_out(const Schema& schema, const ObjectId& column) {
  const auto& found = *schema.find_as<Column>(column);
  Sequence sequence;
  sequence.type = found.type;
  sequence.options = default_options(found.type);
  sequence.unlogged = schema.find_as<Table>(table_id(column.schema, column.owner))->unlogged;
  sequence.owner_table = column.owner;
  sequence.owner_column = column.name;
  return sequence;
}

}  // namespace schemagen::model
