// Forms: names with texts or files, as application/x-www-form-urlencoded and as multipart/form-data.
//
//   Form form;
//   form.append("name", "Ada");
//   form.append("photo", FormFile{"ada.png", "image/png", bytes});
//   Blob sent = form.multipart();
//   RequestSync request(url, {"POST", {{"Content-Type", sent.type}}, std::move(sent.bytes)});
//   ...
//   Form received = request.form();
//
// Guarantees: order is kept, names may repeat. Reading what was written gives an equal form, but for
// what the HTML standard's "multipart/form-data encoding algorithm" cannot tell apart: line ends in
// texts and names leave as CR LF, lone surrogates as U+FFFD, a file without a type as
// application/octet-stream, and %22, %0D and %0A in names come back as what they stand for. Held by
// `fuzz/form.cpp`. A boundary is found that is in none of the contents, the same for equal forms.
// Time and memory go with the bytes.
// Threads: a plain value. Limits: FormLimits.
// Errors: HttpValueError{invalid_form}, {too_many_entries}, {no_form}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace candela {

/// Bytes with their media type; "" where that is not known.
struct Blob {
  std::string type;
  std::vector<std::byte> bytes;
  friend bool operator==(const Blob& left, const Blob& right) = default;
};

struct FormFile {
  std::string name;
  std::string type = "application/octet-stream";
  std::vector<std::byte> bytes;
  friend bool operator==(const FormFile& left, const FormFile& right) = default;
};

struct FormLimits {
  std::size_t entries = 10'000;
  std::size_t header_bytes = 8 * 1024;  ///< Of one part of multipart/form-data.
};

class Form {
 public:
  using Content = std::variant<std::string, FormFile>;
  struct Entry {
    std::string name;
    Content content;
    friend bool operator==(const Entry& left, const Entry& right) = default;
  };
  using const_iterator = std::vector<Entry>::const_iterator;

  Form() = default;

  /// By the media type of a message: "multipart/form-data; boundary=…" or
  /// "application/x-www-form-urlencoded"; {no_form} for another.
  static Form parse(std::string_view bytes, std::string_view media_type,
                    const FormLimits& limits = {});
  static Form parse_urlencoded(std::string_view bytes, const FormLimits& limits = {});
  /// By RFC 7578. What stands before the first boundary and behind the last one is ignored; a last
  /// one must be there, and each part needs a name.
  static Form parse_multipart(std::string_view bytes, std::string_view boundary,
                              const FormLimits& limits = {});

  void append(std::string_view name, std::string_view text);
  void append(std::string_view name, FormFile file);
  /// In place of the first of that name; the others go.
  void set(std::string_view name, Content content);
  /// The first one, or null.
  const Content* get(std::string_view name) const noexcept;
  std::vector<const Content*> get_all(std::string_view name) const;
  bool has(std::string_view name) const noexcept { return get(name) != nullptr; }
  /// How many there were.
  std::size_t remove(std::string_view name);

  /// Files are their names here, as in browsers. A file is better sent as multipart.
  Blob urlencoded() const;
  Blob multipart() const;
  /// HttpValueError{invalid_form} for a boundary that is not 1 to 70 letters, digits and
  /// '()+_,-./:=? (RFC 2046), or that is in the contents.
  Blob multipart(std::string_view boundary) const;

  const_iterator begin() const noexcept { return entries_.begin(); }
  const_iterator end() const noexcept { return entries_.end(); }
  std::size_t size() const noexcept { return entries_.size(); }
  bool empty() const noexcept { return entries_.empty(); }

  friend bool operator==(const Form& left, const Form& right) = default;

 private:
  std::vector<Entry> entries_;
};

}  // namespace candela
