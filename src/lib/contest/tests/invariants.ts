import { isDeepStrictEqual } from 'node:util';
import type { LoggedEvent } from '../events';
import { evolve, fold } from '../evolve';
import { rank } from '../ranking';
import { nextStep } from '../next-step';
import { livesLeft, roundNow } from '../rounds';
import { betweenQuestions, newContest, preparedOf, type Contest, type Status } from '../state';
import { rankUnits } from '../units';
import { awardsAnew, awardsOf } from '../awards';
import { lead, leadToTheEnd, type WildShow } from './lead';
import { Telling } from './naive';
import type { Wild } from './wild';

/** Plays a contest from its draft to its end and throws where anything of IN1 to IN6 does not hold. */
export function checkContest(wild: Wild): void {
	const show = lead(wild);
	same('is led to the end', leadToTheEnd(show), true);
	checkFold(show);
	checkMoments(show);
	const again = lead(wild).log;
	same('IN5 the same commands give the same log', again, show.log.slice(0, again.length));
}

/** IN1, JU2: the folded log is the live state, at every event, also after a way through JSON. */
function checkFold({ log, states, contest }: WildShow): void {
	const stored = log.map((logged) => JSON.parse(JSON.stringify(logged)) as LoggedEvent);
	same('IN1 the folded log is the live state', fold(stored), contest);
	const half = states[states.length >> 1];
	if (half)
		same('IN1 half of the log gives the state at its half', fold(stored.slice(0, half.version)), half);
	let replayed = newContest;
	for (const logged of stored) replayed = evolve(replayed, logged);
	same('IN1 event after event', replayed, contest);
}

function checkMoments({ log, states, answers }: WildShow): void {
	let registered = 0;
	let telling = new Telling(answers);
	states.forEach((after, i) => {
		const logged = log[i];
		const before = states[i - 1] ?? newContest;
		if (!logged) return;
		const { event } = logged;
		if (event.type === 'registered') registered += event.contestants.length;
		same('IN6 an event moves the version by one', [after.version, logged.seq], [before.version + 1, i + 1]);
		same('IN4 everybody has one status', countByStatus(after), registered);
		if (event.type === 'undone') telling = Telling.again(log.slice(0, i + 1), answers);
		else telling.hear(logged);
		const plain = telling.state();
		const said = event as unknown as Record<string, unknown>;
		for (const [field, expected] of Object.entries(plain.expected))
			same(`${event.type}.${field} at event ${logged.seq}`, said[field] ?? null, expected);
		same(`the floor after event ${logged.seq} (${event.type})`, statuses(after), plain.status);
		// The event that rings the bell follows the one that makes it ring.
		if (log[i + 1]?.event.type !== 'bellRung')
			same(`the bell after event ${logged.seq} (${event.type})`, after.bellRinger, plain.bellRinger);
		checkRescue(before, logged);
		checkCourse(before, after, logged);
		if (after.phase === 'lobby' || !betweenQuestions(after)) return;
		same(`BE4 the ranking after event ${logged.seq} (${event.type})`, rank(after), plain.ranking);
		same(
			`BE5 the units after event ${logged.seq} (${event.type})`,
			rankUnits(after).map(({ unit, rank: place }) => ({ unit, rank: place })),
			plain.units
		);
		checkLives(after, plain.misses, `${event.type} ${logged.seq}`);
		if (after.phase === 'finished') checkEnd(before, after, logged, plain.ranking);
	});
}

/** RE5: no more rescues than the rules say, and none once the bell question has come. */
function checkRescue(before: Contest, { event }: LoggedEvent): void {
	const kind = (q: number) => preparedOf(before).questions[q - 1]?.kind;
	const begins =
		event.type === 'presented' ? kind(event.q) === 'rescue' : event.type === 'rescued' && !before.returning;
	if (!begins) return;
	const bell = before.played.some((t) => t.kind === 'bell' && !t.voided);
	const left = preparedOf(before).rules.rescue.limit - before.rescues.length;
	same('RE5 a rescue is left, and the bell question has not come', [left > 0, bell], [true, false]);
}

/** JU4: whatever changes the next step has to be seen before it is taken. */
function checkCourse(before: Contest, after: Contest, { event }: LoggedEvent): void {
	const changed = !isDeepStrictEqual(nextStep(before), nextStep(after));
	const counts = event.type === 'checkedIn' || event.type === 'boardsSet' ? false : changed;
	if (counts) same(`JU4 the course after ${event.type}`, after.course, after.version);
}

/** EL2: lives as the history counts them. */
function checkLives(contest: Contest, misses: ReadonlyMap<number, number>, when: string): void {
	for (const [sbd, missed] of misses) {
		const c = contest.contestants.get(sbd);
		const last = contest.played.findLast((t) => t.kind === 'main' || t.kind === 'spare');
		const lives = preparedOf(contest).rounds[last?.round ?? 0]?.lives ?? 0;
		const left = livesLeft(contest, sbd);
		if (left === null || c?.inRound.round !== last?.round || roundNow(contest)?.index !== last?.round)
			continue;
		same(`EL2 the lives of ${sbd} after ${when}`, left, Math.max(0, lives - missed));
	}
}

/** BE4, BE5: whatever is put right after the end, the ranking and the awards on record follow. */
function checkEnd(before: Contest, after: Contest, { event }: LoggedEvent, ranking: unknown): void {
	const settles = event.type === 'finished' || event.type === 'corrected' || event.type === 'statusSet';
	if (!settles) return;
	same(`BE4 the ranking on record after ${event.type}`, after.ranking, ranking);
	same(
		`BE5 the awards after ${event.type}`,
		after.awards,
		awardsAnew(awardsOf(after, after.ranking ?? []), after.awardsByJudges, after.ranking ?? [])
	);
	same(
		'after the end nobody comes or goes by a correction',
		event.type === 'corrected' && statuses(before),
		event.type === 'corrected' && statuses(after)
	);
}

const statuses = ({ contestants }: Contest) =>
	new Map<number, Status>([...contestants.values()].map((c) => [c.sbd, c.status]));

const all: Status[] = ['registered', 'checkedIn', 'in', 'out', 'reserve', 'disqualified', 'withdrawn'];
const countByStatus = ({ contestants }: Contest) =>
	all.reduce((sum, status) => sum + [...contestants.values()].filter((c) => c.status === status).length, 0);

/** Compared by Node, since Vitest's own comparison would take most of the time. */
function same(what: string, actual: unknown, expected: unknown): void {
	if (isDeepStrictEqual(actual, expected)) return;
	throw new Error(`${what}: ${difference(actual, expected)}`);
}

/** The first place in which two values differ. */
function difference(a: unknown, b: unknown, path = ''): string {
	const [x, y] = [plainOf(a), plainOf(b)];
	if (isObject(x) && isObject(y))
		for (const key of new Set([...Object.keys(x), ...Object.keys(y)]))
			if (!isDeepStrictEqual(x[key], y[key])) return difference(x[key], y[key], `${path}/${key}`);
	return `${path} is ${JSON.stringify(x)} instead of ${JSON.stringify(y)}`;
}

const plainOf = (value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value);
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
