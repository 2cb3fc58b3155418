import type { ContestEvent, LoggedEvent, RevealedEvent } from '../events';
import type { Prepared, Rank, Status } from '../state';

/**
 * The floor and the ranking worked out a second time, as plainly as can be and from the log alone: it shares nothing
 * with the engine but the types. Slow, and therefore easy to believe.
 */
export interface Naive {
	status: Map<number, Status>;
	ranking: Rank[];
	/** For each reveal: whom the rules judge by it, and who has to leave. */
	reveals: { judges: number[]; leave: number[] }[];
}

type Judged = { sbd: number; right: boolean; ms: number | null };

export function naive(log: readonly LoggedEvent[]): Naive {
	const prepared = lastPrepared(log);
	const status = new Map<number, Status>();
	const turns: { survivors: Set<number>; right: Judged[]; kind: string }[] = [];
	const reveals: Naive['reveals'] = [];
	let running = false;
	let atOpening: number[] = [];
	let round = 0;
	let atBell: number[] = [];
	let ringer: number | null = null;
	const having = (wanted: Status) => [...status].filter(([, s]) => s === wanted).map(([sbd]) => sbd);
	const kindOf = (q: number) => prepared?.questions.find((question) => question.no === q)?.kind ?? '';

	for (const { event } of log) {
		if (event.type === 'registered') for (const c of event.contestants) status.set(c.sbd, 'registered');
		if (event.type === 'checkedIn')
			for (const sbd of event.sbds) status.set(sbd, running ? 'in' : 'checkedIn');
		if (event.type === 'started') {
			running = true;
			for (const sbd of having('checkedIn')) status.set(sbd, 'in');
		}
		if (event.type === 'statusSet') status.set(event.sbd, event.status);
		if (event.type === 'rescued') for (const sbd of event.sbds) status.set(sbd, 'in');
		if (event.type === 'opened') atOpening = having(kindOf(event.q) === 'rescue' ? 'out' : 'in');
		if (event.type === 'bellRung') ringer = event.sbd;
		if (event.type === 'revealed' && prepared) {
			const kind = kindOf(event.q);
			if (kind === 'main') round = prepared.questions.find((q) => q.no === event.q)?.round ?? 0;
			const here = judgedOf(event).filter((j) => status.get(j.sbd) === 'in');
			const { leave, voided } = outcome(prepared, kind, round, here);
			reveals.push({ judges: [...atOpening].sort((a, b) => a - b), leave });
			for (const sbd of leave) status.set(sbd, 'out');
			if (kind === 'bell') atBell = here.map((j) => j.sbd);
			const stayed = here.filter((j) => !leave.includes(j.sbd) && (kind !== 'bell' || j.right));
			const counts = kind !== 'rescue' && !voided;
			turns.push({
				kind,
				survivors: new Set(counts ? stayed.map((j) => j.sbd) : []),
				right: counts ? here.filter((j) => j.right) : []
			});
		}
	}

	const best = ringer ?? atBell.filter((sbd) => status.get(sbd) === 'in').sort((a, b) => a - b)[0];
	const share = prepared?.rules.ties.left === 'share';
	const players = [...having('in'), ...having('out')].map((sbd) => {
		const hits = turns.flatMap((t) => t.right).filter((j) => j.sbd === sbd);
		return {
			sbd,
			survived: turns.reduce((last, t, i) => (t.survivors.has(sbd) ? i + 1 : last), 0),
			correct: hits.length,
			timeMs: hits.reduce((sum, j) => sum + (j.ms ?? 0), 0)
		};
	});
	type Player = (typeof players)[number];
	const isIn = (p: Player) => status.get(p.sbd) === 'in';
	const beats = (a: Player, b: Player): boolean => {
		if (a.sbd === best || b.sbd === best) return a.sbd === best && b.sbd !== best;
		if (a.survived !== b.survived) return a.survived > b.survived;
		if (share && isIn(a) !== isIn(b)) return isIn(a);
		if (share && isIn(a)) return false;
		return a.correct !== b.correct ? a.correct > b.correct : a.timeMs < b.timeMs;
	};
	const ranking = players
		.map((p) => ({ ...p, rank: 1 + players.filter((other) => beats(other, p)).length }))
		.sort((a, b) => a.rank - b.rank || a.sbd - b.sbd);
	return { status, ranking, reveals };
}

function lastPrepared(log: readonly LoggedEvent[]): Prepared | null {
	const isPrepared = (e: ContestEvent): e is Extract<ContestEvent, { type: 'prepared' }> =>
		e.type === 'prepared';
	return (
		log
			.map((l) => l.event)
			.filter(isPrepared)
			.at(-1)?.prepared ?? null
	);
}

function judgedOf(event: RevealedEvent): Judged[] {
	return event.judged.map(([sbd, , ms, right]) => ({ sbd, ms, right: right === 1 }));
}

/** Who leaves by EL2, EL5 and BE3, and whether the question is void. */
function outcome({ rules, rounds }: Prepared, kind: string, round: number, here: Judged[]) {
	const wrong = here.filter((j) => !j.right).map((j) => j.sbd);
	const right = here.filter((j) => j.right);
	const nobody = { leave: [] as number[], voided: false };
	if (kind === 'bell' || kind === 'rescue') return nobody;
	if (kind === 'tiebreak') {
		if (right.length === 0) return nobody;
		const fastest = Math.min(...right.map((j) => j.ms ?? Infinity));
		const slow = right.filter((j) => j.ms !== fastest).map((j) => j.sbd);
		const leave = rules.ties.stays === 'fastest' ? [...wrong, ...slow] : wrong;
		return { leave: leave.sort((a, b) => a - b), voided: false };
	}
	if (rounds[round]?.elimination === 'warmup') return nobody;
	if (here.length === 0 || right.length > 0) return { leave: wrong, voided: false };
	if (rules.everyoneFails === 'stay') return nobody;
	if (rules.everyoneFails === 'void') return { leave: [], voided: true };
	return { leave: wrong, voided: false };
}
