// SPDX-License-Identifier: BSL-1.0
// measure LOG NAME COMMAND [ARG]...: runs COMMAND once and appends to LOG one line:
// NAME, wall seconds, processor seconds, peak memory in MB of its largest process. Exit: COMMAND's.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + 1e-6 * (double)time.tv_usec; }

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int count, char** arguments) {
    if (count < 4) return 125;
    const double start = now();
    const pid_t child = fork();
    if (child < 0) return 125;
    if (child == 0) {
        execvp(arguments[3], arguments + 3);
        _exit(127);
    }
    int status = 0;
    struct rusage used;
    if (wait4(child, &status, 0, &used) != child) return 125;
    const double wall = now() - start;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 126;
    if (code != 0) return code;
    FILE* log = fopen(arguments[1], "a");
    if (log == NULL) return 125;
    // ru_maxrss counts kB on Linux, and covers the compiler that the driver has waited for.
    fprintf(log, "%s %.4f %.4f %.1f\n", arguments[2], wall, seconds(used.ru_utime) + seconds(used.ru_stime),
            (double)used.ru_maxrss / 1024);
    return fclose(log) == 0 ? 0 : 125;
}
