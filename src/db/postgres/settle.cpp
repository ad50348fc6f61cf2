#include "db/postgres/settle.h"

#include <charconv>
#include <map>
#include <random>
#include <set>

#include "db/postgres/settle_probe.h"
#include "schemagen/base/error.h"

namespace schemagen::db::postgres {

namespace {

using base::Error;
using base::ErrorKind;
using base::Symbol;
using diff::Doubt;
using diff::Verdict;
using model::SqlRole;

constexpr std::string_view kScratchSettings = R"(;
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';
SET LOCAL client_min_messages = error;
SET LOCAL check_function_bodies = off)";

/// The failure says nothing about the text: rights, a standby, timeouts, resources.
bool is_refusal(const std::string& code) {
  static const std::set<std::string> codes = {"42501", "25006", "55P03", "57014", "40P01", "40001"};
  return codes.count(code) != 0 || code.rfind("53", 0) == 0 || code.rfind("54", 0) == 0;
}

std::string random_name() {
  constexpr std::string_view kLetters = "0123456789abcdef";
  std::random_device source;
  std::string name = "sg_scratch_";
  for (int i = 0; i < 16; ++i) name += kLetters[source() % kLetters.size()];
  return name;
}

class Settlement {
 public:
  Settlement(Connection& connection, const std::vector<Doubt>& doubts, const model::Schema& declared)
      : connection_(connection),
        doubts_(doubts),
        declared_(declared),
        verdicts_(doubts.size(), Verdict::different) {}

  std::vector<Verdict> run() {
    open_place();
    probe_expressions();
    for (std::size_t i = 0; i < doubts_.size(); ++i) {
      const SqlRole role = doubts_[i].role;
      if (role == SqlRole::expression || role == SqlRole::default_value) continue;
      if (const auto probe = statement_probe(place_, doubts_, i, declared_)) create(*probe);
    }
    read_prints();
    return verdicts_;
  }

 private:
  void open_place() {
    const std::string path =
        connection_.execute("SELECT current_setting('search_path')").at(0).at(0).value_or("");
    connection_.execute(std::string(kPrintSettings) + std::string(kScratchSettings) +
                        ";\nSET LOCAL search_path = " + (path.empty() ? "" : path + ", ") +
                        "public;\nSAVEPOINT sg_probe");
    const std::string name = random_name();
    place_ = {name, name.substr(0, 19) + "_"};
    if (try_statement("CREATE SCHEMA " + name)) return;
    place_.schema = "pg_temp";
  }

  /// Nothing stays of a statement that fails. A syntax error keeps a whole message from running, so the
  /// savepoint to return to is always there beforehand.
  bool try_statement(const std::string& statement) {
    try {
      connection_.execute(statement + ";\nRELEASE SAVEPOINT sg_probe;\nSAVEPOINT sg_probe");
      return true;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::connection || !connection_.in_transaction()) throw;
      last_refused_ = is_refusal(error.code());
      connection_.execute("ROLLBACK TO SAVEPOINT sg_probe");
      return false;
    }
  }

  bool create(const Probe& probe) {
    const bool created = try_statement(probe.create);
    for (const std::size_t number : probe.doubts)
      verdicts_[number] = !created && last_refused_ ? Verdict::unknown : Verdict::different;
    return created;
  }

  void probe_expressions() {
    std::map<std::pair<Symbol, Symbol>, std::vector<std::size_t>> by_table;
    for (std::size_t i = 0; i < doubts_.size(); ++i) {
      const Doubt& doubt = doubts_[i];
      if (doubt.role != SqlRole::expression && doubt.role != SqlRole::default_value) continue;
      if (is_contained_expression(doubt.declared)) by_table[{doubt.id.schema, doubt.id.owner}].push_back(i);
    }
    for (const auto& [table, numbers] : by_table) {
      if (create(table_probe(place_, doubts_, numbers, declared_)) || numbers.size() == 1) continue;
      for (const std::size_t number : numbers) create(table_probe(place_, doubts_, {number}, declared_));
    }
  }

  /// The doubt about the column that a default was printed for; `where` is `table number/column`.
  std::size_t doubt_of_column(std::size_t number, std::string_view column) const {
    const Doubt& first = doubts_.at(number);
    for (std::size_t i = 0; i < doubts_.size(); ++i)
      if (doubts_[i].id.kind == model::Kind::column && doubts_[i].id.name.view() == column &&
          doubts_[i].id.schema == first.id.schema && doubts_[i].id.owner == first.id.owner)
        return i;
    return doubts_.size();
  }

  void read_prints() {
    connection_.execute("SET LOCAL search_path = pg_catalog");
    for (const Row& row : connection_.execute(print_query(place_))) {
      const std::string& where = row.at(1).value();
      Print print{row.at(0).value().at(0), 0, row.at(2).value_or("")};
      std::from_chars(where.data(), where.data() + where.size(), print.doubt);
      if (print.kind == 'd')
        print.doubt = doubt_of_column(print.doubt, std::string_view(where).substr(where.find('/') + 1));
      if (print.doubt < doubts_.size() && answers(print) && is_same_print(print, doubts_[print.doubt]))
        verdicts_[print.doubt] = Verdict::same;
    }
  }

  /// A trigger on a view prints the view that stands in for it too.
  bool answers(const Print& print) const {
    switch (doubts_[print.doubt].role) {
      case SqlRole::expression:
        return print.kind == (doubts_[print.doubt].id.kind == model::Kind::column ? 'd' : 'e');
      case SqlRole::default_value:
        return print.kind == 'd';
      case SqlRole::query:
        return print.kind == 'q';
      case SqlRole::routine:
        return print.kind == 'r';
      case SqlRole::trigger:
        return print.kind == 't';
      case SqlRole::partition_key:
        return print.kind == 'k';
      case SqlRole::partition_bound:
        return print.kind == 'b';
    }
    return false;
  }

  Connection& connection_;
  const std::vector<Doubt>& doubts_;
  const model::Schema& declared_;
  std::vector<Verdict> verdicts_;
  ScratchPlace place_;
  bool last_refused_ = false;
};

}  // namespace

std::vector<Verdict> settle(Connection& connection, const std::vector<Doubt>& doubts,
                            const model::Schema& declared) {
  if (doubts.empty()) return {};
  try {
    const Transaction scratch(connection, "BEGIN READ WRITE");
    return Settlement(connection, doubts, declared).run();
  } catch (const Error& error) {
    if (is_refusal(error.code()) || error.code() == "0A000")
      return std::vector<Verdict>(doubts.size(), Verdict::unknown);
    throw;
  }
}

}  // namespace schemagen::db::postgres
