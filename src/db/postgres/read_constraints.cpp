#include "db/postgres/read_indexes.h"
#include "schemagen/sql/expression.h"

namespace schemagen::db::postgres {

namespace {

using sql::Dialect;

constexpr std::string_view kConstraints = R"(
SELECT con.oid, con.conname, con.conrelid, con.contype, con.condeferrable, con.condeferred, con.convalidated,
       con.conindid, con.confrelid, con.confupdtype, con.confdeltype, con.confmatchtype, con.conkey, con.confkey,
       con.connoinherit, con.coninhcount, {delete_columns}, {enforced}, {temporal},
       CASE WHEN con.contype = 'c' THEN pg_get_expr(con.conbin, con.conrelid) END,
       CASE WHEN con.contype = 'x' THEN array(
         SELECT CASE WHEN n.nspname = 'pg_catalog' THEN o.oprname::text
                     ELSE format('OPERATOR(%I.%s)', n.nspname, o.oprname) END
           FROM unnest(con.conexclop) WITH ORDINALITY AS u(operator, position)
           JOIN pg_operator o ON o.oid = u.operator
           JOIN pg_namespace n ON n.oid = o.oprnamespace
          ORDER BY u.position) END
  FROM pg_constraint con
 WHERE con.oid >= 16384 AND con.conrelid <> 0 AND con.conparentid = 0
   AND (con.contype IN ('c', 'f', 'p', 'u', 'x') OR con.contype = 'n' AND NOT con.convalidated))";

enum Cell : std::size_t {
  kOid,
  kName,
  kRelation,
  kType,
  kDeferrable,
  kDeferred,
  kValidated,
  kIndex,
  kReferenced,
  kOnUpdate,
  kOnDelete,
  kMatch,
  kKey,
  kReferencedKey,
  kNoInherit,
  kInherited,
  kDeleteColumns,
  kEnforced,
  kTemporal,
  kExpression,
  kOperators,
};

model::ReferentialAction action(char letter) {
  switch (letter) {
    case 'r':
      return model::ReferentialAction::restrict_;
    case 'c':
      return model::ReferentialAction::cascade;
    case 'n':
      return model::ReferentialAction::set_null;
    case 'd':
      return model::ReferentialAction::set_default;
    default:
      return model::ReferentialAction::no_action;
  }
}

model::Deferral deferral(const CopyRow& row) {
  if (!row.flag(kDeferrable)) return model::Deferral::immediate;
  return row.flag(kDeferred) ? model::Deferral::initially_deferred : model::Deferral::deferrable;
}

std::vector<Symbol> names(const Relation& relation, const std::vector<std::int64_t>& numbers) {
  std::vector<Symbol> found;
  found.reserve(numbers.size());
  for (const std::int64_t number : numbers)
    if (const RelationColumn* column = relation.column(number)) found.push_back(column->name);
  return found;
}

void take_check(const Reader& reader, const CopyRow& row, const Relation& relation) {
  model::Check check;
  check.expression = sql::strip_outer_parentheses(row.text(kExpression), Dialect::postgresql);
  check.no_inherit = row.flag(kNoInherit);
  check.enforced = row.flag(kEnforced);
  check.validated = row.flag(kValidated) || !check.enforced;
  check.comment = reader.catalog.comment(CatalogId::constraint, row.oid(kOid));
  reader.schema.put({model::Kind::check, relation.schema, relation.name, row.text(kName)}, std::move(check));
}

void take_foreign_key(const Reader& reader, const CopyRow& row, const Relation& relation) {
  const Relation* referenced = reader.catalog.relation(row.oid(kReferenced));
  if (referenced == nullptr) return;
  if (!referenced->modelled) {
    const model::ObjectId id{model::Kind::foreign_key, relation.schema, relation.name, row.text(kName)};
    reader.report("foreign key", model::display_name(id),
                  "refers to " + model::display_name(model::table_id(referenced->schema, referenced->name)) +
                      (referenced->divides == 0 ? ", which is not modelled" : ", a partition"),
                  reader.columns_of(relation, row.numbers(kKey)));
    return;
  }
  model::ForeignKey key;
  key.columns = names(relation, row.numbers(kKey));
  key.ref_schema = referenced->schema;
  key.ref_table = referenced->name;
  key.ref_columns = names(*referenced, row.numbers(kReferencedKey));
  key.on_update = action(row.letter(kOnUpdate));
  key.on_delete = action(row.letter(kOnDelete));
  key.on_delete_columns = names(relation, row.numbers(kDeleteColumns));
  key.match = row.letter(kMatch) == 'f' ? model::Match::full : model::Match::simple;
  key.deferral = deferral(row);
  key.enforced = row.flag(kEnforced);
  key.validated = row.flag(kValidated) || !key.enforced;
  key.comment = reader.catalog.comment(CatalogId::constraint, row.oid(kOid));
  reader.schema.put({model::Kind::foreign_key, relation.schema, relation.name, row.text(kName)},
                    std::move(key));
}

/// A foreign key of a table that is not modelled, to one that is.
void take_foreign_key_of_others(const Reader& reader, const CopyRow& row) {
  const Relation* from = reader.catalog.relation(row.oid(kRelation));
  const Relation* to = reader.catalog.modelled_relation(row.oid(kReferenced));
  if (row.letter(kType) != 'f' || from == nullptr || to == nullptr || from->divides != 0) return;
  std::vector<model::ObjectId> stands_on = reader.columns_of(*to, row.numbers(kReferencedKey));
  stands_on.push_back(model::table_id(to->schema, to->name));
  reader.report("foreign key",
                model::display_name({model::Kind::foreign_key, from->schema, from->name, row.text(kName)}),
                "of a table that is not modelled", std::move(stands_on));
}

void take_constraint(const Reader& reader, const CopyRow& row, IndexConstraints& of_indexes) {
  const Relation* relation = reader.catalog.modelled_relation(row.oid(kRelation));
  if (const Relation* partition = reader.catalog.modelled_partition(row.oid(kRelation));
      partition != nullptr && row.number(kInherited) == 0 && row.letter(kType) != 'n') {
    std::vector<model::ObjectId> stands_on = reader.columns_of(*partition, row.numbers(kKey));
    const Relation& parent = reader.catalog.relations.at(partition->divides);
    if (row.letter(kType) == 'p') stands_on.push_back(model::primary_key_id(parent.schema, parent.name));
    reader.report_own(*partition, "constraint", row.text(kName),
                      address(CatalogId::constraint, row.oid(kOid)), std::move(stands_on));
  }
  if (relation == nullptr) {
    take_foreign_key_of_others(reader, row);
    return;
  }
  const auto report = [&](const char* kind, const char* detail) {
    reader.report(
        kind, model::display_name({model::Kind::check, relation->schema, relation->name, row.text(kName)}),
        detail);
  };
  const char type = row.letter(kType);
  if (type == 'n') {
    report("not-null constraint", "not validated");
  } else if (type == 'c') {
    take_check(reader, row, *relation);
  } else if (row.flag(kTemporal)) {
    report("temporal constraint", "");
    if (type != 'f') of_indexes.emplace(row.oid(kIndex), IndexConstraint());
  } else if (type == 'f') {
    take_foreign_key(reader, row, *relation);
  } else {
    of_indexes.emplace(row.oid(kIndex),
                       IndexConstraint{type, row.text(kName), deferral(row), row.texts(kOperators),
                                       reader.catalog.comment(CatalogId::constraint, row.oid(kOid))});
  }
}

}  // namespace

void Reader::read_constraints_and_indexes() const {
  const int version = connection.version();
  const std::string query =
      fill_in(kConstraints, {{"{delete_columns}", version >= 150000 ? "con.confdelsetcols" : "NULL"},
                             {"{enforced}", version >= 180000 ? "con.conenforced" : "true"},
                             {"{temporal}", version >= 180000 ? "con.conperiod" : "false"}});
  IndexConstraints of_indexes;
  connection.read(query, [&](const CopyRow& row) { take_constraint(*this, row, of_indexes); });
  read_indexes(*this, of_indexes);
}

}  // namespace schemagen::db::postgres
