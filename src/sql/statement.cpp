#include "schemagen/sql/statement.h"

#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "sql/scanner.h"

namespace schemagen::sql {
namespace {

// What hides semicolons beyond single tokens, followed token by token.
class Body {
 public:
  explicit Body(Dialect dialect) : dialect_(dialect) {}

  void read(const Token& token) {
    if (count_ < kHead) head(token);
    if (dialect_ == Dialect::sqlite)
      sqlite(token);
    else
      postgres(token);
    ++count_;
  }

  bool hides_semicolon() const {
    if (dialect_ == Dialect::postgresql) return parentheses_ > 0 || blocks_ > 0;
    return trigger_ && !end_of_trigger_;
  }

  bool copies_from_stdin() const { return copy_from_stdin_; }

 private:
  static constexpr int kHead = 4;

  void head(const Token& token) {
    if (count_ == 0) {
      create_ = token.is("create");
      copy_ = token.is("copy") && dialect_ == Dialect::postgresql;
    } else if (create_ && !trigger_ && !routine_) {
      trigger_ = dialect_ == Dialect::sqlite && token.is("trigger");
      routine_ = token.is("function") || token.is("procedure");
      create_ = token.is("temp") || token.is("temporary") || token.is("or") || token.is("replace");
    }
  }

  void sqlite(const Token& token) {
    end_of_trigger_ = after_semicolon_ && token.is("end");
    after_semicolon_ = token.is_symbol(";");
  }

  void postgres(const Token& token) {
    if (token.is_symbol("("))
      ++parentheses_;
    else if (token.is_symbol(")"))
      parentheses_ = std::max(0, parentheses_ - 1);
    else if ((routine_ && token.is("atomic") && after_begin_) || (blocks_ > 0 && token.is("case")))
      ++blocks_;
    else if (blocks_ > 0 && token.is("end"))
      --blocks_;
    copy_from_stdin_ = copy_from_stdin_ || (copy_ && after_from_ && token.is("stdin"));
    after_begin_ = token.is("begin");
    after_from_ = token.is("from");
  }

  Dialect dialect_;
  int count_ = 0;
  int parentheses_ = 0;
  int blocks_ = 0;
  bool create_ = false, trigger_ = false, routine_ = false, copy_ = false;
  bool after_semicolon_ = false, end_of_trigger_ = false, after_begin_ = false, after_from_ = false;
  bool copy_from_stdin_ = false;
};

constexpr std::string_view kIf = "\\if :";
constexpr std::string_view kEndIf = "\\endif";
constexpr std::string_view kGSet = "\\gset";

class Splitter {
 public:
  Splitter(std::string_view script, Dialect dialect)
      : script_(script), dialect_(dialect), scanner_(script, dialect) {}

  std::vector<Statement> split() {
    while (begin_statement()) read_statement();
    return std::move(statements_);
  }

 private:
  bool at_line_start() const {
    const std::string_view before = script_.substr(0, scanner_.offset());
    const std::size_t last = before.find_last_not_of(" \t\r\f\v");
    return last == std::string_view::npos || before[last] == '\n';
  }

  bool at_directive() const {
    if (dialect_ == Dialect::postgresql) return scanner_.peek() == '\\';
    return scanner_.peek() == '.' && at_line_start();
  }

  // Goes to the next statement and keeps the comments directly before it: an empty line, a directive or the
  // end of a statement on the same line parts a comment from what follows.
  bool begin_statement() {
    comments_.clear();
    bool at_statement_end = !statements_.empty();
    for (;;) {
      const int line_feeds = scanner_.skip_space();
      if (line_feeds > 1) comments_.clear();
      const std::size_t start = scanner_.offset();
      if (at_directive()) {
        scanner_.skip_line();
        read_directive(base::trim(script_.substr(start, scanner_.offset() - start)));
        comments_.clear();
        at_statement_end = false;
      } else if (scanner_.skip_comment()) {
        if (line_feeds > 0 || !at_statement_end)
          comments_.emplace_back(base::trim(script_.substr(start, scanner_.offset() - start)));
        at_statement_end = at_statement_end && line_feeds == 0;
      } else {
        return start < script_.size();
      }
    }
  }

  void read_directive(std::string_view directive) {
    if (directive.starts_with(kIf))
      conditions_.emplace_back(base::trim(directive.substr(kIf.size())));
    else if (directive == kEndIf && !conditions_.empty())
      conditions_.pop_back();
  }

  /// Goes on behind white space; true when psql's `\\gset` stands there and ends the statement.
  bool ends_in_gset() {
    if (dialect_ != Dialect::postgresql) return false;
    scanner_.skip_blank();
    if (!script_.substr(scanner_.offset()).starts_with(kGSet)) return false;
    scanner_.skip_line();
    return true;
  }

  void read_statement() {
    const std::size_t start = scanner_.offset();
    std::size_t end = start;
    bool sets_variables = false;
    Body body(dialect_);
    for (Token token = scanner_.next(); token.kind != TokenKind::end; token = scanner_.next()) {
      if (token.is_symbol(";") && !body.hides_semicolon()) break;
      body.read(token);
      end = token.offset + token.text.size();
      sets_variables = ends_in_gset();
      if (sets_variables) break;
    }
    if (body.copies_from_stdin()) refuse_copy(start);
    if (end > start)
      statements_.push_back({std::string(script_.substr(start, end - start)), base::join(comments_, "\n"),
                             line_at(start), sets_variables, conditions_});
  }

  int line_at(std::size_t offset) {
    line_ += static_cast<int>(std::count(script_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                         script_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  [[noreturn]] void refuse_copy(std::size_t start) {
    const int line = line_at(start);
    throw base::Error(
        base::ErrorKind::unsupported,
        "Line " + std::to_string(line) + " copies rows from standard input, which is data and no statement.",
        "Write the rows as INSERT statements (pg_dump --inserts).", base::Place{"", line, 1});
  }

  std::string_view script_;
  Dialect dialect_;
  Scanner scanner_;
  std::size_t counted_ = 0;
  int line_ = 1;
  std::vector<std::string> comments_;
  std::vector<std::string> conditions_;
  std::vector<Statement> statements_;
};

}  // namespace

std::vector<Statement> split_statements(std::string_view script, Dialect dialect) {
  return Splitter(script, dialect).split();
}

}  // namespace schemagen::sql
