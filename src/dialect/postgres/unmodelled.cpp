#include "dialect/postgres/unmodelled.h"

#include <algorithm>
#include <map>

#include "dialect/postgres/context.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Kind;

constexpr std::string_view kColumns =
    R"(        SELECT 'pg_class'::regclass, attrelid, attnum::integer, {goes} FROM pg_attribute
         WHERE attrelid = to_regclass({name}) AND attname IN ({columns}) AND NOT attisdropped)";

constexpr std::string_view kRelation =
    R"(        SELECT 'pg_class'::regclass, oid, NULL::integer, {goes} FROM pg_class WHERE oid = to_regclass({name}))";

constexpr std::string_view kFunction =
    R"(        SELECT 'pg_proc'::regclass, oid, NULL::integer, {goes} FROM pg_proc WHERE oid = to_regprocedure({name}))";

constexpr std::string_view kType =
    R"(        SELECT 'pg_type'::regclass, oid, NULL::integer, {goes} FROM pg_type
         WHERE oid = to_regtype({name}) OR typelem = to_regtype({name}))";

/// All names are printed by the server, and printed while the columns bear the names that they will have.
constexpr std::string_view kTakeDown = R"(
DECLARE
    _sg_object record;
BEGIN
{rename}    CREATE TEMP TABLE {notes} AS
    WITH touched (catalog, object, part, goes, replaced) AS (
{touched}
    ), standing AS (
        SELECT DISTINCT d.classid, d.objid
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
    )
    SELECT format('policy %I on %s', p.polname, p.polrelid::regclass) AS name,
           format('DROP POLICY %I ON %s', p.polname, p.polrelid::regclass) AS down,
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
                     FROM unnest(p.polroles) role))
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
           || coalesce(format('; COMMENT ON POLICY %I ON %s IS %L', p.polname, p.polrelid::regclass,
                              obj_description(p.oid, 'pg_policy')), '') AS up
      FROM pg_policy p JOIN standing ON standing.classid = 'pg_policy'::regclass AND standing.objid = p.oid
    UNION ALL
    SELECT format('statistics %I.%I', n.nspname, s.stxname), format('DROP STATISTICS %I.%I', n.nspname, s.stxname),
           pg_get_statisticsobjdef(s.oid)
           || CASE WHEN coalesce(s.stxstattarget, -1) < 0 THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget) END
           || CASE WHEN pg_get_userbyid(s.stxowner) = current_user THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, s.stxname, pg_get_userbyid(s.stxowner)) END
           || coalesce(format('; COMMENT ON STATISTICS %I.%I IS %L', n.nspname, s.stxname,
                              obj_description(s.oid, 'pg_statistic_ext')), '')
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
      JOIN standing ON standing.classid = 'pg_statistic_ext'::regclass AND standing.objid = s.oid;
{rename_back}    FOR _sg_object IN SELECT down FROM pg_temp.{notes} ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
)";

constexpr std::string_view kPutUp = R"(
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp.{notes} ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp.{notes};
END
)";

/// What the plan knows is seen to by it, or changes along with what it stands on.
constexpr std::string_view kStop = R"(
DECLARE
    _sg_known text[] := ARRAY[{known}]::text[];  -- the relation, and what of it
    _sg_found text;
BEGIN
    WITH named (catalog, object, part, goes, replaced) AS (
{touched}
    ), touched AS (  -- a partition has what its table has, and what it has of its own
        SELECT catalog, object, part, goes, replaced, object AS root, part AS root_part FROM named
        UNION ALL
        SELECT n.catalog, a.attrelid, a.attnum::integer, n.goes, n.replaced, n.object, n.part
          FROM named n
          JOIN pg_class c ON n.catalog = 'pg_class'::regclass AND c.oid = n.object AND c.relkind = 'p'
          JOIN pg_attribute whole ON whole.attrelid = n.object AND whole.attnum = n.part
         CROSS JOIN pg_partition_tree(n.object) t
          JOIN pg_attribute a ON a.attrelid = t.relid AND a.attname = whole.attname
         WHERE t.relid <> n.object
    ), found (what, stands_on) AS (
        SELECT pg_describe_object(d.classid, d.objid, 0), pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
          LEFT JOIN pg_class x ON d.classid = 'pg_class'::regclass AND x.oid = d.objid
          LEFT JOIN pg_index i ON i.indexrelid = x.oid
          LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
          LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
          LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
          LEFT JOIN pg_attribute filled ON filled.attrelid = v.adrelid AND filled.attnum = v.adnum
          LEFT JOIN pg_class owner ON owner.oid = coalesce(i.indrelid, k.conrelid, g.tgrelid, v.adrelid)
          LEFT JOIN pg_namespace n ON n.oid = owner.relnamespace
         CROSS JOIN LATERAL (SELECT format('%s.%s %s', n.nspname, owner.relname,
                                           coalesce(x.relname, k.conname, g.tgname, filled.attname)) AS name) AS part
         WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                    WHEN d.classid = 'pg_rewrite'::regclass
                    THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                    WHEN d.classid = 'pg_proc'::regclass THEN d.deptype = 'n'{unknown}
                    WHEN d.classid = 'pg_type'::regclass THEN false
                    WHEN x.oid IS NOT NULL
                    THEN t.replaced AND i.indexrelid IS NOT NULL AND NOT x.relispartition
                         AND x.relname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN k.oid IS NOT NULL
                    THEN t.replaced AND k.contype <> 'n' AND k.conparentid = 0 AND k.coninhcount = 0
                         AND k.conname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN g.oid IS NOT NULL
                    THEN NOT g.tgisinternal AND g.tgparentid = 0
                         AND g.tgname NOT LIKE 'zz\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN v.oid IS NOT NULL AND v.adrelid = t.object AND t.object <> t.root
                    THEN t.replaced AND pg_get_expr(v.adbin, v.adrelid) IS DISTINCT FROM
                         (SELECT pg_get_expr(whole.adbin, whole.adrelid) FROM pg_attrdef whole
                           WHERE whole.adrelid = t.root
                             AND whole.adnum = (SELECT attnum FROM pg_attribute a
                                                 WHERE a.attrelid = t.root AND a.attname = filled.attname))
                    WHEN v.oid IS NOT NULL THEN t.replaced AND part.name <> ALL (_sg_known)
                    ELSE d.deptype = 'n' END
        UNION ALL
        SELECT own.what, pg_describe_object('pg_class'::regclass, a.attrelid, a.attnum)
          FROM touched t
          JOIN pg_attribute a ON a.attrelid = t.object AND a.attnum = t.part
          JOIN pg_attribute whole ON whole.attrelid = t.root AND whole.attnum = t.root_part
         CROSS JOIN LATERAL (VALUES
               ('NOT NULL of the partition', a.attnotnull AND NOT whole.attnotnull),
               ('a privilege', a.attacl IS NOT NULL),
               ('a comment', col_description(a.attrelid, a.attnum) <>
                             coalesce(col_description(whole.attrelid, whole.attnum), '')),
               ('a statistics target', coalesce(a.attstattarget, -1) <> coalesce(whole.attstattarget, -1)),
               ('an option', a.attoptions IS DISTINCT FROM whole.attoptions)) AS own (what, is_there)
         WHERE t.replaced AND t.catalog = 'pg_class'::regclass AND t.object <> t.root AND own.is_there
    )
    SELECT string_agg(DISTINCT what || ' stands on ' || stands_on, '; ') INTO _sg_found FROM found;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
)";

using Touched = std::map<ObjectId, Touch>;

std::string flags_sql(Touch how) {
  return std::string(how == Touch::gone ? "true" : "false") + (how == Touch::altered ? ", false" : ", true");
}

std::string one_object_sql(std::string_view text, const Schema& schema, const ObjectId& id, Touch how) {
  return fill(text, {{"name", sql::quote_literal(qualified(schema, id))}, {"goes", flags_sql(how)}});
}

std::string columns_sql(const ObjectId& table, const std::vector<std::string>& columns, Touch how) {
  return fill(kColumns, {{"name", sql::quote_literal(qualified(table.schema, table.name))},
                         {"columns", base::join(columns, ", ")},
                         {"goes", flags_sql(how)}});
}

std::string touched_sql(const Schema& schema, const Touched& touched) {
  std::map<std::pair<ObjectId, Touch>, std::vector<std::string>> columns;
  std::vector<std::string> parts;
  for (const auto& [id, how] : touched) {
    if (id.kind == Kind::column)
      columns[{model::owner_id(id), how}].push_back(sql::quote_literal(id.name.view()));
    else
      parts.push_back(one_object_sql(id.kind == Kind::function    ? kFunction
                                     : id.kind == Kind::enum_type ? kType
                                                                  : kRelation,
                                     schema, id, how));
  }
  for (const auto& [owner, names] : columns) parts.push_back(columns_sql(owner.first, names, owner.second));
  return base::join(parts, "\n        UNION ALL\n");
}

/// The table that notes them.
std::string notes_on(const std::vector<ObjectId>& ids) {
  const ObjectId& first = *std::min_element(ids.begin(), ids.end());
  return quoted(model::side_name(
      "unmodelled", "", first.kind == Kind::function ? split_signature(first.name).first : first.name.str()));
}

std::string rename_sql(const ObjectId& column, Symbol from, Symbol to) {
  return "    " + alter_table(column, "RENAME COLUMN " + quoted(from) + " TO " + quoted(to)) + ";\n";
}

Symbol name_aside(const PassedName& name) { return model::side_name("aside", "", name.to.name); }

std::vector<ObjectId> relations_of(const Touched& touched) {
  std::vector<ObjectId> found;
  for (const auto& [id, how] : touched)
    if (model::is_owned(id.kind)) found.push_back(model::owner_id(id));
  return found;
}

/// Functions of the declaration with a body that the server knows, and that the plan itself sees to.
std::string unknown_sql(const Context& c) {
  std::set<ObjectId> known;
  for (const auto& [id, how] : c.touched) {
    if (id.kind == Kind::function) known.insert(id);
    for (const ObjectId& other : c.then.dependents(id))
      if (other.kind == Kind::function) known.insert(other);
  }
  std::vector<std::string> names;
  for (const ObjectId& id : known)
    names.push_back("to_regprocedure(" + sql::quote_literal(qualified(c.before, id)) + ")");
  return names.empty() ? "" : " AND (d.objid IN (" + base::join(names, ", ") + ")) IS NOT TRUE";
}

}  // namespace

bool carries_unmodelled(Kind kind) {
  return kind == Kind::column || kind == Kind::view || kind == Kind::materialized_view ||
         kind == Kind::function || kind == Kind::enum_type;
}

std::string take_down_unmodelled_sql(const Schema& schema, const std::vector<ObjectId>& ids,
                                     const std::vector<PassedName>& passed) {
  Touched touched;
  for (const ObjectId& id : ids) touched.emplace(id, Touch::replaced);
  std::string rename;
  std::string back;
  for (const PassedName& name : passed) {
    touched.erase(name.from);
    touched.emplace(name.to, Touch::replaced);
    rename += rename_sql(name.to, name.to.name, name_aside(name)) +
              rename_sql(name.from, name.from.name, name.to.name);
    back += rename_sql(name.from, name.to.name, name.from.name) +
            rename_sql(name.to, name_aside(name), name.to.name);
  }
  return "DO " + sql::quote_dollar(fill(kTakeDown, {{"notes", notes_on(ids)},
                                                    {"touched", touched_sql(schema, touched)},
                                                    {"rename", rename},
                                                    {"rename_back", back}}));
}

std::string put_up_unmodelled_sql(const std::vector<ObjectId>& ids) {
  return "DO " + sql::quote_dollar(fill(kPutUp, {{"notes", notes_on(ids)}}));
}

namespace {

/// Columns that have a value of their own, keys and rules: by their relation and name.
bool stands_on_columns(const ObjectId& id, const model::Object& object) {
  const auto* column = std::get_if<model::Column>(&object);
  if (column != nullptr) return !column->default_value.empty() || column->generated || column->serial;
  return id.kind == Kind::index || id.kind == Kind::trigger || is_constraint(id.kind);
}

/// Under the names that it has before and after the plan.
std::string known_sql(const Context& c) {
  std::set<ObjectId> tables;
  for (const auto& [id, how] : c.touched) {
    const bool is_column = id.kind == Kind::column;
    if (is_column) tables.insert(model::owner_id(id));
    for (const References* side : {&c.then, &c.now})
      for (const ObjectId& other : side->dependents(is_column ? model::owner_id(id) : id))
        if (model::is_owned(other.kind)) tables.insert(model::owner_id(other));
  }
  std::set<std::string> names;
  const auto add = [&](const ObjectId& table, Symbol name) {
    names.insert(sql::quote_literal(table.schema.str() + "." + table.name.str() + " " + name.str()));
  };
  for (const ObjectId& table : tables)
    for (const Schema* schema : {&c.before, &c.after})
      for (const ObjectId& id : schema->owned_by(table.schema, table.name))
        if (stands_on_columns(id, *schema->find(id)))
          add(table, is_constraint(id.kind) ? constraint_name(*schema, id) : id.name);
  for (const diff::Rename& rename : c.renames)
    if (model::is_owned(rename.to.kind) && tables.contains(model::owner_id(rename.to)))
      add(model::owner_id(rename.to), rename.from.name);
  return base::join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

bool is_needed_in(const Context& c, Phase phase) {
  return std::any_of(c.steps.begin(), c.steps.end(), [&](const Step& step) { return step.phase == phase; });
}

/// What is there until `phase`: a step of an earlier one may have made it anew or dropped it by then.
Touched touched_in(const Context& c, Phase phase) {
  Touched touched = c.touched;
  for (const Step& step : c.steps)
    if (step.phase < phase)
      for (const ObjectId& id : step.destroys) touched.erase(id);
  return touched;
}

void look_for_unknown(Context& c, Phase phase, const Touched& touched) {
  if (touched.empty()) return;
  Step& step =
      c.emit(phase,
             "What schemagen does not know and cannot carry over would " +
                 std::string(phase == Phase::contract ? "be lost or stop this file" : "stop a later step") +
                 ": it is looked for first.",
             {"DO " + sql::quote_dollar(fill(kStop, {{"touched", touched_sql(c.before, touched)},
                                                     {"known", known_sql(c)},
                                                     {"unknown", unknown_sql(c)}}))});
  step.precheck = true;
  step.needs = relations_of(touched);
  for (const auto& [id, how] : touched) step.releases.push_back(id);
}

}  // namespace

void lower_unmodelled(Context& c) {
  if (c.touched.empty()) return;
  const Phase first = is_needed_in(c, Phase::expand)    ? Phase::expand
                      : is_needed_in(c, Phase::migrate) ? Phase::migrate
                                                        : Phase::contract;
  const bool again = first != Phase::contract && is_needed_in(c, Phase::contract);
  look_for_unknown(c, first, c.touched);
  if (again) look_for_unknown(c, Phase::contract, touched_in(c, Phase::contract));
}

}  // namespace schemagen::dialect::postgres
