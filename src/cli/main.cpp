#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

#include "cli/arguments.h"
#include "schemagen/app/report.h"
#include "schemagen/app/terminal.h"
#include "schemagen/base/error.h"
#include "schemagen/base/heap.h"
#include "schemagen/model/object.h"

namespace {

namespace app = schemagen::app;
namespace cli = schemagen::cli;

app::Terminal open_terminal() {
  const char* const no_color = std::getenv("NO_COLOR");
  const bool colour = no_color == nullptr || *no_color == '\0';
  const bool err_is_terminal = isatty(STDERR_FILENO) != 0;
  return {std::cin,
          std::cout,
          std::cerr,
          isatty(STDIN_FILENO) != 0 && err_is_terminal,
          colour && isatty(STDOUT_FILENO) != 0,
          colour && err_is_terminal};
}

int flushed(int code, const app::Terminal& terminal) {
  terminal.err.flush();
  if (terminal.out.flush()) return code;
  terminal.err << "error: The output could not be written completely.\n" << std::flush;
  return code == 0 ? 1 : code;
}

/// Ends the process before the outcome is destroyed: taking a schema of thousands of tables apart takes
/// longer than comparing it, and nothing outside the process hangs on it.
template <class SomeRequest>
int run_command(const SomeRequest& request, app::Format format, const app::Terminal& terminal) {
  const auto outcome = app::run(request, terminal);
  switch (format) {
    case app::Format::text:
      app::print_text(outcome, terminal);
      break;
    case app::Format::json:
      terminal.out << app::to_json(outcome);
      break;
  }
  std::_Exit(flushed(app::exit_code(outcome), terminal));
}

int answer(const cli::Invocation& invocation, const app::Terminal& terminal) {
  return std::visit(schemagen::model::Visitor{[&](const cli::Answer& text) {
                                                terminal.out << text.text;
                                                return 0;
                                              },
                                              [&](const cli::Request& request) {
                                                return std::visit(
                                                    [&](const auto& one) {
                                                      return run_command(one, invocation.format, terminal);
                                                    },
                                                    request);
                                              }},
                    invocation.what);
}

}  // namespace

int main(int argc, char** argv) {
  schemagen::base::expect_large_heap();
  const app::Terminal terminal = open_terminal();
  cli::Invocation invocation;
  try {
    invocation = cli::parse_arguments(argc, argv);
    return flushed(answer(invocation, terminal), terminal);
  } catch (const std::exception& failure) {
    const app::Format format =
        invocation.command.empty() ? cli::format_asked_for(argc, argv) : invocation.format;
    return flushed(app::report_failure(failure, invocation.command, format, terminal), terminal);
  }
}
