// Compiles unless FAILS or FAILS_OTHERWISE is defined.
#ifdef FAILS
static_assert(sizeof(int) == 0, "candela: refused by the harness's own test");
#endif
#ifdef FAILS_OTHERWISE
static_assert(sizeof(int) == 0, "another message");
#endif
