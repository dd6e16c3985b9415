/* What a run costs at the least, each thing by itself:
     floor steps COUNT AT_ONCE FILE   a shell for each step, its intent and its outcome appended and synced together
     floor events FILE                the events that libyaml makes of a file */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml.h>

extern char **environ;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void spawn_step(void) {
  char *job[] = {"/bin/sh", "-c", "true", NULL};
  pid_t child;
  if (posix_spawn(&child, "/bin/sh", NULL, NULL, job, environ) != 0) fail("posix_spawn");
}

/* The outcomes of steps that ended together, and the intents of those that follow them, share one write and one sync. */
static int steps(int count, int at_once, const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  if (file < 0) fail(path);
  size_t line = 300;
  char *lines = malloc(2 * line * (size_t)at_once);
  memset(lines, 'x', 2 * line * (size_t)at_once);
  for (int number = 1; number <= 2 * at_once; number++) lines[number * (int)line - 1] = '\n';
  int started = 0, running = 0, ended = 0;
  while (ended < count) {
    int outcomes = 0;
    if (running > 0) {
      if (waitpid(-1, NULL, 0) < 0) fail("waitpid");
      outcomes = 1;
      while (waitpid(-1, NULL, WNOHANG) > 0) outcomes++;
    }
    ended += outcomes;
    running -= outcomes;
    int intents = at_once - running;
    if (intents > count - started) intents = count - started;
    size_t size = line * (size_t)(outcomes + intents);
    if (write(file, lines, size) != (ssize_t)size || fdatasync(file) != 0) fail("append");
    for (int number = 0; number < intents; number++) spawn_step();
    started += intents;
    running += intents;
  }
  return 0;
}

static int events(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail(path);
  yaml_parser_t parser;
  yaml_event_t event;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_file(&parser, file);
  int is_over = 0;
  while (!is_over) {
    if (!yaml_parser_parse(&parser, &event)) return fprintf(stderr, "%s isn't YAML\n", path), 1;
    is_over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return 0;
}

int main(int count, char **words) {
  if (count == 5 && strcmp(words[1], "steps") == 0) return steps(atoi(words[2]), atoi(words[3]), words[4]);
  if (count == 3 && strcmp(words[1], "events") == 0) return events(words[2]);
  return fprintf(stderr, "usage: floor steps COUNT AT_ONCE FILE | floor events FILE\n"), 2;
}
