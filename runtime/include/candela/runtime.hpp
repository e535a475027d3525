#pragma once
// The whole module: durable actors, and the rooms they live in.

#include <candela/runtime/actor.hpp>
#include <candela/runtime/address.hpp>
#include <candela/runtime/binding.hpp>
#include <candela/runtime/group_commit.hpp>
#include <candela/runtime/kv.hpp>
#include <candela/runtime/runtime.hpp>
#include <candela/runtime/serve.hpp>
#include <candela/runtime/sqlite_store.hpp>
#include <candela/runtime/store.hpp>
#include <candela/runtime/store_error.hpp>
#include <candela/runtime/testing/simulated_disk.hpp>
#include <candela/runtime/testing/simulated_world.hpp>
#include <candela/runtime/turn_overlay.hpp>
#include <candela/runtime/world.hpp>
