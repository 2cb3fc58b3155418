import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deleteData } from '../helpers/server';
import { Random } from '$lib/simulation/random';
import { heldOf, judge, type Verdict } from './checker';
import { faults, type Fault } from './faults';
import { History, readHistory } from './history';
import { playContest, type ContestSize } from './play';
import { World } from './world';

export interface ChaosOptions {
	/** So many faults, and then the contest is played to its end. */
	faults: number;
	size: ContestSize;
	seed: string;
	/** How long all may take to be right again, ms. */
	patience: number;
	/** Where the built program is; this checkout unless a mutant has its own. */
	checkout?: string;
	/** What may break; everything unless it is named. */
	kinds?: readonly Fault[];
}

export interface ChaosReport {
	/** How often each kind struck. */
	struck: Map<string, number>;
	/** How long each recovery took, ms, and after what. */
	recoveries: { kind: string; ms: number | null }[];
	verdict: Verdict;
	/** Where the history is. */
	path: string;
}

/** Breaks two processes and their database in so many ways while contests are played, and judges what came of it. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
	const { seed, size, checkout = '.' } = options;
	const folder = join('.data', 'chaos');
	mkdirSync(folder, { recursive: true });
	const path = join(folder, `${seed.replaceAll(/\W+/g, '-')}.jsonl`);
	const dataDir = join(folder, `${process.pid}`);
	const history = new History(path);
	const random = new Random(seed);
	const deck = new Deck(options.kinds ?? faults, random.of('deck'));
	const world = await World.start(history, dataDir, checkout);
	try {
		let left = options.faults;
		for (let no = 0; left > 0; no++)
			await playContest(world, history, random.of(no), size, (moment) => {
				const fault = left > 0 ? deck.next(moment) : null;
				if (fault) left -= 1;
				return fault;
			});
		history.close();
		const happened = readHistory(path);
		const struck = new Map<string, number>();
		for (const one of happened) if ('fault' in one) struck.set(one.fault, (struck.get(one.fault) ?? 0) + 1);
		return {
			struck,
			recoveries: happened.flatMap((one) =>
				'recovered' in one ? [{ kind: one.recovered, ms: one.ms }] : []
			),
			verdict: await judge(happened, (contest) => heldOf(world.database, contest), options.patience),
			path
		};
	} finally {
		await world.stop();
		await deleteData(dataDir);
	}
}

/** Every kind once, in an order of its own, and then again. */
class Deck {
	private readonly cards = new Map<'join' | 'question', Fault[]>();

	constructor(
		private readonly kinds: readonly Fault[],
		private readonly random: Random
	) {}

	next(moment: 'join' | 'question'): Fault | null {
		let cards = this.cards.get(moment) ?? [];
		if (cards.length === 0) {
			const fitting = this.kinds.map(({ moments, ...fault }) => ({
				...fault,
				moments: moments.filter((m) => (m === 'join') === (moment === 'join'))
			}));
			cards = fitting.flatMap(({ moments: [first, ...others], ...fault }) =>
				first ? [{ ...fault, moments: [first, ...others] as const }] : []
			);
			cards.sort(() => this.random.next() - 0.5);
		}
		const card = cards.pop() ?? null;
		this.cards.set(moment, cards);
		return card;
	}
}
