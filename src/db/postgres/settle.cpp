#include "db/postgres/settle.h"

#include <charconv>
#include <map>
#include <optional>
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

/// What the server printed for a text; nothing when it could not be told, and whether that says anything
/// about the text.
struct Wording {
  std::optional<std::string> text;
  bool refused = false;
};

std::string random_name() {
  constexpr std::string_view kLetters = "0123456789abcdef";
  std::random_device source;
  std::string name = "sg_scratch_";
  for (int i = 0; i < 16; ++i) name += kLetters[source() % kLetters.size()];
  return name;
}

/// The verdict on a doubt whose print was the same, was another one, or failed.
Verdict verdict_on(const Wording& wording, const Doubt& doubt) {
  if (!wording.text) return wording.refused ? Verdict::unknown : Verdict::different;
  return is_same_print(*wording.text, doubt) ? Verdict::same : Verdict::different;
}

class Settlement {
 public:
  Settlement(Connection& connection, const model::Schema& declared)
      : connection_(connection), declared_(declared) {}

  std::vector<Verdict> run(const std::vector<Doubt>& doubts) {
    open_place();
    const std::vector<Wording> once = words_of(doubts);
    std::vector<Verdict> verdicts;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < doubts.size(); ++i) {
      verdicts.push_back(verdict_on(once[i], doubts[i]));
      if (verdicts[i] == Verdict::different && once[i].text) open.push_back(i);
    }
    if (!open.empty()) read_again(doubts, once, open, verdicts);
    return verdicts;
  }

 private:
  /// What the server prints, read again, may be printed in other words: `a IN ('x')` on a varchar. Each side
  /// is given the words that the other one may have by now.
  void read_again(const std::vector<Doubt>& doubts, const std::vector<Wording>& once,
                  const std::vector<std::size_t>& open, std::vector<Verdict>& verdicts) {
    std::vector<Doubt> declared;
    std::vector<Doubt> stored;
    for (const std::size_t number : open) {
      const Doubt& doubt = doubts[number];
      declared.push_back({doubt.id, doubt.role, doubt.ordinal, *once[number].text, doubt.printed});
      stored.push_back({doubt.id, doubt.role, doubt.ordinal, doubt.printed, *once[number].text});
    }
    const std::vector<Wording> declared_twice = words_of(declared);
    const std::vector<Wording> stored_again = words_of(stored);
    for (std::size_t i = 0; i < open.size(); ++i) {
      const bool met = verdict_on(declared_twice[i], declared[i]) == Verdict::same ||
                       verdict_on(stored_again[i], stored[i]) == Verdict::same;
      if (!stored_again[i].text) {
        if (met) verdicts[open[i]] = Verdict::same;
        continue;
      }
      declared[i].printed = *stored_again[i].text;
      if (met || verdict_on(declared_twice[i], declared[i]) == Verdict::same)
        verdicts[open[i]] = Verdict::same;
    }
  }

  void open_place() {
    path_ = connection_.execute("SELECT current_setting('search_path')").at(0).at(0).value_or("");
    connection_.execute(std::string(kPrintSettings) + std::string(kScratchSettings) +
                        ";\nSAVEPOINT sg_probe");
    const std::string name = random_name();
    place_ = {name, name.substr(0, 19) + "_"};
    if (!try_statement("CREATE SCHEMA " + name)) place_.schema = "pg_temp";
  }

  /// What the server prints for each `declared`; nothing where it takes the text for an error.
  std::vector<Wording> words_of(const std::vector<Doubt>& doubts) {
    try_statement("SET LOCAL search_path = " + (path_.empty() ? "" : path_ + ", ") + "public");
    place_.prefix += "_";
    Probing probing{doubts, std::vector<Wording>(doubts.size())};
    probe_expressions(probing);
    for (std::size_t i = 0; i < doubts.size(); ++i) {
      if (is_expression(doubts[i])) continue;
      if (const auto probe = statement_probe(place_, doubts, i, declared_)) create(probing, *probe);
    }
    read_prints(probing);
    return std::move(probing.words);
  }

  struct Probing {
    const std::vector<Doubt>& doubts;
    std::vector<Wording> words;
  };

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

  bool create(Probing& probing, const Probe& probe) {
    const bool created = try_statement(probe.create);
    for (const std::size_t number : probe.doubts) probing.words[number].refused = !created && last_refused_;
    return created;
  }

  static bool is_expression(const Doubt& doubt) {
    return doubt.role == SqlRole::expression || doubt.role == SqlRole::default_value;
  }

  void probe_expressions(Probing& probing) {
    std::map<std::pair<Symbol, Symbol>, std::vector<std::size_t>> by_table;
    for (std::size_t i = 0; i < probing.doubts.size(); ++i) {
      const Doubt& doubt = probing.doubts[i];
      if (is_expression(doubt) && is_contained_expression(doubt.declared))
        by_table[{doubt.id.schema, doubt.id.owner}].push_back(i);
    }
    for (const auto& [table, numbers] : by_table) {
      if (create(probing, table_probe(place_, probing.doubts, numbers, declared_)) || numbers.size() == 1)
        continue;
      for (const std::size_t number : numbers)
        create(probing, table_probe(place_, probing.doubts, {number}, declared_));
    }
  }

  /// The doubt about the column that a default was printed for; `where` is `table number/column`.
  static std::size_t doubt_of_column(const std::vector<Doubt>& doubts, std::size_t number,
                                     std::string_view column) {
    const Doubt& first = doubts.at(number);
    for (std::size_t i = 0; i < doubts.size(); ++i)
      if (doubts[i].id.kind == model::Kind::column && doubts[i].id.name.view() == column &&
          doubts[i].id.schema == first.id.schema && doubts[i].id.owner == first.id.owner)
        return i;
    return doubts.size();
  }

  void read_prints(Probing& probing) {
    connection_.execute("SET LOCAL search_path = pg_catalog");
    for (const Row& row : connection_.execute(print_query(place_))) {
      const std::string& where = row.at(1).value();
      Print print{row.at(0).value().at(0), 0, row.at(2).value_or("")};
      std::from_chars(where.data(), where.data() + where.size(), print.doubt);
      if (print.kind == 'd')
        print.doubt =
            doubt_of_column(probing.doubts, print.doubt, std::string_view(where).substr(where.find('/') + 1));
      if (print.doubt < probing.doubts.size() && answers(print, probing.doubts[print.doubt]))
        probing.words[print.doubt].text = printed_words(print);
    }
  }

  /// A trigger on a view prints the view that stands in for it too.
  static bool answers(const Print& print, const Doubt& doubt) {
    switch (doubt.role) {
      case SqlRole::expression:
        return print.kind == (doubt.id.kind == model::Kind::column ? 'd' : 'e');
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
  const model::Schema& declared_;
  std::string path_;
  ScratchPlace place_;
  bool last_refused_ = false;
};

}  // namespace

std::vector<Verdict> settle(Connection& connection, const std::vector<Doubt>& doubts,
                            const model::Schema& declared) {
  if (doubts.empty()) return {};
  try {
    const Transaction scratch(connection, "BEGIN READ WRITE");
    return Settlement(connection, declared).run(doubts);
  } catch (const Error& error) {
    if (is_refusal(error.code()) || error.code() == "0A000")
      return std::vector<Verdict>(doubts.size(), Verdict::unknown);
    throw;
  }
}

}  // namespace schemagen::db::postgres
