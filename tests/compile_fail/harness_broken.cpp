// Never compiles, so that no macro can be what fails.
static_assert(sizeof(int) == 0, "candela: refused by the harness's own test");
