// Swift does not see functions with a variable number of arguments.  sqlite3.h is not included, because its types
// would then belong to this module and no longer to GRDB's.
extern int sqlite3_test_control(int operation, ...);

// SQLite's random numbers follow from this seed from now on, in the whole program: salts of logs, new row ids.
static inline void seedSQLiteRandomness(unsigned int seed) {
    enum { SQLITE_TESTCTRL_PRNG_SEED_OPERATION = 28 };
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED_OPERATION, seed, (void *)0);
}
