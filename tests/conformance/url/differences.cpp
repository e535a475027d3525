#include "differences.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace candela::conformance {
namespace {

enum Field : std::size_t {
  href,
  origin,
  protocol,
  username,
  password,
  host,
  hostname,
  port,
  path,
  search,
  hash,
};

using Fields = std::vector<std::string>;

/// The fields of an answer; none of a refusal, or of something else.
Fields fields_of(std::string_view answer) {
  Fields fields;
  if (answer.substr(0, 3) != "ok ") return fields;
  answer.remove_prefix(3);
  for (;;) {
    const std::size_t tab = answer.find('\t');
    fields.emplace_back(answer.substr(0, tab));
    if (tab == std::string_view::npos) return fields;
    answer.remove_prefix(tab + 1);
  }
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// All but the fields that are made of others, and `but`.
bool equal_but(const Fields& ours, const Fields& theirs, Field but) {
  for (const Field field : {protocol, username, password, hostname, port, path, search, hash}) {
    if (field != but && ours[field] != theirs[field]) return false;
  }
  return true;
}

bool is_special(const Fields& fields) {
  const auto names = {"http:", "https:", "ws:", "wss:", "ftp:", "file:"};
  return std::find(names.begin(), names.end(), fields[protocol]) != names.end();
}

/// What the setter `name` was given; nullptr where it was another one.
const std::string* value_set(const UrlInput& input, std::string_view name) {
  const bool is_set = !input.calls.empty() && input.calls[0].name == name;
  return is_set ? &input.calls[0].arguments[0] : nullptr;
}

bool begins_with_digit(const std::string& value) {
  const std::size_t first = value.find_first_not_of("\t\r\n");
  return first != std::string::npos && value[first] >= '0' && value[first] <= '9';
}

/// Whether a label is "xn--" with ASCII alone behind it.
bool has_needless_punycode(std::string_view host) {
  for (std::size_t at = 0; at != host.npos;) {
    const std::size_t end = host.find('.', at);
    const std::string_view label = host.substr(at, end == host.npos ? end : end - at);
    if (label.substr(0, 4) == "xn--" && label.back() == '-') return true;
    at = end == host.npos ? end : end + 1;
  }
  return false;
}

bool has_item_of_dots(std::string_view path) {
  const std::string items = std::string(path) + '/';
  return items.find("/./") != items.npos || items.find("/../") != items.npos;
}

bool has_two_joiners(const UrlInput& input) {
  std::string text = input.text;
  for (const UrlCall& call : input.calls)
    text += call.arguments[0];
  std::size_t count = 0;
  for (const std::string_view joiner : {"\u200C", "\u200D"}) {
    for (std::size_t at = text.find(joiner); at != text.npos; at = text.find(joiner, at + 1))
      ++count;
  }
  return count >= 2;
}

std::string_view refused_by_us(const UrlInput& input, std::string_view reason,
                               const Fields& theirs) {
  const auto says = [&](std::string_view text) { return reason.find(text) != reason.npos; };
  if (says("mixes directions of writing")) return "node lets pass a mix of directions";
  if (says("nothing but a fragment is relative to")) {
    return "node takes more than a fragment against an opaque path";
  }
  if (says("has a joiner in a place") && has_two_joiners(input)) {
    return "node looks at the first joiner alone";
  }
  if (says("is no Punycode") && has_needless_punycode(theirs[hostname])) {
    return "node takes Punycode of ASCII alone";
  }
  return {};
}

/// "/C:a": no drive letter, but an item that begins like one.
bool begins_like_drive(std::string_view path) {
  return path.size() > 3 && path[2] == ':' && path[3] != '/';
}

/// A percent sign that is no escape, in a text that is not all ASCII.
bool has_bad_escape_and_more(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdefABCDEF";
  if (std::none_of(text.begin(), text.end(), [](char c) { return (c & '\x80') != 0; }))
    return false;
  for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
    const std::string_view two = text.substr(at + 1, 2);
    if (two.size() < 2 || two.find_first_not_of(digits) != two.npos) return true;
  }
  return false;
}

/// Of two URLs that differ in nothing but their ports, where node's has none.
std::string_view lost_port(const UrlInput& input, const Fields& ours, const Fields& theirs) {
  if (ours[port].empty() || !theirs[port].empty()) return {};
  if (const std::string* value = value_set(input, "port"); value && !begins_with_digit(*value)) {
    return "node drops the port for a value that is no port";
  }
  const std::string* host_set = value_set(input, "host");
  if (is_special(ours) && host_set) {
    const std::size_t colon = host_set->find(':');
    const bool is_port = colon == host_set->npos || begins_with_digit(host_set->substr(colon + 1));
    return is_port ? "" : "node drops the port for a value that is no port";
  }
  if (is_special(ours)) return {};
  if (host_set) return "node takes no port where there was no host";
  if (value_set(input, "protocol") && ours[port] == "0") return "node drops port 0";
  return {};
}

std::string_view different_path(const UrlInput& input, const Fields& ours, const Fields& theirs) {
  const bool opaque = ours[hostname].empty() && ours[path].front() != '/';
  if (theirs[path].find('^') != std::string::npos && !opaque &&
      replaced(theirs[path], "^", "%5E") == ours[path]) {
    return "node leaves ^ in a path";
  }
  if (ours[path] == "/" && theirs[path].empty() && !is_special(ours)) {
    return "node leaves nothing of a path of dots";
  }
  if (ours[protocol] == "file:" && begins_like_drive(theirs[path]) &&
      theirs[path].size() > ours[path].size()) {
    return "node takes the beginning of an item for a drive letter";
  }
  if (value_set(input, "protocol") && ours[protocol] == "file:" && theirs[path].size() > 2 &&
      theirs[path][2] == '|' && ours[path][2] == ':') {
    return "what becomes a file URL is normalised by us";
  }
  if (has_item_of_dots(theirs[path]) && !has_item_of_dots(ours[path])) {
    return "node leaves an item of dots";
  }
  if (opaque && ours[path] == theirs[path].substr(0, theirs[path].size() - 1) + "%20") {
    return "node leaves a space at the end of an opaque path";
  }
  return {};
}

std::string_view different_in_one(const UrlInput& input, const Fields& ours, const Fields& theirs) {
  if (equal_but(ours, theirs, path) && ours[path] != theirs[path]) {
    return different_path(input, ours, theirs);
  }
  if (equal_but(ours, theirs, port) && ours[port] != theirs[port]) {
    return lost_port(input, ours, theirs);
  }
  if (value_set(input, "pathname") && ours[hostname].empty() && ours[path].substr(0, 2) == "//" &&
      ours[path] == theirs[path] && theirs[search].empty() && theirs[hash].empty()) {
    return "node drops what is behind a path of two slashes";
  }
  const bool sets_host = value_set(input, "host") || value_set(input, "hostname");
  if (equal_but(ours, theirs, href) && sets_host && !is_special(ours) &&
      replaced(ours[href], ours[protocol] + "//", ours[protocol]) == theirs[href]) {
    return "node keeps a URL without a host from an empty one";
  }
  return {};
}

/// Where a setter of ours has not taken the host, and node's has.
std::string_view different_host(const UrlInput& input, const UrlAnswers& answers,
                                const Fields& ours, const Fields& theirs) {
  if (ours[hostname] == theirs[hostname]) return {};
  const std::string* value = value_set(input, "host");
  if (value && !is_special(ours) && theirs[hostname].empty()) {
    const std::size_t first = value->find_first_not_of("\t\r\n");
    if (first != value->npos && (*value)[first] == ':') return "node takes a port without a host";
  }
  if (value || value_set(input, "hostname") || value_set(input, "href"))
    return refused_by_us(input, answers.reason, theirs);
  if (value_set(input, "protocol") && theirs[protocol] == "file:" &&
      theirs[hostname] == "localhost" && ours[hostname].empty()) {
    return "what becomes a file URL is normalised by us";
  }
  return {};
}

}  // namespace

std::string_view known_difference(const UrlInput& input, const UrlAnswers& answers) {
  if (input.kind == UrlInputKind::params) {
    return has_bad_escape_and_more(input.text) ? "node decodes characters as bytes" : "";
  }
  const Fields ours = fields_of(answers.ours);
  const Fields theirs = fields_of(answers.theirs);
  if (ours.size() <= hash && theirs.size() > hash)
    return refused_by_us(input, answers.reason, theirs);
  if (ours.size() <= hash || theirs.size() <= hash) return {};
  const std::string_view host_differs = different_host(input, answers, ours, theirs);
  return host_differs.empty() ? different_in_one(input, ours, theirs) : host_differs;
}

}  // namespace candela::conformance
