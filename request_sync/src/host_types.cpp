#include <candela/request_sync/host_types.hpp>

#include <cstddef>
#include <string>
#include <utility>

#include <candela/request_sync/error.hpp>

#include "excerpt.hpp"
#include "latin1.hpp"
#include "names.hpp"

namespace candela {
namespace {

/// What `read` answers; an error of it gets the path `step` in front of its own, as in
/// `$.headers[0]`.
template <typename Read>
auto at(std::string_view step, Read read) {
  const auto path = [step](std::string_view rest) {
    return std::string("$").append(step).append(rest.substr(rest.empty() ? 0 : 1));
  };
  try {
    return read();
  } catch (const HttpValueError& error) {
    throw CloneError(CloneErrorCode::bad_shape, error.what(), CloneError::no_offset, path(""));
  } catch (const CloneError& error) {
    throw CloneError(error.code(), error.message(), error.offset(), path(error.path()));
  }
}

Value payload_of(Value value, std::string_view tag) {
  if (value.is_host() && value.host_tag() == tag) return value.host_payload();
  throw CloneError(CloneErrorCode::wrong_kind,
                   "expected a value of the type " + std::string(tag) + ", found " +
                       std::string(to_string(value.kind())),
                   CloneError::no_offset, "$");
}

/// An object; a field that is not there is undefined.
Value record_of(Value value, std::string_view tag) {
  const Value record = payload_of(value, tag);
  if (record.is_object()) return record;
  throw CloneError(CloneErrorCode::bad_shape,
                   "expected the fields of a " + std::string(tag) + ", found " +
                       std::string(to_string(record.kind())),
                   CloneError::no_offset, "$");
}

std::string to_bytes(Value value) {
  auto bytes = text_to_latin1(to<std::string_view>(value));
  if (bytes) return *std::move(bytes);
  throw CloneError(CloneErrorCode::bad_shape, "a character beyond U+00FF does not fit into HTTP",
                   CloneError::no_offset, "$");
}

/// What `record` has under `name`, or what `init` says where it has nothing.
template <typename T, typename Read>
void read_field(Value record, std::string_view name, T& init, Read read) {
  const Value value = record[name];
  if (value.is_undefined()) return;
  init = at("." + std::string(name), [&] { return read(value); });
}

/// A field with one of the standard's names.
template <typename E>
void read_name(Value record, std::string_view field, E& init) {
  read_field(record, field, init, [](Value value) {
    const auto name = to<std::string_view>(value);
    if (const auto known = named<E>(name)) return *known;
    throw CloneError(CloneErrorCode::bad_shape,
                     "there is no " + std::string(Names<E>::what) + " " + excerpt(name),
                     CloneError::no_offset, "$");
  });
}

/// Only what is not as it would be anyway travels: the original knows none of these fields.
template <typename E>
void write_name(Value record, const char* field, E value, E otherwise) {
  if (value != otherwise) record.set(field, name_of(value));
}

void read_options(Value record, RequestInit& init) {
  read_name(record, "mode", init.mode);
  read_name(record, "credentials", init.credentials);
  read_name(record, "cache", init.cache);
  read_name(record, "redirect", init.redirect);
  read_field(record, "referrer", init.referrer, to<std::string>);
  read_name(record, "referrerPolicy", init.referrer_policy);
  read_field(record, "integrity", init.integrity, to<std::string>);
  read_field(record, "keepalive", init.keepalive, to<bool>);
  read_name(record, "destination", init.destination);
  const Value signal = record["signal"];
  if (signal.is_undefined() || signal.is_null()) return;
  at(".signal", [&] {
    init.signal.aborted = to<bool>(signal["aborted"]);
    const Value reason = signal["reason"];
    if (!reason.is_undefined()) init.signal.reason = to<std::string>(reason);
  });
}

void write_options(Document& doc, Value record, const RequestInit& init) {
  const RequestInit standard;
  write_name(record, "mode", init.mode, standard.mode);
  write_name(record, "credentials", init.credentials, standard.credentials);
  write_name(record, "cache", init.cache, standard.cache);
  write_name(record, "redirect", init.redirect, standard.redirect);
  if (init.referrer != standard.referrer) record.set("referrer", init.referrer);
  write_name(record, "referrerPolicy", init.referrer_policy, standard.referrer_policy);
  if (!init.integrity.empty()) record.set("integrity", init.integrity);
  if (init.keepalive) record.set("keepalive", true);
  write_name(record, "destination", init.destination, standard.destination);
  if (init.signal == standard.signal) return;
  record.set("signal",
             doc.object({{"aborted", init.signal.aborted}, {"reason", init.signal.reason}}));
}

void read_common(Value record, Headers& headers, Body& body) {
  read_field(record, "headers", headers, to<Headers>);
  read_field(record, "body", body, to<Body>);
}

}  // namespace

Headers Convert<Headers>::to(Value value) {
  const Value entries = payload_of(value, headers_tag);
  if (!entries.is_array()) {
    throw CloneError(CloneErrorCode::bad_shape,
                     "expected a list of headers, found " + std::string(to_string(entries.kind())),
                     CloneError::no_offset, "$");
  }
  Headers headers;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    at("[" + std::to_string(i) + "]", [&] {
      const auto pair = candela::to<std::pair<std::string_view, Value>>(entries[i]);
      headers.append(pair.first, at("[1]", [&] { return to_bytes(pair.second); }));
    });
  }
  return headers;
}

Value Convert<Headers>::from(Document& doc, const Headers& headers) {
  Value entries = doc.array();
  for (const Headers::Entry& entry : headers)
    entries.push(doc.array({entry.name, latin1_to_text(entry.value)}));
  return doc.host(headers_tag, entries);
}

Url Convert<Url>::to(Value value) {
  return at("", [&] { return Url(candela::to<std::string_view>(payload_of(value, url_tag))); });
}

Value Convert<Url>::from(Document& doc, const Url& url) {
  return doc.host(url_tag, url.href());
}

Value Convert<Body>::from(Document& doc, const Body& body) {
  switch (body.kind()) {
    case Body::Kind::none: break;
    case Body::Kind::text: return doc.string(*body.as_text());
    case Body::Kind::bytes: return doc.array_buffer(*body.as_bytes());
    case Body::Kind::value: return doc.copy(body.as_value()->root());
  }
  return doc.null();
}

RequestSync Convert<RequestSync>::to(Value value) {
  const Value record = record_of(value, request_sync_tag);
  Url url = at(".url", [&] { return Url(candela::to<std::string_view>(record["url"])); });
  RequestInit init;
  read_field(record, "method", init.method, candela::to<std::string>);
  read_common(record, init.headers, init.body);
  read_options(record, init);
  return at("", [&] { return RequestSync(std::move(url), std::move(init)); });
}

Value Convert<RequestSync>::from(Document& doc, const RequestSync& request) {
  Value record = doc.object({{"url", request.url().href()},
                             {"method", request.method()},
                             {"headers", candela::from(doc, request.headers())},
                             {"body", candela::from(doc, request.body())}});
  write_options(doc, record, request.init());
  return doc.host(request_sync_tag, record);
}

ResponseSync Convert<ResponseSync>::to(Value value) {
  const Value record = record_of(value, response_sync_tag);
  Body body;
  ResponseInit init;
  read_field(record, "status", init.status, candela::to<int>);
  read_field(record, "statusText", init.status_text, to_bytes);
  read_common(record, init.headers, body);
  read_name(record, "type", init.type);
  read_field(record, "url", init.url, [](Value url) -> std::optional<Url> {
    const auto text = candela::to<std::string_view>(url);
    if (text.empty()) return std::nullopt;  // as JavaScript has it
    return Url(text);
  });
  read_field(record, "redirected", init.redirected, candela::to<bool>);
  return at("", [&] { return ResponseSync(std::move(body), std::move(init)); });
}

Value Convert<ResponseSync>::from(Document& doc, const ResponseSync& response) {
  Value record = doc.object({{"status", response.status()},
                             {"statusText", latin1_to_text(response.status_text())},
                             {"headers", candela::from(doc, response.headers())},
                             {"body", candela::from(doc, response.body())}});
  write_name(record, "type", response.type(), ResponseType::standard);
  if (!response.url().empty()) record.set("url", response.url());
  if (response.redirected()) record.set("redirected", true);
  return doc.host(response_sync_tag, record);
}

}  // namespace candela
