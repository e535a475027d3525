#include <candela/request_sync/host_types.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "latin1.hpp"

namespace candela {
namespace {

/// An object of them, a list for a name with several values.
Value shown_headers(Document& doc, const Headers& headers) {
  Value names = doc.object();
  for (const Headers::Entry& header : headers) {
    const std::string value = latin1_to_text(header.value);
    if (!names.has(header.name)) {
      names.set(header.name, value);
    } else if (names[header.name].is_array()) {
      names[header.name].push(value);
    } else {
      names.set(header.name, doc.array({names[header.name], value}));
    }
  }
  return doc.host("Headers", names);
}

template <typename Message>
std::string shown(std::string_view name, const Message& message) {
  Document doc;
  Value record = from(doc, message).host_payload();
  record.set("headers", shown_headers(doc, message.headers()));
  return inspect(doc.host(name, record));
}

}  // namespace

std::string inspect(const RequestSync& request) {
  return shown("RequestSync", request);
}

std::string inspect(const ResponseSync& response) {
  return shown("ResponseSync", response);
}

}  // namespace candela
