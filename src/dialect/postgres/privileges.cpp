#include "dialect/postgres/privileges.h"

#include "dialect/postgres/context.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr std::string_view kSave = R"(CREATE TEMP TABLE {notes} AS
WITH object AS (
{objects}
), granted AS (
    SELECT object.grant_on, '' AS columns, acl.* FROM object CROSS JOIN aclexplode(object.acl) acl
    UNION ALL
    SELECT object.grant_on, format('(%I)', a.attname), acl.*
      FROM object JOIN pg_attribute a ON a.attrelid = object.relation CROSS JOIN aclexplode(a.attacl) acl
)
SELECT 1 AS position, format('ALTER %s OWNER TO %I', alter_on, pg_get_userbyid(owner)) AS statement
  FROM object WHERE pg_get_userbyid(owner) <> current_user
UNION ALL
SELECT 2, format('REVOKE ALL ON %s FROM PUBLIC', grant_on) FROM object WHERE acl IS NOT NULL
UNION ALL
SELECT 3, format('GRANT %s %s ON %s TO %s%s', privilege_type, columns, grant_on,
                 CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                 CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM granted)";

constexpr std::string_view kRelation =
    R"(    SELECT {grant_on} AS grant_on, {alter_on} AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = {name}::regclass)";

constexpr std::string_view kFunction =
    R"(    SELECT {grant_on} AS grant_on, {alter_on} AS alter_on, proacl AS acl, proowner AS owner, NULL::oid AS relation
      FROM pg_proc WHERE oid = {name}::regprocedure)";

constexpr std::string_view kType =
    R"(    SELECT {grant_on} AS grant_on, {alter_on} AS alter_on, typacl AS acl, typowner AS owner, NULL::oid AS relation
      FROM pg_type WHERE oid = {name}::regtype)";

constexpr std::string_view kRestore = R"(
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp.{notes} ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
)";

constexpr std::string_view kCopy = R"(
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW {view} OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = {table}::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, '{view}',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = {table}::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM ({columns}) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = {table}::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = {table}::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
)";

constexpr std::string_view kAllColumns =
    R"(SELECT attname, attname FROM pg_attribute WHERE attrelid = {table}::regclass AND attnum > 0 AND NOT attisdropped)";

constexpr std::string_view kCopyRoutine = R"(
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER ROUTINE %s OWNER TO %I', {to}, pg_get_userbyid(proowner))
          FROM pg_proc WHERE oid = {from}::regprocedure AND pg_get_userbyid(proowner) <> current_user
        UNION ALL
        SELECT format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', {to})
          FROM pg_proc WHERE oid = {from}::regprocedure AND proacl IS NOT NULL
        UNION ALL
        SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', {to},
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_proc p CROSS JOIN aclexplode(p.proacl) acl
         WHERE p.oid = {from}::regprocedure AND acl.grantee <> p.proowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
)";

constexpr std::string_view kCarrySequence = R"(
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('GRANT %s ON SEQUENCE %s TO %s%s', acl.privilege_type, {to}::regclass,
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_class s CROSS JOIN aclexplode(s.relacl) acl
         WHERE s.oid = {from}::regclass AND acl.grantee <> s.relowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
)";

std::string object_sql(const Schema& schema, const ObjectId& id) {
  const std::string name = qualified(schema, id);
  const std::string kind = noun(schema, id);
  const bool is_relation = id.kind == Kind::view || id.kind == Kind::materialized_view;
  return fill(is_relation                  ? kRelation
              : id.kind == Kind::enum_type ? kType
                                           : kFunction,
              {{"grant_on", sql::quote_literal((is_relation ? "TABLE" : kind) + " " + name)},
               {"alter_on", sql::quote_literal(kind + " " + name)},
               {"name", sql::quote_literal(name)}});
}

/// The table that notes them.
Symbol notes_on(const std::vector<ObjectId>& ids) {
  const ObjectId& first = ids.front();
  return model::side_name(
      "privileges", "", first.kind == Kind::function ? split_signature(first.name).first : first.name.str());
}

}  // namespace

bool is_grantable(Kind kind) {
  return kind == Kind::view || kind == Kind::materialized_view || kind == Kind::function ||
         kind == Kind::enum_type;
}

std::string save_privileges_sql(const Schema& schema, const std::vector<ObjectId>& ids) {
  std::vector<std::string> objects;
  objects.reserve(ids.size());
  for (const ObjectId& id : ids) objects.push_back(object_sql(schema, id));
  return fill(kSave,
              {{"notes", quoted(notes_on(ids))}, {"objects", base::join(objects, "\n    UNION ALL\n")}});
}

std::string copy_privileges_sql(const std::string& table, const std::string& view,
                                const std::vector<ViewColumn>& columns) {
  std::vector<std::string> values;
  values.reserve(columns.size());
  for (const ViewColumn& column : columns)
    values.push_back("(" + sql::quote_literal(column.name.view()) + ", " +
                     sql::quote_literal(column.source.view()) + ")");
  std::string view_in_literal;
  for (const char letter : view) view_in_literal += std::string(letter == '\'' ? 2 : 1, letter);
  return "DO " +
         sql::quote_dollar(fill(
             kCopy, {{"table", sql::quote_literal(table)},
                     {"view", view_in_literal},
                     {"columns", columns.empty() ? fill(kAllColumns, {{"table", sql::quote_literal(table)}})
                                                 : "VALUES " + base::join(values, ", ")}}));
}

std::string copy_routine_privileges_sql(const std::string& from, const std::string& to) {
  return "DO " + sql::quote_dollar(fill(
                     kCopyRoutine, {{"from", sql::quote_literal(from)}, {"to", sql::quote_literal(to)}}));
}

Statements share_schema_sql(const Schema& schema, const ObjectId& id, Symbol target) {
  if (id.kind == Kind::enum_type) return {};
  return {"CALL pg_temp.share_schema(" + sql::quote_literal(target.view()) +
          (id.kind == Kind::function ? ", routine => " : ", relation => ") +
          sql::quote_literal(qualified(schema, id)) + ")"};
}

std::string share_sequence_sql(const std::string& table, const std::string& sequence) {
  return "CALL pg_temp.share_sequence(" + sql::quote_literal(table) + ", " + sql::quote_literal(sequence) +
         ")";
}

std::string carry_sequence_privileges_sql(const std::string& from, const std::string& to) {
  return "DO " + sql::quote_dollar(fill(kCarrySequence, {{"from", from}, {"to", to}}));
}

Statements restore_privileges_sql(const std::vector<ObjectId>& ids) {
  const std::string notes = quoted(notes_on(ids));
  return {"DO " + sql::quote_dollar(fill(kRestore, {{"notes", notes}})), "DROP TABLE pg_temp." + notes};
}

}  // namespace schemagen::dialect::postgres
