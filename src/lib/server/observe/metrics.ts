import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { version } from '../version';
import { Recent } from './recent';

/*
 * Every figure that the program keeps of itself, by its name: docs/observe.md says what each means. Whoever lives through
 * something calls a function of `observe`; nobody else knows that there is Prometheus.
 */

const registry = new Registry();
const registers = [registry];

/** Who is on the line, by kind. A phone is unseated until somebody has joined on it. */
export interface Lines {
	contestant: number;
	onlooker: number;
	unseated: number;
	stage: number;
	host: number;
}

/** Where figures of this moment are read when somebody asks. */
export interface Source {
	lines(): Lines;
	/** How many contests are in memory, and how many records do not hold. */
	contests(): number;
	brokenRecords(): number;
	databaseAnswers(): Promise<boolean>;
}

const sources = new Set<Source>();
const sumOver = (figure: (source: Source) => number) =>
	[...sources].reduce((sum, source) => sum + figure(source), 0);

/** What was asked for was done. */
const accepted = 'accepted';
/** More codes than all refusals of the protocol together: one that is made up could not fill the memory. */
const mostCodes = 150;

/** Counts by outcome: `accepted`, or the code of the refusal. What is bound once is not looked up by its labels again. */
class Outcomes {
	private readonly counter: Counter<'outcome'>;
	private readonly bound = new Map<string, Counter.Internal>();

	constructor(name: string, help: string, known: readonly string[]) {
		this.counter = new Counter({ name, help, labelNames: ['outcome'], registers });
		// What has not happened yet is there as 0, so that the first time is an increase.
		for (const outcome of [accepted, ...known]) this.of(outcome).inc(0);
	}

	count(refusal: string | null): void {
		this.of(refusal ?? accepted).inc();
	}

	/** How often each has happened, since the start. */
	async read(): Promise<ReadonlyMap<string, number>> {
		const { values } = await this.counter.get();
		return new Map(values.map(({ labels, value }) => [String(labels.outcome), value]));
	}

	private of(outcome: string): Counter.Internal {
		const known = this.bound.get(outcome);
		if (known) return known;
		if (this.bound.size >= mostCodes && outcome !== 'other') return this.of('other');
		const bound = this.counter.labels(outcome);
		this.bound.set(outcome, bound);
		return bound;
	}
}

const overload = ['limit/too_fast', 'request/malformed', 'server/unavailable'];
const answers = new Outcomes('chuongvang_answers_total', 'Answers of phones, by what they were told.', [
	...['answer/closed', 'answer/locked', 'answer/no_seat', 'answer/no_such_option'],
	...['answer/not_on_floor', 'answer/on_paper', ...overload]
]);
const joins = new Outcomes('chuongvang_joins_total', 'Requests for a seat or a place in the audience.', [
	...['join/wrong_proof', 'join/wait', 'join/too_late', 'join/seated', 'seat/full', ...overload]
]);
const commands = new Outcomes('chuongvang_commands_total', 'Commands of hosts and judges.', [
	...['command/stale', 'host/not_allowed', ...overload]
]);

const ackSeconds = new Histogram({
	name: 'chuongvang_answer_ack_seconds',
	help: 'From the moment an answer was read from the line until it was written and acknowledged.',
	buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
	registers
}).labels();
const batchAnswers = new Histogram({
	name: 'chuongvang_answer_batch_answers',
	help: 'Answers that were written in one statement.',
	buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
	registers
}).labels();
const batchSeconds = new Histogram({
	name: 'chuongvang_answer_batch_seconds',
	help: 'How long the statement took that writes answers.',
	buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
	registers
}).labels();
const commandSeconds = new Histogram({
	name: 'chuongvang_command_seconds',
	help: 'From the moment a command was read until it was answered.',
	buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
	registers
}).labels();
const batchFailures = new Counter({
	name: 'chuongvang_answer_batch_failures_total',
	help: 'Statements of answers that failed; the phones send again.',
	registers
});
const events = new Counter({
	name: 'chuongvang_events_total',
	help: 'Events that this process has appended to records.',
	registers
});
const queryFailures = new Counter({
	name: 'chuongvang_database_query_failures_total',
	help: 'Statements that PostgreSQL refused or that lost their connection.',
	registers
});
const listens = new Counter({
	name: 'chuongvang_database_listen_reconnects_total',
	help: 'How often the line over which processes hear of one another was made anew.',
	registers
});
const bugs = new Counter({
	name: 'chuongvang_bugs_total',
	help: 'Failures that nobody expected; the log has each.',
	registers
});

/** What a pool has lent out now, and who waits for it. */
const pool = { used: 0, waiting: 0 };

/** The last answers and batches, for people who look: 8,192 is more than a hall answers at once. */
const lately = { acks: new Recent(8192), batches: new Recent(1024) };

function gauge(name: string, help: string, read: () => number): void {
	new Gauge({
		name,
		help,
		registers,
		collect() {
			this.set(read());
		}
	});
}

new Gauge({
	name: 'chuongvang_lines',
	help: 'Who is connected to this process now.',
	labelNames: ['kind'],
	registers,
	collect() {
		for (const kind of ['contestant', 'onlooker', 'unseated', 'stage', 'host'] as const)
			this.set(
				{ kind },
				sumOver((source) => source.lines()[kind])
			);
	}
});
gauge('chuongvang_contests', 'Contests that this process follows.', () => sumOver((s) => s.contests()));
gauge('chuongvang_broken_records', 'Records of contests that do not hold.', () =>
	sumOver((s) => s.brokenRecords())
);
gauge(
	'chuongvang_database_connections_used',
	'Connections of the pool for pages and commands, lent out now.',
	() => pool.used
);
gauge('chuongvang_database_connections_waiting', 'Who waits for one of them now.', () => pool.waiting);
new Gauge({
	name: 'chuongvang_database_up',
	help: 'Whether the database answers: 1 or 0.',
	registers,
	async collect() {
		const up = await Promise.all([...sources].map((source) => source.databaseAnswers()));
		this.set(up.every(Boolean) ? 1 : 0);
	}
});
new Gauge({
	name: 'chuongvang_build_info',
	help: 'Which program this is; always 1.',
	labelNames: ['version', 'node'],
	registers
}).set({ version, node: process.versions.node }, 1);

/** What the program lives through, counted. Cheap enough for every answer of a hall. */
export const observe = {
	/** `refusal`: its code, or null; `ms`: since it was read. */
	answered(refusal: string | null, ms: number): void {
		answers.count(refusal);
		if (refusal !== null) return;
		ackSeconds.observe(ms / 1000);
		lately.acks.note(ms);
	},
	joined(refusal: string | null): void {
		joins.count(refusal);
	},
	commanded(refusal: string | null, ms: number): void {
		commands.count(refusal);
		commandSeconds.observe(ms / 1000);
	},
	batchWritten(size: number, ms: number): void {
		batchAnswers.observe(size);
		batchSeconds.observe(ms / 1000);
		lately.batches.note(size);
	},
	batchFailed(): void {
		batchFailures.inc();
	},
	eventsAppended(n: number): void {
		events.inc(n);
	},
	queryFailed(): void {
		queryFailures.inc();
	},
	connectionAsked(): void {
		pool.waiting++;
	},
	/** The asking has ended, well or not. */
	connectionAnswered(lent: boolean): void {
		pool.waiting--;
		if (lent) pool.used++;
	},
	connectionGivenBack(): void {
		pool.used--;
	},
	listeningAgain(): void {
		listens.inc();
	},
	bug(): void {
		bugs.inc();
	},
	/** Reads figures of this moment there from now on; returns how to stop. */
	from(source: Source): () => void {
		sources.add(source);
		return () => void sources.delete(source);
	}
};

/** The process itself: processor, memory, handles, event loop. Once in its life. */
export function observeProcess(): void {
	if (!registry.getSingleMetric('process_cpu_user_seconds_total'))
		collectDefaultMetrics({ register: registry });
}

/** Everything, as Prometheus reads it. */
export async function metricsText(): Promise<{ type: string; text: string }> {
	return { type: registry.contentType, text: await registry.metrics() };
}

/** What people are shown of the same figures. */
export async function figures() {
	const counted = await answers.read();
	const refused = [...counted].filter(([outcome, n]) => outcome !== accepted && n > 0);
	return {
		accepted: counted.get(accepted) ?? 0,
		refused: refused.map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n),
		acks: (ms: number) => lately.acks.last(ms),
		batches: (ms: number) => lately.batches.last(ms),
		pool: { ...pool }
	};
}
