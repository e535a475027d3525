#include <candela/request_sync/form.hpp>

#include <algorithm>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/media_type.hpp>

#include "excerpt.hpp"
#include "multipart.hpp"
#include "urlencoded.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

std::vector<std::byte> to_form_bytes(std::string_view text) {
  const auto* const first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

Blob joined(const std::vector<std::string>& parts, std::string_view boundary) {
  std::string text;
  for (const std::string& part : parts)
    (text.append("--").append(boundary) += part) += "\r\n";
  text.append("--").append(boundary).append("--\r\n");
  MediaType type = *MediaType::parse("multipart/form-data");
  type.set_parameter("boundary", boundary);  // in quotes, where it needs them
  return {type.to_string(), to_form_bytes(text)};
}

}  // namespace

Form Form::parse(std::string_view bytes, std::string_view media_type, const FormLimits& limits) {
  const auto type = MediaType::of_header(media_type);
  if (type && type->essence() == "multipart/form-data") {
    const auto boundary = type->parameter("boundary");
    if (boundary) return parse_multipart(bytes, *boundary, limits);
  }
  if (type && type->essence() == "application/x-www-form-urlencoded")
    return parse_urlencoded(bytes, limits);
  throw HttpValueError(HttpValueErrorCode::no_form,
                       "The content type " + excerpt(media_type) + " is that of no form");
}

Form Form::parse_urlencoded(std::string_view bytes, const FormLimits& limits) {
  Form form;
  UrlencodedReader reader(bytes);
  for (UrlencodedPair pair; reader.next(pair);) {
    if (form.size() == limits.entries) {
      throw HttpValueError(HttpValueErrorCode::too_many_entries,
                           "A form of more than " + std::to_string(limits.entries) + " entries");
    }
    form.append(pair.name, pair.value);
  }
  return form;
}

Form Form::parse_multipart(std::string_view bytes, std::string_view boundary,
                           const FormLimits& limits) {
  Form form;
  form.entries_ = read_multipart(bytes, boundary, limits);
  return form;
}

void Form::append(std::string_view name, std::string_view text) {
  entries_.push_back({std::string(name), std::string(text)});
}

void Form::append(std::string_view name, FormFile file) {
  entries_.push_back({std::string(name), std::move(file)});
}

void Form::set(std::string_view name, Content content) {
  const std::string wanted(name);
  const auto is_one = [&wanted](const Entry& entry) { return entry.name == wanted; };
  const auto first = std::find_if(entries_.begin(), entries_.end(), is_one);
  if (first == entries_.end()) {
    entries_.push_back({wanted, std::move(content)});
    return;
  }
  first->content = std::move(content);
  entries_.erase(std::remove_if(first + 1, entries_.end(), is_one), entries_.end());
}

const Form::Content* Form::get(std::string_view name) const noexcept {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [name](const Entry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &found->content;
}

std::vector<const Form::Content*> Form::get_all(std::string_view name) const {
  std::vector<const Content*> contents;
  for (const Entry& entry : entries_)
    if (entry.name == name) contents.push_back(&entry.content);
  return contents;
}

std::size_t Form::remove(std::string_view name) {
  const std::string wanted(name);
  return std::erase_if(entries_, [&wanted](const Entry& entry) { return entry.name == wanted; });
}

Blob Form::urlencoded() const {
  std::string text;
  for (const Entry& entry : entries_) {
    const auto* file = std::get_if<FormFile>(&entry.content);
    const std::string& value = file != nullptr ? file->name : std::get<std::string>(entry.content);
    append_urlencoded(text, {to_scalar_text(entry.name), to_scalar_text(value)});
  }
  return {"application/x-www-form-urlencoded;charset=UTF-8", to_form_bytes(text)};
}

Blob Form::multipart() const {
  const std::vector<std::string> parts = multipart_parts(entries_);
  return joined(parts, free_boundary(parts));
}

Blob Form::multipart(std::string_view boundary) const {
  const std::vector<std::string> parts = multipart_parts(entries_);
  const auto holds = [boundary](const std::string& part) {
    return part.find(boundary) != std::string::npos;
  };
  if (!is_boundary(boundary) || std::any_of(parts.begin(), parts.end(), holds)) {
    throw HttpValueError(HttpValueErrorCode::invalid_form,
                         "The boundary " + excerpt(boundary) +
                             " is malformed, or stands in what it should separate");
  }
  return joined(parts, boundary);
}

}  // namespace candela
