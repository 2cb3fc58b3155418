/*
 * Thousands of WebSocket clients in one thread, so cheap that what is measured is the server and not they. It knows nothing
 * of any protocol above WebSocket but Engine.IO's ping: phones.ts tells it what to send and what to wait for.
 *
 * One command a line on stdin, its fields separated by tabs; one JSON object a line on stdout. Times are CLOCK_MONOTONIC in
 * ns, which is process.hrtime of Node.
 *
 *   phones   n host port path          how many there are, and whom they call
 *   texts    slot file                 what phone i sends as `slot`: records of u32 length and bytes, used in turn
 *   connect  from to window rate ms step…   each step is `>slot` (send) or `<prefix` (wait for a message that begins so);
 *                                      at most `window` at once on the way, at most `rate` a second (0: no limit), in `ms`
 *   expect   name from to prefix ms    tells once each of them has had such a message, or after so long
 *   burst    name from to slot prefix over ms   each sends once within `over` ms; until it has had its answer
 *   keep     prefix                    remembers of each phone what follows in such a message up to the next quote
 *   kept     file                      writes what was remembered, a line a phone
 *   deaf     from to 0|1               stops reading, or begins again
 *   drop     from to                   resets the connections
 *   count                              messages and bytes so far, both ways; connections that were lost
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 24, STEPS = 24, WATCHES = 8, ADDRESSES = 8, FIELDS = 40, ROOM = 1 << 20 };
typedef uint64_t ns;

typedef enum { GONE, CALLING, UPGRADING, ENTERING, IN } State;

typedef struct {
	int fd;
	State state;
	uint8_t step, deaf;
	uint32_t have; /* bytes of a frame that has not come whole */
	uint8_t *part;
	char *kept;
	ns began, entered;
} Phone;

/* The frames of a slot, one after the other. */
typedef struct {
	uint8_t *bytes;
	size_t *at;
	uint32_t n;
} Texts;

/* Waits until each of some phones has had a message that begins with `prefix`. */
typedef struct {
	char name[32], prefix[128];
	size_t length;
	uint32_t from, to, got;
	ns until, *at;
	/* Of a burst: who sends when, how many have, when each did, and what. */
	uint32_t *order, next;
	ns *due, *sent;
	int slot;
} Watch;

static Phone *phones;
static uint32_t count;
static struct sockaddr_in server;
static char request[1024];
static Texts texts[SLOTS];
static Watch watches[WATCHES];
static char keeping[128];
static int poller;
static uint8_t room[ROOM + 1];
static uint64_t messagesIn, messagesOut, bytesIn, bytesOut, lost;

static struct {
	int going;
	uint32_t from, to, next, underway, entered, failed, window;
	double rate;
	char steps[STEPS][128];
	int n;
	ns began, until;
	char trouble[128];
} entry;

static ns now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (ns)t.tv_sec * 1000000000ull + t.tv_nsec;
}

static double chance(void)
{
	static uint64_t x = 88172645463325252ull;
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (x >> 11) / 9007199254740992.0;
}

static void die(const char *why)
{
	fprintf(stderr, "phones: %s: %s\n", why, strerror(errno));
	exit(1);
}

static void *room_for(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);
	if (!p) die("memory");
	return p;
}

/* ---- what they send ---- */

/* A client's frame must be masked; a mask of nothing changes nothing. */
static size_t frame(uint8_t *to, const uint8_t *text, uint32_t length)
{
	size_t head = 2;
	to[0] = 0x81;
	if (length < 126)
		to[1] = 0x80 | length;
	else {
		to[1] = 0x80 | 126;
		to[2] = length >> 8;
		to[3] = length;
		head = 4;
	}
	memset(to + head, 0, 4);
	memcpy(to + head + 4, text, length);
	return head + 4 + length;
}

static void load(int slot, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file) die(path);
	fseek(file, 0, SEEK_END);
	size_t size = ftell(file);
	rewind(file);
	uint8_t *records = room_for(size, 1);
	if (fread(records, 1, size, file) != size) die(path);
	fclose(file);
	Texts *t = &texts[slot];
	free(t->bytes);
	free(t->at);
	t->n = 0;
	for (size_t p = 0; p < size; t->n++) p += 4 + *(uint32_t *)(records + p);
	t->bytes = room_for(size + t->n * 8ull, 1);
	t->at = room_for(t->n + 1, sizeof *t->at);
	size_t end = 0, p = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t length = *(uint32_t *)(records + p);
		if (length > 65535) die("a text longer than a frame here");
		t->at[i] = end;
		end += frame(t->bytes + end, records + p + 4, length);
		p += 4 + length;
	}
	t->at[t->n] = end;
	free(records);
	printf("{\"ev\":\"loaded\",\"n\":%u}\n", t->n);
}

static void lose(uint32_t i, const char *why)
{
	Phone *p = &phones[i];
	if (p->state == GONE) return;
	if (p->state == IN)
		lost++;
	else {
		entry.failed++;
		entry.underway--;
	}
	snprintf(entry.trouble, sizeof entry.trouble, "%s", why);
	close(p->fd);
	p->state = GONE;
	p->have = 0;
}

static void put(uint32_t i, const uint8_t *bytes, size_t length)
{
	ssize_t sent = send(phones[i].fd, bytes, length, MSG_NOSIGNAL);
	if (sent != (ssize_t)length) return lose(i, sent < 0 ? strerror(errno) : "half a frame sent");
	bytesOut += length;
	messagesOut++;
}

static void say(uint32_t i, int slot)
{
	Texts *t = &texts[slot];
	if (t->n == 0) return lose(i, "nothing to say");
	uint32_t k = i % t->n;
	put(i, t->bytes + t->at[k], t->at[k + 1] - t->at[k]);
}

/* ---- how they come in ---- */

static void call(uint32_t i)
{
	Phone *p = &phones[i];
	int yes = 1;
	p->began = now();
	p->step = p->have = p->deaf = 0;
	p->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (p->fd < 0) die("socket");
	setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	/* An address has not enough ports for all. */
	setsockopt(p->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
	struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f4d0001 + i % ADDRESSES)};
	bind(p->fd, (struct sockaddr *)&own, sizeof own);
	p->state = CALLING;
	entry.underway++;
	if (connect(p->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS)
		return lose(i, strerror(errno));
	struct epoll_event e = {.events = EPOLLOUT, .data.u32 = i};
	epoll_ctl(poller, EPOLL_CTL_ADD, p->fd, &e);
}

static void go_on(uint32_t i)
{
	Phone *p = &phones[i];
	for (; p->step < entry.n && entry.steps[p->step][0] == '>'; p->step++) {
		say(i, atoi(entry.steps[p->step] + 1));
		if (p->state == GONE) return;
	}
	if (p->step < entry.n) return;
	p->state = IN;
	p->entered = now();
	entry.underway--;
	entry.entered++;
}

/* ---- what they hear ---- */

static int begins(const uint8_t *text, size_t length, const char *prefix, size_t n)
{
	return length >= n && memcmp(text, prefix, n) == 0;
}

static void keep(Phone *p, const uint8_t *text, size_t length)
{
	size_t n = strlen(keeping);
	if (n == 0 || !begins(text, length, keeping, n)) return;
	const uint8_t *end = memchr(text + n, '"', length - n);
	if (!end) return;
	free(p->kept);
	p->kept = strndup((const char *)text + n, end - text - n);
}

static void hear(uint32_t i, int kind, const uint8_t *text, size_t length)
{
	static const uint8_t pong[] = {0x8a, 0x80, 0, 0, 0, 0}, enginePong[] = {0x81, 0x81, 0, 0, 0, 0, '3'};
	Phone *p = &phones[i];
	if (kind == 9) return put(i, pong, sizeof pong);
	if (kind == 8) return lose(i, "closed by the server");
	if (kind == 1 && length == 1 && text[0] == '2') return put(i, enginePong, sizeof enginePong);
	messagesIn++; /* other than signs of life */
	keep(p, text, length);
	if (p->state == ENTERING) {
		const char *awaited = entry.steps[p->step] + 1;
		if (begins(text, length, awaited, strlen(awaited))) {
			p->step++;
			go_on(i);
		} else if (begins(text, length, "44", 2))
			return lose(i, "turned away");
	}
	for (Watch *w = watches; w < watches + WATCHES; w++) {
		if (!w->at || i < w->from || i >= w->to || w->at[i - w->from]) continue;
		if (w->sent && !w->sent[i - w->from]) continue;
		if (!begins(text, length, w->prefix, w->length)) continue;
		w->at[i - w->from] = now();
		w->got++;
	}
}

static void read_from(uint32_t i)
{
	Phone *p = &phones[i];
	size_t have = p->have;
	if (have) memcpy(room, p->part, have);
	ssize_t got = recv(p->fd, room + have, ROOM - have, 0);
	if (got < 0 && errno == EAGAIN) return;
	if (got <= 0) return lose(i, got < 0 ? strerror(errno) : "hung up by the server");
	bytesIn += got;
	uint8_t *at = room, *end = room + have + got;
	if (p->state == UPGRADING) {
		uint8_t *head = memmem(at, end - at, "\r\n\r\n", 4);
		if (head && !begins(at, end - at, "HTTP/1.1 101", 12)) {
			*end = 0;
			return lose(i, strtok((char *)room, "\r"));
		}
		if (head) {
			p->state = ENTERING;
			at = head + 4;
			go_on(i);
		}
	}
	while (p->state >= ENTERING && end - at >= 2) {
		size_t head = 2, length = at[1] & 127;
		if (length == 126) head = 4;
		if (length == 127) head = 10;
		if ((size_t)(end - at) < head) break;
		if (head > 2) length = 0;
		for (size_t k = 2; k < head; k++) length = length << 8 | at[k];
		if ((size_t)(end - at) < head + length) break;
		hear(i, at[0] & 15, at + head, length);
		at += head + length;
	}
	if (p->state == GONE) return;
	free(p->part);
	p->part = NULL;
	p->have = end - at;
	if (!p->have) return;
	p->part = room_for(p->have, 1);
	memcpy(p->part, at, p->have);
}

/* ---- what is told ---- */

static int by_value(const void *a, const void *b)
{
	ns x = *(const ns *)a, y = *(const ns *)b;
	return x < y ? -1 : x > y;
}

static void tell_spread(const char *name, ns *all, uint32_t n)
{
	if (n == 0) {
		printf(",\"%s\":null", name);
		return;
	}
	qsort(all, n, sizeof *all, by_value);
	const struct { const char *name; double at; } shares[] = {
		{"first", 0}, {"p50", .5}, {"p95", .95}, {"p99", .99}, {"last", 1}};
	printf(",\"%s\":{", name);
	for (int k = 0; k < 5; k++)
		printf("%s\"%s\":%.6f", k ? "," : "", shares[k].name, all[(uint32_t)((n - 1) * shares[k].at)] / 1e6);
	printf("}");
}

static void end_watch(Watch *w)
{
	uint32_t n = 0;
	ns *all = room_for(w->to - w->from, sizeof *all);
	for (uint32_t k = 0; k < w->to - w->from; k++)
		if (w->at[k]) all[n++] = w->sent ? w->at[k] - w->sent[k] : w->at[k];
	printf("{\"ev\":\"%s\",\"of\":%u,\"got\":%u", w->name, w->to - w->from, n);
	tell_spread("ms", all, n);
	printf("}\n");
	free(all);
	free(w->at);
	free(w->sent);
	free(w->order);
	free(w->due);
	memset(w, 0, sizeof *w);
}

static void end_entry(void)
{
	uint32_t n = 0;
	ns last = entry.began, *all = room_for(entry.to - entry.from, sizeof *all);
	for (uint32_t i = entry.from; i < entry.to; i++) {
		if (phones[i].state != IN) continue;
		all[n++] = phones[i].entered - phones[i].began;
		if (phones[i].entered > last) last = phones[i].entered;
	}
	printf("{\"ev\":\"connected\",\"in\":%u,\"failed\":%u,\"took\":%.3f,\"trouble\":\"%s\"", n, entry.failed,
		(last - entry.began) / 1e6, entry.failed ? entry.trouble : "");
	tell_spread("ms", all, n);
	printf("}\n");
	free(all);
	entry.going = 0;
}

/* ---- commands ---- */

static Watch *watch(char **f, const char *prefix, const char *ms)
{
	Watch *w = watches;
	while (w->at) w++;
	if (w >= watches + WATCHES) die("too many watches");
	snprintf(w->name, sizeof w->name, "%s", f[1]);
	w->from = atoi(f[2]);
	w->to = atoi(f[3]);
	snprintf(w->prefix, sizeof w->prefix, "%s", prefix);
	w->length = strlen(w->prefix);
	w->got = 0;
	w->until = now() + atof(ms) * 1e6;
	w->at = room_for(w->to - w->from, sizeof *w->at);
	return w;
}

static void begin_burst(char **f)
{
	Watch *w = watch(f, f[5], f[7]);
	uint32_t n = w->to - w->from;
	w->sent = room_for(n, sizeof *w->sent);
	w->order = room_for(n, sizeof *w->order);
	w->due = room_for(n, sizeof *w->due);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t j = chance() * (k + 1);
		w->order[k] = w->order[j];
		w->order[j] = w->from + k;
		w->due[k] = chance() * atof(f[6]) * 1e6;
	}
	qsort(w->due, n, sizeof *w->due, by_value);
	ns start = now() + 2000000;
	for (uint32_t k = 0; k < n; k++) w->due[k] += start;
	w->slot = atoi(f[4]);
}

static void begin_entry(char **f, int n)
{
	memset(&entry, 0, sizeof entry);
	entry.from = entry.next = atoi(f[1]);
	entry.to = atoi(f[2]);
	entry.window = atoi(f[3]);
	entry.rate = atof(f[4]);
	for (int k = 6; k < n; k++) snprintf(entry.steps[entry.n++], sizeof entry.steps[0], "%s", f[k]);
	entry.began = now();
	entry.until = entry.began + atof(f[5]) * 1e6;
	entry.going = 1;
}

static void begin_phones(char **f)
{
	count = atoi(f[1]);
	server.sin_family = AF_INET;
	server.sin_port = htons(atoi(f[3]));
	inet_pton(AF_INET, f[2], &server.sin_addr);
	phones = room_for(count, sizeof *phones);
	snprintf(request, sizeof request,
		"GET %s HTTP/1.1\r\nHost: %s:%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
		f[4], f[2], f[3]);
	printf("{\"ev\":\"phones\"}\n");
}

static void do_command(char *line)
{
	char *f[FIELDS];
	int n = 0;
	line[strcspn(line, "\n")] = 0;
	for (char *field; n < FIELDS && (field = strsep(&line, "\t"));) f[n++] = field;
	const char *what = f[0];
	if (!strcmp(what, "phones")) begin_phones(f);
	else if (!strcmp(what, "texts")) load(atoi(f[1]), f[2]);
	else if (!strcmp(what, "connect")) begin_entry(f, n);
	else if (!strcmp(what, "expect")) {
		watch(f, f[4], f[5]);
		printf("{\"ev\":\"expecting\"}\n");
	} else if (!strcmp(what, "burst")) begin_burst(f);
	else if (!strcmp(what, "keep")) {
		snprintf(keeping, sizeof keeping, "%s", f[1]);
		printf("{\"ev\":\"keeping\"}\n");
	} else if (!strcmp(what, "kept")) {
		FILE *file = fopen(f[1], "w");
		if (!file) die(f[1]);
		for (uint32_t i = 0; i < count; i++) fprintf(file, "%s\n", phones[i].kept ? phones[i].kept : "");
		fclose(file);
		printf("{\"ev\":\"written\"}\n");
	} else if (!strcmp(what, "deaf")) {
		for (uint32_t i = atoi(f[1]); i < (uint32_t)atoi(f[2]); i++) {
			if (phones[i].state == GONE) continue;
			struct epoll_event e = {.events = atoi(f[3]) ? 0 : EPOLLIN, .data.u32 = i};
			epoll_ctl(poller, EPOLL_CTL_MOD, phones[i].fd, &e);
		}
		printf("{\"ev\":\"deaf\"}\n");
	} else if (!strcmp(what, "drop")) {
		struct linger reset = {1, 0};
		for (uint32_t i = atoi(f[1]); i < (uint32_t)atoi(f[2]); i++) {
			if (phones[i].state == GONE) continue;
			setsockopt(phones[i].fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
			close(phones[i].fd);
			phones[i].state = GONE;
			phones[i].have = 0;
		}
		printf("{\"ev\":\"dropped\"}\n");
	} else if (!strcmp(what, "count"))
		printf("{\"ev\":\"count\",\"messagesIn\":%lu,\"messagesOut\":%lu,\"bytesIn\":%lu,\"bytesOut\":%lu,\"lost\":%lu}\n",
			messagesIn, messagesOut, bytesIn, bytesOut, lost);
	else
		die(what);
}

/* ---- the loop ---- */

static void let_in(ns t)
{
	uint32_t due = entry.rate > 0 ? entry.from + 1 + (t - entry.began) / 1e9 * entry.rate : entry.to;
	while (entry.next < entry.to && entry.next < due && entry.underway < entry.window) call(entry.next++);
	if (t > entry.until)
		for (uint32_t i = entry.from; i < entry.to; i++)
			if (phones[i].state != GONE && phones[i].state != IN) lose(i, "not in after all that time");
	if ((entry.next == entry.to || t > entry.until) && entry.underway == 0) end_entry();
}

static int to_send(const Watch *w)
{
	return w->due && w->next < w->to - w->from;
}

static void send_due(ns t)
{
	for (Watch *w = watches; w < watches + WATCHES; w++)
		while (to_send(w) && w->due[w->next] <= t) {
			uint32_t i = w->order[w->next];
			/* From the moment at which it was to be sent: a client that is late must not make the server look faster. */
			w->sent[i - w->from] = w->due[w->next++];
			if (phones[i].state == IN) say(i, w->slot);
		}
}

static void on_event(struct epoll_event *e)
{
	uint32_t i = e->data.u32;
	Phone *p = &phones[i];
	if (p->state == GONE) return;
	if (p->state != CALLING) return read_from(i);
	int error = 0;
	socklen_t size = sizeof error;
	getsockopt(p->fd, SOL_SOCKET, SO_ERROR, &error, &size);
	if (error) return lose(i, strerror(error));
	p->state = UPGRADING;
	put(i, (uint8_t *)request, strlen(request));
	struct epoll_event reading = {.events = EPOLLIN, .data.u32 = i};
	epoll_ctl(poller, EPOLL_CTL_MOD, p->fd, &reading);
}

/* How long nothing is to be done by itself. */
static struct timespec idle(void)
{
	ns wait = 20000000;
	if (entry.going) wait = 1000000;
	for (const Watch *w = watches; w < watches + WATCHES; w++) {
		if (!to_send(w)) continue;
		ns t = now(), due = w->due[w->next];
		ns left = due > t ? due - t : 0;
		if (left < wait) wait = left;
	}
	return (struct timespec){0, wait};
}

static int read_commands(void)
{
	static char text[65536];
	static size_t have;
	ssize_t got = read(0, text + have, sizeof text - have - 1);
	if (got <= 0) return 0;
	have += got;
	text[have] = 0;
	char *at = text;
	for (char *end; (end = strchr(at, '\n')); at = end + 1) {
		*end = 0;
		do_command(at);
	}
	have -= at - text;
	memmove(text, at, have);
	return 1;
}

int main(void)
{
	enum { MOST = 512 };
	struct epoll_event events[MOST], in = {.events = EPOLLIN, .data.u32 = UINT32_MAX};
	setvbuf(stdout, NULL, _IOLBF, 0);
	poller = epoll_create1(0);
	epoll_ctl(poller, EPOLL_CTL_ADD, 0, &in);
	for (;;) {
		struct timespec wait = idle();
		int n = epoll_pwait2(poller, events, MOST, &wait, NULL);
		for (int k = 0; k < n; k++)
			if (events[k].data.u32 != UINT32_MAX) on_event(&events[k]);
			else if (!read_commands()) return 0;
		ns t = now();
		if (entry.going) let_in(t);
		send_due(t);
		for (Watch *w = watches; w < watches + WATCHES; w++)
			if (w->at && (w->got == w->to - w->from || t > w->until)) end_watch(w);
	}
}
