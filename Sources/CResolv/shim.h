#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

/* The message that asks for a name, as the system's resolver makes it; its length, or -1 for a name that can't be asked for. */
static inline int resolver_question(const char *name, int type, unsigned char *message, int size) {
  struct __res_state state;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) return -1;
  int length = res_nmkquery(&state, ns_o_query, name, ns_c_in, type, NULL, 0, NULL, message, size);
  res_nclose(&state);
  return length;
}

/* The servers that /etc/resolv.conf names, at most so many; how many there are. An address of IPv6 stands apart from the others. */
static inline int resolver_servers(struct sockaddr_storage *servers, int most) {
  struct __res_state state;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) return 0;
  int count = 0;
  for (int number = 0; number < state.nscount && number < MAXNS && count < most; number++) {
    memset(&servers[count], 0, sizeof servers[count]);
    if (state.nsaddr_list[number].sin_family == AF_INET)
      memcpy(&servers[count++], &state.nsaddr_list[number], sizeof(struct sockaddr_in));
    else if (state._u._ext.nsaddrs[number] != NULL)
      memcpy(&servers[count++], state._u._ext.nsaddrs[number], sizeof(struct sockaddr_in6));
  }
  res_nclose(&state);
  return count;
}
