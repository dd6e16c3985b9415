/* What a durable chain of steps costs at the least: a shell for each step, its intent and its outcome appended and synced together. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void append(int file, const char *line, int sync) {
  size_t length = strlen(line);
  if (write(file, line, length) != (ssize_t)length || (sync && fdatasync(file) != 0)) {
    perror("append");
    exit(1);
  }
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "usage: floor STEPS FILE\n"), 2;
  int steps = atoi(words[1]);
  int file = open(words[2], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  if (file < 0) return perror(words[2]), 1;
  char line[300];
  memset(line, 'x', sizeof line - 2);
  line[sizeof line - 2] = '\n';
  line[sizeof line - 1] = 0;
  for (int step = 0; step < steps; step++) {
    append(file, line, 0);
    append(file, line, 1);
    char *job[] = {"/bin/sh", "-c", "true", NULL};
    pid_t child;
    int status;
    if (posix_spawn(&child, "/bin/sh", NULL, NULL, job, environ) != 0) return perror("posix_spawn"), 1;
    waitpid(child, &status, 0);
  }
  return 0;
}
