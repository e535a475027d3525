// Forms from anybody: what is read is written, and what was written is read as the same form, but for
// what the HTML standard changes on the way out.
// Covers: src/form.cpp src/multipart.cpp src/urlencoded.cpp
//
// Input: a letter, and then
//   m  a boundary, LF, multipart/form-data
//   t  a media type, LF, a message of it
//   u  application/x-www-form-urlencoded
//   e  a boundary, FF, and entries, each a name, FF, a content, FF, a type and FF; the type "" is that
//      of a text; of a file the content is its name too

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/form.hpp>

#include "utf8.hpp"

namespace {

using candela::Blob;
using candela::Form;
using candela::FormFile;
using candela::FormLimits;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string_view characters(const Blob& blob) {
  return {reinterpret_cast<const char*>(blob.bytes.data()), blob.bytes.size()};
}

std::string with_line_ends(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\r' || text[i] == '\n';
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    if (ends) {
      result += "\r\n";
    } else {
      result += text[i];
    }
  }
  return result;
}

/// What a name in quotes cannot tell apart: a quote or a line end, and its escape.
std::string through_quotes(std::string_view text) {
  std::string result = candela::to_scalar_text(text);
  const std::pair<std::string_view, std::string_view> escapes[] = {
      {"%22", "\""}, {"%0A", "\n"}, {"%0a", "\n"}, {"%0D", "\r"}, {"%0d", "\r"}};
  std::string plain;
  for (std::string_view rest = result; !rest.empty();) {
    const auto* const escape =
        std::find_if(std::begin(escapes), std::end(escapes),
                     [&](const auto& one) { return rest.starts_with(one.first); });
    const bool is_escape = escape != std::end(escapes);
    plain += is_escape ? escape->second : rest.substr(0, 1);
    rest.remove_prefix(is_escape ? escape->first.size() : 1);
  }
  return plain;
}

std::string through_header(std::string_view type) {
  for (const char c : type) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != '\t' && (byte < 0x20 || byte == 0x7F)) return "application/octet-stream";
  }
  if (type.empty()) return "application/octet-stream";
  const std::size_t first = type.find_first_not_of("\t ");
  if (first == type.npos) return {};
  return std::string(type.substr(first, type.find_last_not_of("\t ") - first + 1));
}

/// What multipart/form-data carries of a form.
Form through_multipart(const Form& form) {
  Form expected;
  for (const Form::Entry& entry : form) {
    const std::string name = through_quotes(with_line_ends(entry.name));
    if (const auto* file = std::get_if<FormFile>(&entry.content)) {
      expected.append(
          name, FormFile{through_quotes(file->name), through_header(file->type), file->bytes});
    } else {
      expected.append(
          name, with_line_ends(candela::to_scalar_text(std::get<std::string>(entry.content))));
    }
  }
  return expected;
}

/// What application/x-www-form-urlencoded carries of it.
Form through_urlencoded(const Form& form) {
  Form expected;
  for (const Form::Entry& entry : form) {
    const auto* const file = std::get_if<FormFile>(&entry.content);
    expected.append(candela::to_scalar_text(entry.name),
                    candela::to_scalar_text(
                        file != nullptr ? file->name : std::get<std::string>(entry.content)));
  }
  return expected;
}

Form reread(const Blob& blob) {
  return Form::parse(characters(blob), blob.type);
}

/// The operations by name, with the name of the first entry.
void check_operations(const Form& form) {
  if (form.empty()) return;
  const std::string name = form.begin()->name;
  std::vector<Form::Entry> others;
  std::vector<const Form::Content*> named;
  for (const Form::Entry& entry : form) {
    if (entry.name == name) {
      named.push_back(&entry.content);
    } else {
      others.push_back(entry);
    }
  }
  require(form.has(name) && form.get(name) == named.front() && form.get_all(name) == named);
  Form changed = form;
  changed.set(name, "x");
  require(*changed.begin() == Form::Entry{name, "x"});
  require(std::equal(changed.begin() + 1, changed.end(), others.begin(), others.end()));
  require(changed.remove(name) == 1 && changed.remove(name) == 0 && !changed.has(name));
  changed.set(name, *named.front());
  require(changed.size() == others.size() + 1 && *(changed.end() - 1) == *form.begin());
}

void check_written(const Form& form) {
  check_operations(form);
  const Form expected = through_multipart(form);
  const Blob multipart = form.multipart();
  require(multipart == form.multipart());
  require(reread(multipart) == expected);
  require(reread(form.urlencoded()) == through_urlencoded(form));
}

/// What `parse` answers; nothing where it refuses, with one of the errors that form.hpp names.
template <typename Parse>
std::optional<Form> parsed(Parse parse) {
  try {
    return parse();
  } catch (const HttpValueError& error) {
    require(error.code() == HttpValueErrorCode::invalid_form ||
            error.code() == HttpValueErrorCode::no_form ||
            error.code() == HttpValueErrorCode::too_many_entries);
    require(std::string_view(error.what()).size() < 1000);
    return std::nullopt;
  }
}

template <typename Parse>
void check_read(Parse parse) {
  const std::optional<Form> form = parsed([&] { return parse(FormLimits()); });
  FormLimits narrow;
  narrow.entries = 2;
  narrow.header_bytes = 64;
  const std::optional<Form> narrowly = parsed([&] { return parse(narrow); });
  if (narrowly) require(form && *form == *narrowly && form->size() <= narrow.entries);
  if (form) check_written(*form);
}

std::string_view take(std::string_view& input, char end) {
  const std::string_view taken = input.substr(0, input.find(end));
  input.remove_prefix(std::min(taken.size() + 1, input.size()));
  return taken;
}

Form form_of(std::string_view input) {
  Form form;
  while (!input.empty()) {
    const std::string_view name = take(input, '\xFF');
    const std::string_view content = take(input, '\xFF');
    const std::string_view type = take(input, '\xFF');
    if (type.empty()) {
      form.append(name, content);
      continue;
    }
    const auto* const first = reinterpret_cast<const std::byte*>(content.data());
    form.append(name, FormFile{std::string(content), std::string(type),
                               std::vector<std::byte>(first, first + content.size())});
  }
  return form;
}

/// With a boundary of the caller's: refused, or as good as ours.
void check_boundary(const Form& form, std::string_view boundary) {
  const std::optional<Form> again = parsed([&] { return reread(form.multipart(boundary)); });
  if (again) require(*again == through_multipart(form));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  const char letter = input.front();
  input.remove_prefix(1);
  if (letter == 'm') {
    const std::string_view boundary = take(input, '\n');
    check_read(
        [&](const FormLimits& limits) { return Form::parse_multipart(input, boundary, limits); });
  } else if (letter == 't') {
    const std::string_view type = take(input, '\n');
    check_read([&](const FormLimits& limits) { return Form::parse(input, type, limits); });
  } else if (letter == 'u') {
    check_read([&](const FormLimits& limits) { return Form::parse_urlencoded(input, limits); });
  } else if (letter == 'e') {
    const std::string_view boundary = take(input, '\xFF');
    const Form form = form_of(input);
    check_written(form);
    check_boundary(form, boundary);
  }
  return 0;
}
