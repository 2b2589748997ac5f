// Swift's own view of the C library has no statfs(2).
#ifdef __linux__
#include <sys/vfs.h>

// The kind of file system that holds a path, as in linux/magic.h; 0 when the kernel does not say.
static inline unsigned int fileSystemType(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}
#else
static inline unsigned int fileSystemType(const char *path) {
    (void)path;
    return 0;
}
#endif
