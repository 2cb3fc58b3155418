import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../events';
import { evolve, fold } from '../evolve';
import { rank } from '../ranking';
import { newContest, onFloor, type Contest, type Status } from '../state';
import type { Show } from './given';
import { naive } from './naive';
import { answersTo, lead, leadToTheEnd, wild, type Wild } from './wild';

const statuses: Status[] = ['registered', 'checkedIn', 'in', 'out', 'reserve', 'disqualified', 'withdrawn'];

/** Compared by Node, since Vitest's own comparison would take most of the time; says which of the two it was not. */
function same(actual: unknown, expected: unknown): void {
	if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** Any contest from its draft to its end: first whatever is tried, then step by step. */
function show(contest: Wild): Show {
	const led = lead(contest);
	expect(leadToTheEnd(led, contest.salt)).toBe(true);
	return led;
}

/** Each event with the contest before and after it. */
function* moments({ log, states }: Show) {
	for (const [i, logged] of log.entries()) {
		const after = states[i];
		if (after) yield { ...logged, before: states[i - 1] ?? newContest, after, log: log.slice(0, i + 1) };
	}
}

function everywhere(check: (contest: Show, salt: string) => void): void {
	fc.assert(
		fc.property(wild, (w) => {
			check(show(w), w.salt);
		}),
		{ numRuns: 500 }
	);
}

describe('whatever is tried on a contest of any rules', { timeout: 60_000 }, () => {
	it('[BE1] [BE3] following the next step leads to the end, and what is next is never refused', () => {
		everywhere((contest) => expect(contest.contest.phase).toBe('finished'));
	});

	it('[IN4] everybody has one status at every event, and nobody is lost', () => {
		everywhere((contest) => {
			let registered = 0;
			for (const { event, after } of moments(contest)) {
				if (event.type === 'registered') registered += event.contestants.length;
				const everybody = [...after.contestants.values()];
				const counts = statuses.map((s) => everybody.filter((c) => c.status === s).length);
				same(
					counts.reduce((a, b) => a + b),
					registered
				);
				same(
					[...after.contestants.keys()],
					everybody.map((c) => c.sbd)
				);
			}
		});
	});

	it('[IN1] [JU2] the folded log is the live state at every event, also after a way through JSON', () => {
		everywhere((contest) => {
			let stored: Contest = newContest;
			for (const { seq, at, event, after, log } of moments(contest)) {
				same(after.version, log.length);
				same(fold(log), after);
				stored = evolve(stored, JSON.parse(JSON.stringify({ seq, at, event })) as LoggedEvent);
			}
			same(stored, contest.contest);
		});
	});

	it('[IN3] [EL1] [PH6] a question judges those who were there when it opened, by what was recorded', () => {
		everywhere((contest, salt) => {
			const { reveals } = naive(contest.log);
			for (const { event, before } of moments(contest)) {
				if (event.type !== 'revealed') continue;
				const expected = reveals.shift();
				same(
					event.judged.map(([sbd]) => sbd),
					expected?.judges
				);
				same(
					[...event.out].sort((a, b) => a - b),
					expected?.leave
				);
				const recorded = new Map(answersTo(before, salt).map((a) => [a.sbd, a.value]));
				same(
					event.judged.map(([, value]) => value),
					event.judged.map(([sbd]) => recorded.get(sbd) ?? null)
				);
			}
		});
	});

	it('[CO3] [RE4] who is out stays out until rescued or reinstated, and leaves at a reveal only', () => {
		everywhere((contest) => {
			for (const { event, before, after } of moments(contest)) {
				for (const { sbd, status } of after.contestants.values()) {
					const was = before.contestants.get(sbd)?.status;
					const set = event.type === 'statusSet' && event.sbd === sbd;
					if (was === 'out' && status === 'in')
						expect(set || (event.type === 'rescued' && event.sbds.includes(sbd))).toBe(true);
					if (was !== 'out' && status === 'out')
						expect(event.type === 'revealed' && event.out.includes(sbd)).toBe(true);
					if (was === 'disqualified' || was === 'withdrawn') expect(set || status === was).toBe(true);
				}
			}
		});
	});

	it('[EL6] the reveal says who is left', () => {
		everywhere((contest) => {
			for (const { event, after } of moments(contest)) {
				if (event.type !== 'revealed') continue;
				const floor = [...after.contestants.values()].filter((c) => c.status === 'in').map((c) => c.sbd);
				same(
					event.left,
					floor.sort((a, b) => a - b)
				);
				same(after.played.at(-1)?.left, onFloor(after));
			}
		});
	});

	it('[RE5] [BE2] no more rescues than the limit, none after the bell, and one bell at most', () => {
		everywhere((contest) => {
			const types = contest.log.map((l) => l.event.type);
			expect(types.filter((t) => t === 'rescued').length).toBeLessThanOrEqual(contest.rules.rescue.limit);
			const bell = contest.contest.played.find((t) => t.kind === 'bell');
			if (bell) expect(contest.contest.rescues.every((r) => r.afterTurn < bell.turn)).toBe(true);
			expect(types.filter((t) => t === 'bellRung').length).toBeLessThanOrEqual(1);
		});
	});

	it('[IN5] [BE4] a second, plain way to work out the floor and the ranking agrees at every event', () => {
		everywhere((contest) => {
			for (const { after, log } of moments(contest)) {
				const plain = naive(log);
				same(new Map([...after.contestants.values()].map((c) => [c.sbd, c.status])), plain.status);
				// Nobody is ranked while a question is on the floor.
				if (!after.turn || after.turn.stage === 'revealed') same(rank(after), plain.ranking);
			}
		});
	});
});
