#include <candela/rpc/kj/client.hpp>

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <stdexcept>
#include <utility>

#include <kj/compat/url.h>
#include <kj/debug.h>
#include <kj/encoding.h>

#include <candela/rpc/route.hpp>

#include "kj/client_channel.hpp"
#include "kj/kj_compat.hpp"

namespace candela {
namespace {

/// Channels that are kept before unused ones are looked for; then the double of what is in use.
constexpr std::size_t kept_channels = 64;

class SystemEntropy final : public kj::EntropySource {
 public:
  void generate(kj::ArrayPtr<kj::byte> buffer) override {
    std::size_t done = 0;
    while (done < buffer.size()) {
      const ssize_t got = getrandom(buffer.begin() + done, buffer.size() - done, 0);
      KJ_REQUIRE(got >= 0 || errno == EINTR, "the system has no random numbers", errno);
      if (got > 0) done += static_cast<std::size_t>(got);
    }
  }
};

std::string encoded(std::string_view text) {
  return kj::encodeUriComponent(kj::arrayPtr(text.data(), text.size())).cStr();
}

struct Place {
  bool is_websocket = false;
  std::string url;  // where the server is mounted, without a slash at its end
};

Place place_of(std::string_view text, bool has_tls) {
  const kj::String copy = kj::heapString(text.data(), text.size());
  const auto parsed = kj::Url::tryParse(copy, kj::Url::HTTP_PROXY_REQUEST);
  const kj::Url* url = value_of(parsed);
  if (url == nullptr || url->host.size() == 0) {
    throw std::invalid_argument("candela: not a URL of a server: " + std::string(text));
  }
  const std::string scheme = url->scheme.cStr();
  const bool is_websocket = scheme == "ws" || scheme == "wss";
  if (!is_websocket && scheme != "http" && scheme != "https") {
    throw std::invalid_argument("candela: the scheme must be http, https, ws or wss: " +
                                std::string(text));
  }
  if (!has_tls && (scheme == "https" || scheme == "wss")) {
    throw std::invalid_argument("candela: no TLS was configured for " + std::string(text));
  }
  std::string place = scheme + "://" + url->host.cStr();
  for (const kj::String& part : url->path) {
    if (part.size() > 0) place += "/" + encoded(part.cStr());
  }
  return {is_websocket, std::move(place)};
}

}  // namespace

class Client::Core final : private kj::TaskSet::ErrorHandler {
 public:
  /// `entropy`: that of `world`, if it is to be kept here.
  Core(const ClientWorld& world, kj::Own<kj::EntropySource> entropy, std::string_view url,
       ConnectOptions options)
      : entropy_(kj::mv(entropy)),
        options_(std::move(options)),
        timer_(world.timer),
        place_(place_of(url, world.tls_network != nullptr)),
        type_(trimmed_prefix(options_.prefix)),
        http_(world, options_.limits) {}
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  ~Core() noexcept {}

  std::shared_ptr<ClientChannel> channel(std::string_view binding, std::string_view instance) {
    std::string url = place_.url;
    if (!type_.empty()) url += "/" + type_;
    url += "/" + encoded(binding) + "/" + encoded(instance) + "/call";
    if (const auto known = channels_.find(url); known != channels_.end()) return known->second;
    if (channels_.size() >= most_channels_) sweep();
    const ChannelContext context{options_, http_, timer_, counters};
    std::shared_ptr<ClientChannel> made;
    if (place_.is_websocket) {
      made = std::make_shared<SocketChannel>(context, url, type_);
    } else {
      made = std::make_shared<HttpChannel>(context, url);
    }
    channels_.emplace(std::move(url), made);
    return made;
  }

  kj::Promise<void> close() {
    auto closing = kj::heapArrayBuilder<kj::Promise<void>>(channels_.size());
    for (auto& [url, channel] : channels_) {
      auto kept = kj::heap<std::shared_ptr<ClientChannel>>(channel);
      closing.add(channel->close().attach(kj::mv(kept)));
    }
    return kj::joinPromises(closing.finish());
  }

  ClientCounters counters;

 private:
  /// Forgets the channels that no Remote names and nobody waits for.
  void sweep() {
    for (auto entry = channels_.begin(); entry != channels_.end();) {
      std::shared_ptr<ClientChannel> channel = entry->second;
      if (channel.use_count() > 2 || !channel->unused()) {
        ++entry;
        continue;
      }
      entry = channels_.erase(entry);
      retired_.add(channel->close().attach(kj::heap<std::shared_ptr<ClientChannel>>(channel)));
    }
    most_channels_ = std::max(kept_channels, channels_.size() * 2);
  }
  void taskFailed(kj::Exception&&) override {}  // closing a connection that nobody uses

  kj::Own<kj::EntropySource> entropy_;
  const ConnectOptions options_;
  kj::Timer& timer_;
  const Place place_;
  const std::string type_;
  HttpClient http_;
  std::size_t most_channels_ = kept_channels;
  std::map<std::string, std::shared_ptr<ClientChannel>, std::less<>> channels_;  // use http_
  kj::TaskSet retired_{*this};
};

namespace {

/// What a Remote holds: the channel, and the core that the channel needs.
class Lease final : public RemoteInstance {
 public:
  Lease(std::shared_ptr<void> core, std::shared_ptr<ClientChannel> channel) noexcept
      : core_(std::move(core)), channel_(std::move(channel)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() noexcept override {}

  kj::Promise<Answer> send(const Chain& chain) override {
    return channel_->send(chain).attach(kj::heap<std::shared_ptr<void>>(core_));
  }

 private:
  std::shared_ptr<void> core_;
  std::shared_ptr<ClientChannel> channel_;  // before the core
};

}  // namespace

Client::Client(const ClientWorld& world, std::string_view url, ConnectOptions options)
    : core_(std::make_shared<Core>(world, kj::Own<kj::EntropySource>(), url, std::move(options))) {}

Client::Client(kj::AsyncIoContext& io, std::string_view url, ConnectOptions options) {
  auto entropy = kj::heap<SystemEntropy>();
  const ClientWorld world{io.provider->getTimer(), io.provider->getNetwork(), options.tls_network,
                          *entropy};
  core_ = std::make_shared<Core>(world, kj::mv(entropy), url, std::move(options));
}

std::shared_ptr<RemoteInstance> Client::open(std::string_view binding, std::string_view instance) {
  return std::make_shared<Lease>(core_, core_->channel(binding, instance));
}

const ClientCounters& Client::counters() const noexcept {
  return core_->counters;
}

kj::Promise<void> Client::close() {
  return core_->close().attach(kj::heap<std::shared_ptr<void>>(core_));
}

}  // namespace candela
