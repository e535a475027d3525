#include "fetch.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <candela/request_sync.hpp>
#include <candela/structured_clone/format.hpp>

#include "fetch_cases.hpp"

namespace candela::conformance {
namespace {

/// The first thing that is wrong with one seed's case; empty when all is right.
std::string check_case(std::string_view kind, const FetchCase& made, LineProcess& node) {
  const std::string theirs = node.ask(std::string(kind) + ' ' + made.question);
  if (theirs == made.answer) return {};
  return made.question + "\n      node: " + theirs + "\n      ours: " + made.answer;
}

/// Names and texts in which nothing has to be escaped: node 18 and 20 do not undo that.
std::string plain_text(Random& random) {
  constexpr std::string_view texts[] = {"a", "b c", "\xC3\xA9", "x.txt", "\xF0\x9F\x98\x80", "1"};
  return std::string(random.pick(texts));
}

Form random_form(Random& random, bool plain) {
  Form form;
  const auto text = [&](std::uint32_t most) {
    return plain ? plain_text(random) : random_text(random, most);
  };
  for (std::uint32_t count = random.below(5); count > 0; --count) {
    const std::string name = text(2);
    if (random.odds(2)) {
      form.append(name, text(4));
    } else {
      const std::string file = text(2);
      form.append(name, FormFile{file.empty() ? "f" : file, "image/png",
                                 as_bytes_of(random_bytes(random, 6))});
    }
  }
  return form;
}

Value entries_of(Document& doc, const Form& form) {
  Value entries = doc.array();
  for (const Form::Entry& entry : form) {
    if (const auto* file = std::get_if<FormFile>(&entry.content)) {
      const std::string bytes = as_characters(as_view(file->bytes));
      entries.push(doc.array({entry.name, file->name, file->type, bytes}));
    } else {
      entries.push(doc.array({entry.name, std::get<std::string>(entry.content)}));
    }
  }
  return entries;
}

/// Line ends, as multipart/form-data has them.
std::string sent_text(std::string_view text) {
  std::string sent;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' && text[i] != '\n') {
      sent += text[i];
      continue;
    }
    if (text[i] == '\r' && text.substr(i + 1, 1) == "\n") ++i;
    sent += "\r\n";
  }
  return sent;
}

Form as_sent(const Form& form) {
  Form sent;
  for (const Form::Entry& entry : form) {
    if (const auto* file = std::get_if<FormFile>(&entry.content)) {
      sent.append(sent_text(entry.name), *file);
    } else {
      sent.append(sent_text(entry.name), sent_text(std::get<std::string>(entry.content)));
    }
  }
  return sent;
}

/// Ours, read by node.
std::string check_written(std::uint32_t seed, LineProcess& node) {
  Random random(seed);
  Document doc;
  const Form form = random_form(random, true);
  if (form.empty()) return {};  // node 18 and 20 read no form without entries
  const Blob sent = form.multipart();
  const Value question =
      doc.object({{"type", sent.type}, {"bytes", as_characters(as_view(sent.bytes))}});
  return check_case("readForm", {stringify_json(question), stringify_json(entries_of(doc, form))},
                    node);
}

/// node's, read by us.
std::string check_read(std::uint32_t seed, LineProcess& node) {
  Random random(seed);
  Document doc;
  const Form form = random_form(random, false);
  const std::string question = stringify_json(entries_of(doc, form));
  const Document answer = parse_json(node.ask("writeForm " + question));
  if (!answer.root().is_object())
    return question + "\n      node: " + std::string(answer.root().as_string());
  const std::string bytes = from_characters(answer.root()["bytes"].as_string());
  const Form read = Form::parse(bytes, answer.root()["type"].as_string());
  if (read == as_sent(form)) return {};
  return question + "\n      read: " + stringify_json(entries_of(doc, read));
}

}  // namespace

void check_fetch(Seeds seeds, LineProcess& node, Report& report) {
  struct Kind {
    std::string_view name;
    FetchCase (*make)(Random& random);
  };
  constexpr Kind kinds[] = {{"headers", headers_case},   {"params", params_case},
                            {"body", body_case},         {"request", request_case},
                            {"response", response_case}, {"redirect", redirect_case},
                            {"json", json_case}};
  for (const Kind& kind : kinds) {
    const auto check = [&](std::uint32_t seed) {
      Random random(seed);
      return check_case(kind.name, kind.make(random), node);
    };
    check_seeds(kind.name, seeds, check, report);
  }
  check_seeds(
      "forms read by node", seeds, [&](std::uint32_t seed) { return check_written(seed, node); },
      report);
  check_seeds(
      "forms written by node", seeds, [&](std::uint32_t seed) { return check_read(seed, node); },
      report);
}

}  // namespace candela::conformance
