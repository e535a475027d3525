// A bare kj HTTP server that answers every request with its body, or with as many bytes as told:
// what the rpc over HTTP is measured against.
//
//   kj_echo_http [--port N] [--answer-bytes N]

#include <cstdio>
#include <string>

#include <kj/async-io.h>
#include <kj/compat/http.h>

#include "kj_echo.hpp"

namespace {

class Echo final : public kj::HttpService {
 public:
  Echo(const kj::HttpHeaderTable& table, std::size_t answer_bytes)
      : table_(table), answer_(answer_bytes, 'x') {}
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  ~Echo() noexcept {}

  kj::Promise<void> request(kj::HttpMethod, kj::StringPtr, const kj::HttpHeaders&,
                            kj::AsyncInputStream& body, Response& response) override {
    return body.readAllBytes().then([this, &response](kj::Array<kj::byte>&& bytes) {
      const kj::HttpHeaders headers(table_);
      if (!answer_.empty()) bytes = kj::heapArray(answer_.data(), answer_.size()).releaseAsBytes();
      auto stream = response.send(200, "OK", headers, bytes.size());
      auto written = stream->write(bytes.begin(), bytes.size());
      return written.attach(kj::mv(stream), kj::mv(bytes));
    });
  }

 private:
  const kj::HttpHeaderTable& table_;
  const std::string answer_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto options = candela::bench::read_echo_options({argv + 1, argv + argc});
  if (!options.understood || options.gathered) {
    std::fprintf(stderr, "usage: kj_echo_http [--port N] [--answer-bytes N]\n");
    return 2;
  }
  auto io = kj::setupAsyncIo();
  const kj::HttpHeaderTable table;
  Echo echo(table, options.answer_bytes);
  kj::HttpServer server(io.provider->getTimer(), table, echo);
  auto listener = io.provider->getNetwork()
                      .parseAddress(candela::bench::listen_address(options))
                      .wait(io.waitScope)
                      ->listen();
  candela::bench::tell_port(listener->getPort());
  server.listenHttp(*listener).wait(io.waitScope);
}
