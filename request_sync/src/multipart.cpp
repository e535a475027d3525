#include "multipart.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view blanks = "\t ";

[[noreturn]] void refuse(const std::string& reason) {
  throw HttpValueError(HttpValueErrorCode::invalid_form, "Invalid multipart/form-data: " + reason);
}

struct Disposition {
  std::optional<std::string> name;
  std::optional<std::string> file_name;
};

/// %0A, %0D and %22, which are all that browsers escape.
std::string unescaped(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string_view three = text.substr(0, 3);
    const char c = three == "%0A" || three == "%0a"   ? '\n'
                   : three == "%0D" || three == "%0d" ? '\r'
                   : three == "%22"                   ? '"'
                                                      : '\0';
    plain += c == '\0' ? text.front() : c;
    text.remove_prefix(c == '\0' ? 1 : 3);
  }
  return decode_utf8_with_mark(plain);
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view without_trailing_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// `form-data; name="a"; filename="b"`: quotes cannot be escaped by a backslash.
Disposition read_disposition(std::string_view text) {
  constexpr std::string_view kind = "form-data";
  if (!equal_ignoring_case(text.substr(0, kind.size()), kind))
    refuse("a part that is no form-data: " + excerpt(text));
  text.remove_prefix(kind.size());
  Disposition disposition;
  for (skip_blanks(text); !text.empty(); skip_blanks(text)) {
    if (text.front() != ';') refuse("a Content-Disposition that goes on with " + excerpt(text));
    text.remove_prefix(1);
    skip_blanks(text);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) refuse("a parameter without a value: " + excerpt(text));
    const std::string key = lower(text.substr(0, equals));
    text.remove_prefix(equals + 1);
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::size_t end = quoted ? text.find('"') : std::min(text.find(';'), text.size());
    if (end == std::string_view::npos) refuse("a value without its closing quote");
    std::string_view raw = text.substr(0, end);
    if (!quoted) raw = without_trailing_blanks(raw);
    std::string value = unescaped(raw);
    text.remove_prefix(end + (quoted ? 1 : 0));
    // Peers differ in which of two they take, so that what was checked is not what is read.
    if (key == "name") {
      if (disposition.name) refuse("a part with two names");
      disposition.name = std::move(value);
    } else if (key == "filename") {
      if (disposition.file_name) refuse("a part with two file names");
      disposition.file_name = std::move(value);
    }
  }
  return disposition;
}

class MultipartReader {
 public:
  MultipartReader(std::string_view bytes, std::string_view boundary, const FormLimits& limits)
      : bytes_(bytes), delimiter_("\r\n--" + std::string(boundary)), limits_(limits) {}

  std::vector<Form::Entry> read() {
    begin();
    while (!at_end()) {
      if (entries_.size() == limits_.entries) {
        throw HttpValueError(HttpValueErrorCode::too_many_entries,
                             "A form of more than " + std::to_string(limits_.entries) + " entries");
      }
      entries_.push_back(read_part());
    }
    return std::move(entries_);
  }

 private:
  /// To behind the first boundary; what stands before it is ignored.
  void begin() {
    const std::string_view first = std::string_view(delimiter_).substr(line_end.size());
    if (bytes_.starts_with(first)) {
      bytes_.remove_prefix(first.size());
      return;
    }
    const std::size_t at = bytes_.find(delimiter_);
    if (at == std::string_view::npos) refuse("its boundary is nowhere");
    bytes_.remove_prefix(at + delimiter_.size());
  }

  /// Behind a boundary: whether it is the last one.
  bool at_end() {
    if (bytes_.starts_with("--")) return true;
    skip_blanks(bytes_);
    if (!bytes_.starts_with(line_end)) refuse("a boundary that its line does not end with");
    bytes_.remove_prefix(line_end.size());
    return false;
  }

  Form::Entry read_part() {
    Disposition disposition;
    std::string type = "text/plain";
    const std::size_t before = bytes_.size();
    for (std::string_view line = take_line(before); !line.empty(); line = take_line(before)) {
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) refuse("a header without a colon: " + excerpt(line));
      const std::string_view name = line.substr(0, colon);
      std::string_view value = line.substr(colon + 1);
      skip_blanks(value);
      value = without_trailing_blanks(value);
      if (!is_token(name)) refuse("a header with the name " + excerpt(name));
      // A name may have a NUL, which nobody escapes; elsewhere it has no business.
      const bool is_disposition = equal_ignoring_case(name, "content-disposition");
      const auto forbidden =
          is_disposition ? std::string_view("\r\n") : std::string_view("\r\n\0", 3);
      if (value.find_first_of(forbidden) != std::string_view::npos)
        refuse("a header with NUL, CR or LF inside: " + excerpt(value));
      if (is_disposition) {
        if (disposition.name) refuse("a part with two Content-Dispositions");
        disposition = read_disposition(value);
      } else if (equal_ignoring_case(name, "content-type")) {
        type = value;
      }
    }
    if (!disposition.name) refuse("a part without a name");
    const std::string_view content = take_content();
    if (!disposition.file_name)
      return {std::move(*disposition.name), decode_utf8_with_mark(content)};
    const auto* const first = reinterpret_cast<const std::byte*>(content.data());
    return {std::move(*disposition.name),
            FormFile{std::move(*disposition.file_name), std::move(type),
                     std::vector<std::byte>(first, first + content.size())}};
  }

  /// `before`: how much there was when the part began.
  std::string_view take_line(std::size_t before) {
    const std::size_t end = bytes_.substr(0, limits_.header_bytes + line_end.size()).find(line_end);
    if (end == std::string_view::npos || before - bytes_.size() + end > limits_.header_bytes) {
      refuse(bytes_.size() <= limits_.header_bytes
                 ? "a part whose headers do not end"
                 : "a part with more than " + std::to_string(limits_.header_bytes) +
                       " bytes of headers");
    }
    const std::string_view line = bytes_.substr(0, end);
    bytes_.remove_prefix(end + line_end.size());
    return line;
  }

  std::string_view take_content() {
    // An empty content's boundary follows the headers' own line end.
    const std::string_view short_delimiter = std::string_view(delimiter_).substr(line_end.size());
    if (bytes_.starts_with(short_delimiter)) {
      bytes_.remove_prefix(short_delimiter.size());
      return {};
    }
    const std::size_t end = bytes_.find(delimiter_);
    if (end == std::string_view::npos) refuse("a part without a boundary behind it");
    const std::string_view content = bytes_.substr(0, end);
    bytes_.remove_prefix(end + delimiter_.size());
    return content;
  }

  std::string_view bytes_;
  const std::string delimiter_;
  const FormLimits& limits_;
  std::vector<Form::Entry> entries_;
};

/// Every line end as CR LF.
std::string with_line_ends(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' || text[i] == '\n') {
      if (text[i] == '\r' && text.substr(i + 1, 1) == "\n") ++i;
      result += line_end;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : to_scalar_text(text)) {
    if (c == '\r') {
      result += "%0D";
    } else if (c == '\n') {
      result += "%0A";
    } else if (c == '"') {
      result += "%22";
    } else {
      result += c;
    }
  }
  return result;
}

/// A type that would end the header early is none.
std::string_view header_type(std::string_view type) {
  const bool good = std::all_of(type.begin(), type.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F');
  });
  return good && !type.empty() ? type : std::string_view("application/octet-stream");
}

constexpr std::string_view boundary_prefix = "candela-form-";

}  // namespace

std::vector<Form::Entry> read_multipart(std::string_view bytes, std::string_view boundary,
                                        const FormLimits& limits) {
  if (!is_boundary(boundary)) refuse("the boundary " + excerpt(boundary));
  return MultipartReader(bytes, boundary, limits).read();
}

std::vector<std::string> multipart_parts(const std::vector<Form::Entry>& entries) {
  std::vector<std::string> parts;
  for (const Form::Entry& entry : entries) {
    std::string part =
        "\r\nContent-Disposition: form-data; name=\"" + escaped(with_line_ends(entry.name)) + '"';
    if (const auto* file = std::get_if<FormFile>(&entry.content)) {
      part += "; filename=\"" + escaped(file->name) + "\"\r\nContent-Type: ";
      part += header_type(file->type);
      part += "\r\n\r\n";
      part.append(reinterpret_cast<const char*>(file->bytes.data()), file->bytes.size());
    } else {
      part += "\r\n\r\n";
      part += with_line_ends(to_scalar_text(std::get<std::string>(entry.content)));
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

bool is_boundary(std::string_view text) noexcept {
  constexpr std::size_t most = 70;
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
  });
}

std::string free_boundary(const std::vector<std::string>& parts) {
  std::size_t bytes = 0;
  for (const std::string& part : parts)
    bytes += part.size();
  // Each number that is taken has a digit of its own there, so that one up to `bytes + 1` is free.
  std::vector<bool> taken(bytes + 2);
  for (const std::string& part : parts) {
    for (std::size_t at = part.find(boundary_prefix); at != std::string::npos;
         at = part.find(boundary_prefix, at + 1)) {
      // "…-12" is also the beginning of "…-123": each prefix of the digits is taken.
      std::size_t number = 0;
      for (std::size_t i = at + boundary_prefix.size(); i < part.size() && is_digit(part[i]); ++i) {
        number = number * 10 + static_cast<std::size_t>(part[i] - '0');
        if (number >= taken.size()) break;
        taken[number] = true;
      }
    }
  }
  std::size_t free = 1;
  while (taken[free])
    ++free;
  return std::string(boundary_prefix) + std::to_string(free);
}

}  // namespace candela
