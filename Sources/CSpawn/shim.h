// Swift's own view of the C library has only what POSIX has of posix_spawn(3).
#include <spawn.h>

#ifdef __linux__
extern int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *actions, int descriptor);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// The new process makes its group the one in the foreground of this terminal.
static inline int addForeground(posix_spawn_file_actions_t *actions, int terminal) {
    return posix_spawn_file_actions_addtcsetpgrp_np(actions, terminal);
}

// The new process has no descriptor from this one on.
static inline int addCloseFrom(posix_spawn_file_actions_t *actions, int descriptor) {
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}
#else
static inline int addForeground(posix_spawn_file_actions_t *actions, int terminal) {
    (void)actions, (void)terminal;
    return 0;
}

static inline int addCloseFrom(posix_spawn_file_actions_t *actions, int descriptor) {
    (void)actions, (void)descriptor;
    return 0;
}
#endif
