#include "db/postgres/introspect.h"

#include "db/postgres/catalog.h"

namespace schemagen::db::postgres {

model::Schema introspect(Connection& connection) {
  model::Schema schema(sql::Dialect::postgresql);
  Catalog catalog;
  Transaction snapshot(connection,
                       "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" + std::string(kPrintSettings));
  const Reader reader{connection, catalog, schema};
  reader.read_names();
  reader.read_comments();
  reader.read_types();
  reader.read_sequences();
  reader.read_relations();
  reader.read_columns();
  reader.name_remaining_types();
  reader.read_constraints_and_indexes();
  reader.read_routines();
  reader.read_triggers();
  reader.read_unmodelled();
  snapshot.commit();
  return schema;
}

}  // namespace schemagen::db::postgres
