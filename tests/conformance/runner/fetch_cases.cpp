#include "fetch_cases.hpp"

#include <optional>
#include <utility>

#include <candela/request_sync.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::conformance {
namespace {

/// What `run` gives, or the name of what it throws, as JSON.
template <typename Run>
Value result_of(Document& doc, const Run& run) {
  try {
    return run();
  } catch (const HttpValueError& error) {
    return doc.string(error.name());
  }
}

template <typename Make>
FetchCase finished(Document& doc, Value question, const Make& make) {
  return {stringify_json(question), stringify_json(result_of(doc, make))};
}

Value names_of(Document& doc, const std::vector<std::string>& texts) {
  Value list = doc.array();
  for (const std::string& text : texts)
    list.push(as_characters(text));
  return list;
}

Value run_on_headers(Document& doc, Headers& headers, std::string_view operation,
                     const std::string& name, const std::string& value) {
  return result_of(doc, [&]() -> Value {
    if (operation == "append") {
      headers.append(name, value);
    } else if (operation == "set") {
      headers.set(name, value);
    } else if (operation == "delete") {
      headers.remove(name);
    } else if (operation == "has") {
      return doc.boolean(headers.has(name));
    } else if (operation == "get") {
      const auto found = headers.get(name);
      return found ? doc.string(as_characters(*found)) : doc.null();
    } else {
      return names_of(doc, headers.get_set_cookie());
    }
    return doc.string("ok");
  });
}

Headers headers_from(const NameValuePairs& pairs) {
  Headers headers;
  for (const auto& [name, value] : pairs)
    headers.append(name, value);
  return headers;
}

/// null, text or bytes, for both sides.
struct RandomBody {
  RandomBody(Document& doc, Random& random) {
    if (random.odds(3)) {
      question = doc.null();
    } else if (random.odds(2)) {
      const std::string text = random_text(random, 3);
      question = doc.object({{"text", text}});
      body = text;
    } else {
      const std::string bytes = random_bytes(random, 3);
      question = doc.object({{"bytes", as_characters(bytes)}});
      body = as_bytes_of(bytes);
    }
  }
  Value question;
  Body body;
};

/// What fetch.mjs calls `type`: the header, or what Fetch would have put there.
template <typename Message>
void add_headers(Document& doc, Value answer, const Message& message) {
  answer.set("headers", entries_of(doc, message.headers()));
  const auto type = message.content_type();
  answer.set("type", type ? doc.string(as_characters(*type)) : doc.null());
}

Value described(Document& doc, const ResponseSync& response) {
  Value answer = doc.object({{"status", response.status()},
                             {"statusText", as_characters(response.status_text())},
                             {"ok", response.ok()},
                             {"kind", to_string(response.type())},
                             {"url", response.url()},
                             {"redirected", response.redirected()}});
  add_headers(doc, answer, response);
  answer.set("text", response.text());
  return answer;
}

std::string random_url(Random& random) {
  constexpr std::string_view urls[] = {"https://a/",       "HTTP://A:80/b c?d#e", "https://u@a/",
                                       "https://u:p@a/",   "/relative",           "",
                                       "https://[::1]/x",  "data:text/plain,x",   "https://a/?q=1",
                                       "ftp://a/b/../c#f", "https://a:99999/",    "about:blank"};
  return std::string(random.pick(urls));
}

int random_status(Random& random) {
  constexpr int odd[] = {0, 1, 100, 101, 199, 204, 205, 304, 600, 999};
  return random.odds(3) ? random.pick(odd) : static_cast<int>(200 + random.below(400));
}

std::string random_status_text(Random& random) {
  constexpr std::string_view texts[] = {"", "OK", "Not Found", "\xE9\xFF", "a\tb"};
  constexpr std::string_view bad[] = {"a\r\nb", "\x01", "\x7F", "\n"};
  return std::string(random.odds(6) ? random.pick(bad) : random.pick(texts));
}

struct RandomInit {
  RandomInit(Document& doc, Random& random, Value question) {
    pairs = random_pairs(random);
    question.set("headers", pairs_of(doc, pairs));
    init.status = random_status(random);
    init.status_text = random_status_text(random);
    question.set("status", init.status);
    question.set("statusText", as_characters(init.status_text));
  }
  NameValuePairs pairs;
  ResponseInit init;
};

template <typename E>
void choose(Random& random, Value question, const char* field, E& option, std::uint32_t count) {
  if (!random.odds(3)) return;
  option = static_cast<E>(random.below(count));
  question.set(field, to_string(option));
}

void choose_options(Random& random, Value question, RequestInit& init) {
  choose(random, question, "mode", init.mode, 4);
  choose(random, question, "credentials", init.credentials, 3);
  choose(random, question, "cache", init.cache, 6);
  choose(random, question, "redirect", init.redirect, 3);
  choose(random, question, "referrerPolicy", init.referrer_policy, 9);
  constexpr std::string_view referrers[] = {"", "about:client", "https://r/x y", "/r", "no url"};
  if (random.odds(3)) {
    init.referrer = random.pick(referrers);
    question.set("referrer", init.referrer);
  }
  if (random.odds(4)) {
    init.integrity = "sha256-x";
    question.set("integrity", init.integrity);
  }
  if (random.odds(4)) {
    init.keepalive = true;
    question.set("keepalive", true);
  }
}

/// node garbles characters beyond ASCII where a percent sign stands in the same query: then they
/// are left out.
std::string without_mixture(std::string query) {
  if (query.find('%') == std::string::npos) return query;
  std::erase_if(query, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return query;
}

Value described(Document& doc, const RequestSync& request) {
  Value answer = doc.object({{"method", request.method()},
                             {"url", request.url().href()},
                             {"mode", to_string(request.mode())},
                             {"credentials", to_string(request.credentials())},
                             {"cache", to_string(request.cache())},
                             {"redirect", to_string(request.redirect())},
                             {"referrer", request.referrer()},
                             {"referrerPolicy", to_string(request.referrer_policy())},
                             {"integrity", request.integrity()},
                             {"keepalive", request.keepalive()},
                             {"destination", to_string(request.destination())}});
  add_headers(doc, answer, request);
  answer.set("text", request.text());
  return answer;
}

}  // namespace

FetchCase headers_case(Random& random) {
  constexpr std::string_view operations[] = {"append", "append", "set",         "delete",
                                             "get",    "has",    "getSetCookie"};
  Document doc;
  Headers headers;
  Value question = doc.array();
  Value results = doc.array();
  for (std::uint32_t count = random.below(8); count > 0; --count) {
    const std::string_view operation = random.pick(operations);
    const std::string name = random_name(random);
    const std::string value = random_header_value(random);
    question.push(doc.array({operation, as_characters(name), as_characters(value)}));
    results.push(run_on_headers(doc, headers, operation, name, value));
  }
  const Value entries = entries_of(doc, headers);
  return {stringify_json(question),
          stringify_json(doc.object({{"results", results}, {"entries", entries}}))};
}

FetchCase params_case(Random& random) {
  constexpr std::string_view operations[] = {"append", "set", "delete", "get",
                                             "getAll", "has", "sort"};
  Document doc;
  const std::string query = without_mixture(random_text(random, 8));
  UrlSearchParams params(query);
  Value first = doc.array();
  for (const auto& [name, value] : params)
    first.push(doc.array({name, value}));
  Value asked = doc.array();
  Value results = doc.array();
  for (std::uint32_t count = random.below(6); count > 0; --count) {
    const std::string_view operation = random.pick(operations);
    const std::string name =
        params.empty() || random.odds(2)
            ? random_text(random, 1)
            : std::string(
                  (params.begin() + random.below(static_cast<std::uint32_t>(params.size())))->name);
    const std::string value = random_text(random, 2);
    asked.push(doc.array({operation, name, value}));
    Value result = doc.string("ok");
    if (operation == "append") params.append(name, value);
    if (operation == "set") params.set(name, value);
    if (operation == "delete") params.remove(name);
    if (operation == "sort") params.sort();
    if (operation == "has") result = doc.boolean(params.has(name));
    if (operation == "get") {
      const auto found = params.get(name);
      result = found ? doc.string(*found) : doc.null();
    }
    if (operation == "getAll") {
      result = doc.array();
      for (const std::string_view one : params.get_all(name))
        result.push(one);
    }
    results.push(result);
  }
  const Value answer =
      doc.object({{"first", first}, {"results", results}, {"text", params.to_string()}});
  return {stringify_json(doc.object({{"query", query}, {"operations", asked}})),
          stringify_json(answer)};
}

FetchCase body_case(Random& random) {
  Document doc;
  const std::string bytes = random_bytes(random, 5);
  const Body body(as_bytes_of(bytes));
  std::string json = "SyntaxError";
  try {
    json = stringify_json(body.json().root());
  } catch (const CloneError&) {  // as node's
  }
  const Value answer = doc.object(
      {{"text", body.text()}, {"json", json}, {"bytes", as_characters(as_view(body.bytes()))}});
  return {stringify_json(doc.object({{"bytes", as_characters(bytes)}})), stringify_json(answer)};
}

FetchCase request_case(Random& random) {
  constexpr std::string_view methods[] = {"GET",    "get",   "Post", "PUT",     "patch", "HEAD",
                                          "delete", "TRACE", "a b",  "options", "",      "FROB"};
  Document doc;
  Value question = doc.object();
  const std::string url = random_url(random);
  const NameValuePairs pairs = random_pairs(random);
  question.set("url", url);
  question.set("headers", pairs_of(doc, pairs));
  RandomBody body(doc, random);
  question.set("body", body.question);
  RequestInit init;
  init.body = std::move(body.body);
  if (!random.odds(4)) {
    init.method = random.pick(methods);
    question.set("method", init.method);
  }
  choose_options(random, question, init);
  return finished(doc, question, [&] {
    init.headers = headers_from(pairs);
    return described(doc, RequestSync(url, std::move(init)));
  });
}

FetchCase response_case(Random& random) {
  Document doc;
  Value question = doc.object();
  RandomInit given(doc, random, question);
  RandomBody body(doc, random);
  question.set("body", body.question);
  return finished(doc, question, [&] {
    // A status that is none comes first, as in the standard.
    (void)ResponseSync({}, given.init);
    given.init.headers = headers_from(given.pairs);
    return described(doc, ResponseSync(std::move(body.body), std::move(given.init)));
  });
}

FetchCase redirect_case(Random& random) {
  constexpr int statuses[] = {301, 302, 303, 307, 308, 300, 200, 304, 0};
  Document doc;
  const std::string url = random_url(random);
  const int status = random.pick(statuses);
  return finished(doc, doc.object({{"url", url}, {"status", status}}),
                  [&] { return described(doc, ResponseSync::redirect(Url(url), status)); });
}

FetchCase json_case(Random& random) {
  constexpr std::string_view values[] = {"null",    "1",         "\"a\\\"\xC3\xA9\"",
                                         "[1,[2]]", "{\"a\":1}", "{\"2\":1,\"1\":2}",
                                         "true",    "1e300"};
  Document doc;
  Value question = doc.object();
  RandomInit given(doc, random, question);
  const Document value = parse_json(random.pick(values));
  question.set("value", doc.copy(value.root()));
  return finished(doc, question, [&] {
    (void)ResponseSync({}, given.init);
    given.init.headers = headers_from(given.pairs);
    return described(doc, ResponseSync::json(value.root(), std::move(given.init)));
  });
}

}  // namespace candela::conformance
