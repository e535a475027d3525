// Actors and stored types that the compiler must refuse, with a message that says why.
#include <candela/runtime.hpp>

#include <string>
#include <string_view>

class Opaque {};

class Good : public candela::Actor {
 public:
  using Actor::Actor;
  int size() {
    kv().put("text", "value");
#if defined(READS_A_VIEW)
    return static_cast<int>(kv().get<std::string_view>("text")->size());
#elif defined(READS_AN_UNKNOWN_TYPE)
    return kv().get<Opaque>("text") ? 1 : 0;
#elif defined(STORES_AN_UNKNOWN_TYPE)
    kv().put("opaque", Opaque{});
#endif
    return static_cast<int>(kv().get<std::string>("text")->size());
  }
  CANDELA_EXPOSE(Good, size)
};

class Silent : public candela::Actor {
 public:
  using Actor::Actor;
};

candela::Binding good() {
  return candela::binding<Good>("GOOD");
}

#if defined(ACTOR_WITHOUT_LIST)
candela::Binding silent() {
  return candela::binding<Silent>("SILENT");
}
#endif
