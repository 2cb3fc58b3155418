import { Worker } from 'node:worker_threads';
import { reportBug } from './observe/log';

/** What a thread says: how far it has come, and at the end what came of it. */
export type ThreadWord<Done, News = never> = { news: News } | { done: Done };

/** What came of a thread, or why nothing did. */
export type ThreadEnd<Done> =
	{ ok: true; done: Done } | { ok: false; why: 'too_slow' | 'out_of_memory' | 'failed' };

interface Kind {
	/** Name of the program in build/node, and of what runs it while developing and testing. */
	program: 'reader' | 'printer';
	/** ms. */
	limit: number;
	/** What it may use for its own objects, MB. */
	memory: number;
}

/** So many run at once of each program; the others wait. */
const atOnce = 2;
const running = new Map<Kind['program'], { count: number; waiting: (() => void)[] }>();

/**
 * Does something in a thread of its own, so that what takes all time or memory there is disturbs nobody: it is stopped. From
 * the checkout, like `.data`; where it is not built, from the sources.
 */
export async function inThread<Done, News = never>(
	{ program, limit, memory }: Kind,
	order: unknown,
	hear: (news: News) => void = () => {}
): Promise<ThreadEnd<Done>> {
	const turns = running.get(program) ?? { count: 0, waiting: [] };
	running.set(program, turns);
	if (turns.count >= atOnce) await new Promise<void>((go) => turns.waiting.push(go));
	turns.count++;
	try {
		return await run<Done, News>({ program, limit, memory }, order, hear);
	} finally {
		turns.count--;
		turns.waiting.shift()?.();
	}
}

function run<Done, News>(
	{ program, limit, memory }: Kind,
	order: unknown,
	hear: (news: News) => void
): Promise<ThreadEnd<Done>> {
	const file = import.meta.env.DEV ? `./src/launch/${program}-dev.js` : `./build/node/${program}.js`;
	const worker = new Worker(file, {
		workerData: order,
		env: {},
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 }
	});
	return new Promise((done) => {
		const end = (came: ThreadEnd<Done>) => {
			clearTimeout(timer);
			done(came);
			void worker.terminate();
		};
		const timer = setTimeout(() => end({ ok: false, why: 'too_slow' }), limit);
		worker.on('message', (word: ThreadWord<Done, News>) => {
			if ('news' in word) hear(word.news);
			else end({ ok: true, done: word.done });
		});
		worker.once('error', (error: Error & { code?: string }) => {
			if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return end({ ok: false, why: 'out_of_memory' });
			reportBug(`the ${program} failed`, error);
			end({ ok: false, why: 'failed' });
		});
		worker.once('exit', () => end({ ok: false, why: 'failed' }));
	});
}
