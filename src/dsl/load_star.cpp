#include "dsl/loader.h"
#include "schemagen/sql/star.h"

namespace schemagen::dsl {
namespace {

/// A name without a schema is looked for where a declaration stands: in `public`.
std::optional<std::vector<Symbol>> columns_of(Loader& loader, Symbol schema, Symbol name) {
  const Symbol in = schema.empty() ? Symbol(sql::default_schema(loader.dialect())) : schema;
  if (!loader.schema().contains(model::table_id(in, name))) return std::nullopt;
  std::vector<Symbol> columns;
  for (const auto& [id, column] : loader.schema().columns_of(in, name)) columns.push_back(id.name);
  return columns;
}

Symbol expanded(Loader& loader, const PendingStar& star, Symbol query) {
  const auto find = [&loader](Symbol schema, Symbol name) { return columns_of(loader, schema, name); };
  const sql::StarsExpanded result = sql::expand_stars(query.view(), find);
  if (result.unclear)
    loader.report.add(star.at,
                      "the `*` in the query of " + shown(star.id.name.view()) +
                          " stands for columns of tables that change with them, and it does not say which",
                      "write the columns out in place of the `*`");
  return result.query;
}

}  // namespace

void expand_stars(Loader& loader) {
  for (const PendingStar& star : loader.stars) {
    const model::Object* object = loader.schema().find(star.id);
    if (object == nullptr) continue;
    model::Object written = *object;
    if (auto* view = std::get_if<model::View>(&written)) view->query = expanded(loader, star, view->query);
    if (auto* view = std::get_if<model::MaterializedView>(&written))
      view->query = expanded(loader, star, view->query);
    loader.schema().put(star.id, std::move(written));
  }
}

}  // namespace schemagen::dsl
