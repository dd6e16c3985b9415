extension Countdown {
  /// The library in C: every function counts, then does what it does.
  ///
  /// It takes itself out of the environment, so that no job inherits it. A child that isn't another program yet shares
  /// the count, and the kill is its parent's.
  static let source = #"""
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <limits.h>
    #include <signal.h>
    #include <stdarg.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/syscall.h>
    #include <sys/types.h>
    #include <unistd.h>

    static const char *wanted;
    static long left;
    static pid_t program;

    __attribute__((constructor)) static void begin(void) {
      char here[PATH_MAX], there[PATH_MAX];
      ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
      const char *path = getenv("COUNTDOWN_PROGRAM"), *number = getenv("COUNTDOWN");
      if (length < 0 || !path || !number || !realpath(path, there)) return;
      here[length] = 0;
      if (strcmp(here, there) != 0) return;
      program = getpid();
      left = atol(number);
      wanted = strdup(getenv("COUNTDOWN_CALL"));
      unsetenv("LD_PRELOAD");
      unsetenv("COUNTDOWN");
      unsetenv("COUNTDOWN_CALL");
      unsetenv("COUNTDOWN_PROGRAM");
    }

    static void seen(const char *call) {
      if (!wanted || strcmp(call, wanted) != 0) return;
      if (__atomic_sub_fetch(&left, 1, __ATOMIC_SEQ_CST) != 0) return;
      kill(program, SIGKILL);
      for (;;) pause();
    }

    #define COUNTED(type, name, parameters, ...)                                     \
      type name parameters {                                                         \
        static type (*next) parameters;                                              \
        if (!next) next = (type(*) parameters)dlsym(RTLD_NEXT, #name);               \
        seen(#name);                                                                 \
        return next(__VA_ARGS__);                                                    \
      }

    COUNTED(int, mkdir, (const char *path, mode_t mode), path, mode)
    COUNTED(ssize_t, write, (int file, const void *bytes, size_t count), file, bytes, count)
    COUNTED(int, fdatasync, (int file), file)
    COUNTED(int, fsync, (int file), file)
    COUNTED(int, fallocate, (int file, int mode, off_t from, off_t length), file, mode, from, length)
    COUNTED(int, ftruncate, (int file, off_t length), file, length)
    COUNTED(off_t, lseek, (int file, off_t offset, int whence), file, offset, whence)
    COUNTED(int, link, (const char *old, const char *new), old, new)
    COUNTED(int, rename, (const char *old, const char *new), old, new)
    COUNTED(int, unlink, (const char *path), path)
    COUNTED(int, rmdir, (const char *path), path)
    COUNTED(int, waitid, (int kind, id_t id, void *info, int options), kind, id, info, options)

    int open(const char *path, int flags, ...) {
      static int (*next)(const char *, int, ...);
      if (!next) next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
      va_list rest;
      va_start(rest, flags);
      mode_t mode = va_arg(rest, mode_t);
      va_end(rest);
      seen("open");
      return next(path, flags, mode);
    }

    long syscall(long number, ...) {
      static long (*next)(long, ...);
      if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
      long arguments[6];
      va_list rest;
      va_start(rest, number);
      for (int index = 0; index < 6; index++) arguments[index] = va_arg(rest, long);
      va_end(rest);
      if (number == SYS_pidfd_open) seen("pidfd_open");
      if (number == SYS_waitid) seen("waitid");
      return next(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    }
    """#
}
