/* Faults of a disk, for a program under test: preloaded (LD_PRELOAD), it lets writes, syncs and truncations of files
 * below one folder fail on demand.
 *
 * COUNTERSIGN_FAULTS names a file of one struct `orders`, which the test writes and reads. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NO_EFFECT = 1, DONE_ALL_THE_SAME = 2, HALF_DONE = 3, KILLED_BEFORE = 4, KILLED_AFTER = 5, POWER_LOST = 6 };

struct orders {
  int64_t calls;   /* so far, counted here */
  int64_t fail_at; /* the call that fails, from 1; 0 for none */
  int64_t fail_until; /* the last call that fails */
  int64_t way;     /* one of the above */
};

static struct orders *orders;
static char folder[PATH_MAX];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("COUNTERSIGN_FAULTS");
  const char *below = getenv("COUNTERSIGN_FAULTS_BELOW");
  if (!path || !below || strlen(below) >= sizeof folder) return;
  strcpy(folder, below);
  int fd = open(path, O_RDWR | O_CLOEXEC);
  void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *orders, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) abort();
  orders = mapped;
}

static int is_below(int fd) {
  char link[64], path[PATH_MAX];
  if (!orders) return 0;
  char digits[16], *at = digits + sizeof digits;
  *--at = 0;
  do { *--at = (char)('0' + fd % 10); fd /= 10; } while (fd > 0);
  strcpy(link, "/proc/self/fd/");
  strcat(link, at);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

/* What this call shall do: 0, or one of the ways above. */
static int64_t order(int fd) {
  if (!is_below(fd)) return 0;
  int64_t call = ++orders->calls;
  return orders->fail_at && call >= orders->fail_at && call <= orders->fail_until ? orders->way : 0;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* What a write replaced, until the file is synced: a disk that loses power has not written it. */
struct replaced {
  struct replaced *before;
  ino_t file;
  int fd; /* of its own */
  off_t at, size;
  ssize_t count;
  char bytes[];
};
static struct replaced *unsynced;

static void remember(int fd, size_t count, off_t at) {
  struct stat file;
  if (!is_below(fd) || fstat(fd, &file) != 0) return;
  struct replaced *now = malloc(sizeof *now + count);
  if (!now) abort();
  *now = (struct replaced){ unsynced, file.st_ino, dup(fd), at, file.st_size, 0 };
  now->count = pread(fd, now->bytes, count, at);
  unsynced = now;
}

static void forget_synced(int fd) {
  struct stat file;
  if (!is_below(fd) || fstat(fd, &file) != 0) return;
  for (struct replaced **at = &unsynced; *at;) {
    struct replaced *one = *at;
    if (one->file != file.st_ino) { at = &one->before; continue; }
    *at = one->before;
    close(one->fd);
    free(one);
  }
}

static void lose_power(void) {
  for (struct replaced *one = unsynced; one; one = one->before) {
    if (one->count > 0) (void)!REAL(pwrite)(one->fd, one->bytes, (size_t)one->count, one->at);
    (void)!REAL(ftruncate)(one->fd, one->size);
  }
  die();
}

#define WRITE(name, at, ...)                                                 \
  remember(fd, count, at);                                                   \
  switch (order(fd)) {                                                       \
    case NO_EFFECT: errno = EIO; return -1;                                  \
    case DONE_ALL_THE_SAME: (void)!REAL(name)(__VA_ARGS__); errno = EIO; return -1; \
    case HALF_DONE: count /= 2; (void)!REAL(name)(__VA_ARGS__); errno = ENOSPC; return -1; \
    case KILLED_BEFORE: die(); break;                                        \
    case KILLED_AFTER: (void)!REAL(name)(__VA_ARGS__); die(); break;         \
    case POWER_LOST: lose_power(); break;                                    \
    default: break;                                                          \
  }                                                                          \
  return REAL(name)(__VA_ARGS__);

ssize_t write(int fd, const void *bytes, size_t count) { WRITE(write, lseek(fd, 0, SEEK_CUR), fd, bytes, count) }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { WRITE(pwrite, at, fd, bytes, count, at) }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { WRITE(pwrite64, at, fd, bytes, count, at) }

#define SYNC(name, ...)                                                      \
  switch (order(fd)) {                                                       \
    case NO_EFFECT: case HALF_DONE: errno = EIO; return -1;                  \
    case DONE_ALL_THE_SAME: (void)!REAL(name)(__VA_ARGS__); errno = EIO; return -1; \
    case KILLED_BEFORE: die(); break;                                        \
    case KILLED_AFTER: (void)!REAL(name)(__VA_ARGS__); die(); break;         \
    case POWER_LOST: lose_power(); break;                                    \
    default: break;                                                          \
  }                                                                          \
  int result = REAL(name)(__VA_ARGS__);                                      \
  if (result == 0) forget_synced(fd);                                        \
  return result;

int fsync(int fd) { SYNC(fsync, fd) }
int fdatasync(int fd) { SYNC(fdatasync, fd) }
/* A truncation counts as synced: SQLite syncs where the order matters. */
int ftruncate(int fd, off_t length) { SYNC(ftruncate, fd, length) }
int ftruncate64(int fd, off64_t length) { SYNC(ftruncate64, fd, length) }
