import { groupOf, judge } from '$lib/bank/judge';
import type { RecordedAnswer } from '../commands';
import type { ContestEvent, CorrectedEvent, LoggedEvent } from '../events';
import type { Rules } from '../rules';
import type { ContestQuestion, Prepared, Rank, Status } from '../state';

/*
 * The floor, the ranking and the rest worked out a second time, as plainly as can be: from docs/rules.md, the log and the
 * recorded answers alone. It shares nothing with the engine but types and the judging of one answer. It keeps the whole
 * history and counts everything from its beginning, whenever it is asked. Slow, and therefore easy to believe.
 */

type Policy = Rules['everyoneFails'];

/** A question that was played. */
interface Item {
	type: 'question';
	turn: number;
	question: ContestQuestion;
	kind: ContestQuestion['kind'];
	round: number;
	rules: Rules;
	openedAt: number;
	stood: [from: number, to: number][];
	roster: number[];
	boards: number[];
	groups: Map<string, boolean>;
	marks: Set<number> | null;
	absent: Map<number, boolean | null>;
	verdicts: Verdict[];
	/** Of whom it judged, whom it could touch. */
	here: number[];
	/** On the floor when it took effect. */
	floor: number[];
	/** Whom it sent off. */
	leave: number[];
	/** Who may return by it. */
	returning: number[];
	failed: Policy | null;
	/** Another is played in its place, or it was struck out: nothing of it counts. */
	counts: boolean;
	bellPlayer: number | null;
}

interface Verdict {
	sbd: number;
	value: string | null;
	ms: number | null;
	right: boolean;
}

type Move =
	| Item
	/** `confirmed`: whom the host brought back; `sbds`: whom she would have, by what the judges decided later. */
	| { type: 'rescued'; by: Item | null; confirmed: number[]; sbds: number[] }
	| { type: 'cut'; round: number; after: number; among: number[]; leave: number[] }
	| { type: 'status'; sbd: number; status: Status; was: Status }
	| { type: 'came'; sbds: number[]; status: Status };

export interface Naive {
	status: Map<number, Status>;
	ranking: Rank[];
	units: { unit: string; rank: number }[];
	/** Misses in the round of lives that was played last, of those on the floor. */
	misses: Map<number, number>;
	bellRinger: number | null;
	/** What the last event must have said, where the rules leave it no choice. */
	expected: Partial<
		Record<'judged' | 'boards' | 'out' | 'left' | 'everyoneFailed' | 'returning' | 'back' | 'off', unknown>
	>;
}

/** The log without the steps that were taken back, and without the taking back. What was ended too early only paused, while there was time. */
function asIfNeverDone(log: readonly LoggedEvent[]): LoggedEvent[] {
	const struck = new Set(log.flatMap(({ event }) => (event.type === 'undone' ? [event.seq] : [])));
	return log.flatMap((logged): LoggedEvent[] => {
		const { seq, event } = logged;
		if (event.type === 'undone') return [];
		if (!struck.has(seq)) return [logged];
		const ended = event.type === 'closed' || event.type === 'voided';
		return ended ? [{ ...logged, event: { type: 'paused', leftMs: 0 } }] : [];
	});
}

/** Hears a log, event by event, and says what the rules make of it. */
export class Telling {
	private prepared: Prepared | null = null;
	private rules: Rules | null = null;
	private phase: 'lobby' | 'running' | 'finished' = 'lobby';
	private readonly units = new Map<number, string>();
	private readonly paper = new Map<number, boolean>();
	private readonly moves: Move[] = [];
	private readonly pairs = new Map<number, number[][]>();
	private now: Item | null = null;
	private stage: 'presented' | 'open' | 'paused' | 'closed' | 'marking' | 'over' = 'over';
	private closesAt = 0;
	private stoppedAt: number | null = null;
	private expected: Naive['expected'] = {};

	/** `answers`: what was recorded for each turn. */
	constructor(private readonly answers: ReadonlyMap<number, RecordedAnswer[]>) {}

	/** The same from the start, after a step was taken back: as if it had never happened (JU3). */
	static again(log: readonly LoggedEvent[], answers: ReadonlyMap<number, RecordedAnswer[]>): Telling {
		const telling = new Telling(answers);
		for (const logged of asIfNeverDone(log)) telling.hear(logged);
		telling.expected = {};
		return telling;
	}

	hear({ event, at }: LoggedEvent): void {
		this.expected = {};
		const { now } = this;
		switch (event.type) {
			case 'prepared':
				this.prepared = event.prepared;
				this.rules = event.prepared.rules;
				return;
			case 'rulesChanged':
				this.rules = event.rules;
				return;
			case 'registered':
				for (const { sbd, unit, reserve } of event.contestants) {
					this.units.set(sbd, unit);
					this.paper.set(sbd, this.rules?.boards === 'paper');
					this.moves.push({ type: 'came', sbds: [sbd], status: reserve ? 'reserve' : 'registered' });
				}
				return;
			case 'checkedIn': {
				const status = this.phase === 'running' ? 'in' : 'checkedIn';
				this.moves.push({ type: 'came', sbds: event.sbds, status });
				return;
			}
			case 'boardsSet':
				for (const sbd of event.sbds) this.paper.set(sbd, event.paper);
				return;
			case 'started':
				this.phase = 'running';
				this.moves.push({ type: 'came', sbds: this.having('checkedIn'), status: 'in' });
				return;
			case 'paired':
				this.pairs.set(event.round, event.pairs);
				return;
			case 'presented':
				return this.present(event.q);
			case 'opened':
				if (!now) return;
				this.stage = 'open';
				this.closesAt = event.closesAt;
				now.openedAt = event.closesAt - now.question.limitMs;
				now.roster = this.asked(now);
				now.boards = now.roster.filter((sbd) => this.paper.get(sbd));
				return;
			case 'extended':
				this.closesAt = event.closesAt;
				return;
			case 'paused':
				if (this.stage === 'open' && at < this.closesAt) {
					this.stoppedAt = at;
					this.stage = 'paused';
				}
				return;
			case 'resumed':
			case 'reopened':
				now?.stood.push([this.stoppedAt ?? at, at]);
				this.stage = 'open';
				this.closesAt = event.closesAt;
				if (now) now.marks = null;
				return;
			case 'closed':
				if (this.stage === 'open') this.stoppedAt = Math.min(this.closesAt, at);
				this.stage = 'closed';
				if (now) now.absent = new Map((event.absent ?? []).map((sbd) => [sbd, null]));
				return;
			case 'groupJudged':
				now?.groups.set(event.form, event.right);
				return;
			case 'absentJudged':
				for (const sbd of event.sbds) now?.absent.set(sbd, event.stay);
				return;
			case 'boardsMarked':
				if (now) now.marks = new Set(event.wrong);
				return;
			case 'voided':
				if (!now) return;
				now.counts = false;
				this.moves.push(now);
				this.stage = 'over';
				this.now = null;
				return;
			case 'revealed':
			case 'boardsJudged':
				return this.reveal(event);
			case 'cut': {
				const after =
					this.questions()
						.filter((i) => isMain(i))
						.at(-1)?.turn ?? 0;
				const among = this.having('in');
				const leave = this.lowest(event.round, among);
				this.expected = { out: leave, left: among.filter((sbd) => !leave.includes(sbd)) };
				this.moves.push({ type: 'cut', round: event.round, after, among, leave });
				return;
			}
			case 'rescued': {
				const last = this.questions().at(-1) ?? null;
				this.moves.push({
					type: 'rescued',
					by: event.choice === 'question' ? last : null,
					confirmed: event.sbds,
					sbds: event.sbds
				});
				return;
			}
			case 'statusSet': {
				const was = this.statusNow().get(event.sbd) ?? 'registered';
				this.moves.push({ type: 'status', sbd: event.sbd, status: event.status, was });
				return;
			}
			case 'corrected':
				return this.correct(event);
			case 'finished':
				this.phase = 'finished';
				return;
		}
	}

	/** What holds after what was heard. */
	state(): Naive {
		const status = this.statusNow();
		return {
			status,
			ranking: this.ranking(status),
			units: this.unitsRanked(status),
			misses: this.missesNow(status),
			bellRinger: this.ringer(status),
			expected: this.expected
		};
	}

	// The floor

	/** Everybody's status, move by move from the beginning. */
	private statusNow(moves: readonly Move[] = this.moves): Map<number, Status> {
		const status = new Map<number, Status>();
		/** Disqualified and withdrawn: what each would be without it is kept, and she may get it back. */
		const off = new Map<number, Status>();
		const send = (sbds: number[], from: Status, to: Status) => {
			for (const sbd of sbds) if (!off.has(sbd) && status.get(sbd) === from) status.set(sbd, to);
		};
		for (const move of moves) {
			if (move.type === 'came') for (const sbd of move.sbds) status.set(sbd, move.status);
			if (move.type === 'status') {
				const { sbd, status: to } = move;
				const given = off.delete(sbd) && (to === 'in' || to === 'out') && isOnOrOff(status.get(sbd));
				if (to === 'disqualified' || to === 'withdrawn') off.set(sbd, to);
				else if (!given) status.set(sbd, to);
			}
			if (move.type === 'question' || move.type === 'cut') send(move.leave, 'in', 'out');
			if (move.type === 'rescued') send(move.sbds, 'out', 'in');
		}
		return new Map([...status, ...off]);
	}

	private having(wanted: Status): number[] {
		return [...this.statusNow()].flatMap(([sbd, s]) => (s === wanted ? [sbd] : [])).sort((a, b) => a - b);
	}

	private questions(moves: readonly Move[] = this.moves): Item[] {
		return moves.filter((m) => m.type === 'question');
	}

	// A question's life

	private present(q: number): void {
		const question = this.prepared?.questions.find((one) => one.no === q);
		if (!question || !this.rules) throw new Error(`there is no question ${q}`);
		const main = this.questions().filter((i) => i.kind === 'main');
		this.stage = 'presented';
		this.now = {
			type: 'question',
			turn: this.questions().length + 1,
			question,
			kind: question.kind,
			round: question.round >= 0 ? question.round : (main.at(-1)?.round ?? 0),
			rules: this.rules,
			openedAt: 0,
			stood: [],
			roster: [],
			boards: [],
			groups: new Map(),
			marks: null,
			absent: new Map(),
			verdicts: [],
			here: [],
			floor: [],
			leave: [],
			returning: [],
			failed: null,
			counts: true,
			bellPlayer: question.kind === 'bell' ? (this.having('in')[0] ?? null) : null
		};
	}

	/** EL1, RE2, BE1. */
	private asked({ kind, bellPlayer }: Item): number[] {
		if (kind === 'audience') return [];
		if (kind === 'rescue') return this.having('out');
		const floor = this.having('in');
		return kind === 'bell' ? floor.filter((sbd) => sbd === bellPlayer) : floor;
	}

	/** EL3, PH3, QU2: what the recorded answers of a question are worth; boards by their marks (CO7). */
	private judged(item: Item, wrongBoards: ReadonlySet<number>): Verdict[] {
		return item.roster.map((sbd) => {
			if (item.boards.includes(sbd))
				return { sbd, value: null, ms: item.question.limitMs, right: !wrongBoards.has(sbd) };
			const answer = this.answers.get(item.turn)?.find((a) => a.sbd === sbd);
			if (!answer) return { sbd, value: null, ms: null, right: false };
			const { value, receivedAt } = answer;
			const decided = item.groups.get(groupOf(item.question.type, value));
			const right = decided ?? judge(item.question, value) === 'right';
			const stands = item.stood.reduce((sum, [from, to]) => sum + standing(from, to, receivedAt), 0);
			return { sbd, value, ms: Math.max(0, receivedAt - item.openedAt - stands), right };
		});
	}

	private reveal(event: Extract<ContestEvent, { type: 'revealed' | 'boardsJudged' }>): void {
		const item = this.now;
		if (!item) throw new Error('nothing is on the floor');
		// Nobody but staff knows what is on a board: the marks are taken from the log.
		const marked = new Set((event.boards ?? []).flatMap(([sbd, right]) => (right === 0 ? [sbd] : [])));
		item.verdicts = this.judged(item, marked);
		item.rules = this.rules ?? item.rules;
		const phones = item.verdicts.filter((v) => !item.boards.includes(v.sbd));
		const judged =
			event.type === 'revealed' ? { judged: phones.map((v) => [v.sbd, v.value, v.ms, v.right ? 1 : 0]) } : {};
		item.floor = this.having('in');
		if (event.type === 'revealed' && event.marking) {
			this.expected = { ...judged, out: [], left: item.floor, everyoneFailed: null, returning: null };
			this.stage = 'marking';
			return;
		}
		const { marks } = item;
		const boards =
			event.type === 'revealed' && item.boards.length > 0 && marks
				? { boards: item.boards.map((sbd) => [sbd, marks.has(sbd) ? 0 : 1]) }
				: {};
		const can = item.kind === 'rescue' ? this.having('out') : item.floor;
		item.here = item.roster.filter((sbd) => can.includes(sbd));
		Object.assign(item, this.outcome(item, this.moves));
		const spareLeft = this.unplayed('spare') > 0;
		if (item.failed === 'void' && spareLeft) item.counts = false;
		this.moves.push(item);
		this.stage = 'over';
		this.now = null;
		this.expected = {
			...judged,
			...boards,
			out: item.leave,
			left: item.floor.filter((sbd) => !item.leave.includes(sbd)),
			everyoneFailed: item.failed,
			returning: item.kind === 'rescue' ? item.returning : null
		};
	}

	private unplayed(kind: string): number {
		const all = this.prepared?.questions.filter((q) => q.kind === kind) ?? [];
		return all.filter(
			(q) => q.no !== this.now?.question.no && !this.questions().some((i) => i.question.no === q.no)
		).length;
	}

	/** EL2, EL5, RE2, BE3: who leaves by a question, who may return, and whether everyone failed. */
	private outcome(item: Item, before: readonly Move[]): Pick<Item, 'leave' | 'returning' | 'failed'> {
		const here = item.verdicts.filter((v) => item.here.includes(v.sbd));
		const none = { leave: [], returning: [], failed: null };
		const excused = (v: Verdict) =>
			item.absent.get(v.sbd) === true && v.value === null && !item.boards.includes(v.sbd);
		const wrong = here.filter((v) => !v.right && !excused(v)).map((v) => v.sbd);
		const byTime = here.filter((v) => v.right).sort((a, b) => (a.ms ?? 0) - (b.ms ?? 0) || a.sbd - b.sbd);
		if (item.kind === 'rescue')
			return {
				...none,
				returning: byTime.slice(0, item.rules.rescue.fastest ?? byTime.length).map((v) => v.sbd)
			};
		if (item.kind === 'tiebreak') {
			if (byTime.length === 0) return none;
			const slow = byTime.filter((v) => item.rules.ties.stays === 'fastest' && v.ms !== byTime[0]?.ms);
			return { ...none, leave: ascending([...wrong, ...slow.map((v) => v.sbd)]) };
		}
		if (!isMain(item)) return none;
		const round = this.prepared?.rounds[item.round];
		let leave: number[] = [];
		if (round?.elimination === 'knockout') leave = wrong;
		if (round?.elimination === 'lives')
			leave = wrong.filter((sbd) => this.missesOf(sbd, item.round, before) + 1 >= round.lives);
		if (round?.elimination === 'pairs') {
			const drawn = this.pairs.get(item.round) ?? [];
			const withHer = (sbd: number) =>
				(drawn.find((p) => p.includes(sbd)) ?? [sbd]).filter((s) => item.here.includes(s));
			leave = item.here.filter((sbd) => {
				const failed = withHer(sbd).filter((s) => wrong.includes(s)).length;
				return round.bothRight ? failed > 0 : failed === withHer(sbd).length;
			});
		}
		if (leave.length === 0 || leave.length < here.length) return { ...none, leave };
		const failed = item.rules.everyoneFails;
		return { ...none, leave: failed === 'stay' || failed === 'void' ? [] : leave, failed };
	}

	/** EL2: misses in a round, in order; a rescue, or a judge who brings her back, leaves her one life. */
	private missesOf(sbd: number, round: number, moves: readonly Move[]): number {
		const lives = this.prepared?.rounds[round]?.lives ?? 1;
		let misses = 0;
		for (const move of moves) {
			if (move.type === 'question' && isMain(move) && move.round === round && takesLife(move, sbd)) misses++;
			const back = move.type === 'rescued' && move.sbds.includes(sbd);
			const reinstated =
				move.type === 'status' && move.sbd === sbd && move.was === 'out' && move.status === 'in';
			if (back || reinstated) misses = Math.min(misses, lives - 1);
		}
		return misses;
	}

	/** EL2: the lowest of a round, by right answers and then by time; who is level with the last one kept stays. */
	private lowest(round: number, among: number[]): number[] {
		const rule = this.prepared?.rounds[round];
		if (!rule) return [];
		const played = this.questions().filter((i) => i.round === round && isMain(i) && i.counts);
		const score = (sbd: number) => {
			const hits = played.flatMap((i) =>
				i.verdicts.filter((v) => v.sbd === sbd && v.right && i.here.includes(sbd))
			);
			return { right: hits.length, ms: hits.reduce((sum, v) => sum + (v.ms ?? 0), 0) };
		};
		const keep = Math.max(1, rule.keepIsPercent ? Math.ceil((among.length * rule.keep) / 100) : rule.keep);
		return among.filter((sbd) => {
			const mine = score(sbd);
			const better = among
				.map(score)
				.filter((s) => s.right > mine.right || (s.right === mine.right && s.ms < mine.ms));
			return better.length >= keep;
		});
	}

	// Corrections (JU1)

	/** As if the question had been so judged from the start: who is where then, and is not where she is now. */
	private correct(event: CorrectedEvent): void {
		const item = this.questions()[event.turn - 1];
		if (!item) throw new Error(`no turn ${event.turn}`);
		const before = this.statusNow();
		const old = { ...item };
		const index = this.moves.indexOf(item);
		const { change } = event;
		if (change.kind === 'key') {
			item.question = { ...item.question, key: change.key, accepted: change.accepted };
			item.groups = new Map();
		}
		if (change.kind === 'group') item.groups = new Map(item.groups).set(change.form, change.right);
		const wrong = new Set(item.boards.filter((sbd) => !item.verdicts.some((v) => v.sbd === sbd && v.right)));
		if (change.kind === 'boards')
			item.boards.forEach((sbd) => (change.wrong.includes(sbd) ? wrong.add(sbd) : wrong.delete(sbd)));
		if (change.kind === 'key' && change.boardsRight)
			item.boards.forEach((sbd) => (change.boardsRight?.includes(sbd) ? wrong.delete(sbd) : wrong.add(sbd)));
		// Whom it could not touch keeps what is on record of her.
		item.verdicts = this.judged(item, wrong).map((v) =>
			item.here.includes(v.sbd) ? v : (old.verdicts.find((o) => o.sbd === v.sbd) ?? v)
		);
		if (change.kind === 'void') item.counts = false;
		Object.assign(
			item,
			item.counts
				? this.outcome(item, this.moves.slice(0, index))
				: { leave: [], returning: [], failed: null }
		);
		const anew = this.anew(item, old);
		const after = this.statusNow(anew);
		const moved = (from: Status, to: Status) =>
			ascending([...before.keys()].filter((sbd) => before.get(sbd) === from && after.get(sbd) === to));
		const finished = this.phase === 'finished';
		const back = finished ? [] : moved('out', 'in');
		const off = finished ? [] : moved('in', 'out');
		const sent = event.off.length > 0 ? off : [];
		this.expected = { back, off: sent };
		this.take(anew, new Set([...back, ...sent]), item, old);
		// Whoever is sent off was never there later on.
		for (const later of this.questions().slice(item.turn))
			later.floor = later.floor.filter((sbd) => !sent.includes(sbd));
	}

	/** Of the new history counts what moves somebody now; where nobody moves, all stays as it was recorded. */
	private take(anew: readonly Move[], moved: ReadonlySet<number>, item: Item, old: Item): void {
		const merged = (was: number[], is: number[]) =>
			ascending([...was.filter((sbd) => !moved.has(sbd)), ...is.filter((sbd) => moved.has(sbd))]);
		this.moves.forEach((was, i) => {
			const is = anew[i];
			if ((was.type === 'cut' && is?.type === 'cut') || (was.type === 'question' && is?.type === 'question'))
				was.leave = merged(was === item ? old.leave : was.leave, is.leave);
			if (was.type === 'rescued' && is?.type === 'rescued') was.sbds = merged(was.sbds, is.sbds);
		});
		const pending = item.kind === 'rescue' && !this.moves.some((m) => m.type === 'rescued' && m.by === item);
		if (!pending || this.phase === 'finished') item.returning = merged(old.returning, item.returning);
	}

	/** The history with what follows from another verdict later on: lives, the cut of the round, who came back by it. */
	private anew(item: Item, old: Item): Move[] {
		const rule = isMain(item) ? this.prepared?.rounds[item.round]?.elimination : undefined;
		return this.moves.map((move, i): Move => {
			if (move.type === 'rescued' && move.by === item) {
				const kept = move.sbds.filter((sbd) => !old.returning.includes(sbd) || item.returning.includes(sbd));
				return {
					...move,
					sbds: ascending([...kept, ...item.returning.filter((sbd) => !old.returning.includes(sbd))])
				};
			}
			if (rule === 'cut' && move.type === 'cut' && move.round === item.round)
				return { ...move, leave: this.lowest(move.round, move.among) };
			if (rule === 'lives' && move.type === 'question' && isMain(move) && move.round === item.round) {
				const lives = this.prepared?.rounds[item.round]?.lives ?? 1;
				const before = this.moves.slice(0, i);
				const out = move.here.filter(
					(sbd) => takesLife(move, sbd) && this.missesOf(sbd, move.round, before) + 1 >= lives
				);
				// Only whom the corrected question judged is touched by it.
				const leave = ascending([
					...out.filter((sbd) => item.here.includes(sbd)),
					...move.leave.filter((sbd) => !item.here.includes(sbd))
				]);
				return { ...move, leave };
			}
			return move;
		});
	}

	// Ranking

	/** BE2. */
	private ringer(status: ReadonlyMap<number, Status>): number | null {
		const bell = this.questions()
			.filter((i) => i.kind === 'bell' && i.counts)
			.at(-1);
		const right = bell?.verdicts.find(
			(v) => v.right && bell.here.includes(v.sbd) && status.get(v.sbd) === 'in'
		);
		return right?.sbd ?? null;
	}

	private best(status: ReadonlyMap<number, Status>): number | null {
		const ringer = this.ringer(status);
		if (ringer !== null) return ringer;
		const bell =
			this.now?.kind === 'bell'
				? this.now
				: this.questions()
						.filter((i) => i.kind === 'bell' && i.counts)
						.at(-1);
		const player = bell?.bellPlayer ?? null;
		return player !== null && status.get(player) === 'in' ? player : null;
	}

	/** The turns that each survived: who was judged and stayed, and who would have been there but for a wrong verdict. */
	private survived(): Map<number, number[]> {
		const turns = new Map<number, number[]>();
		this.moves.forEach((move, i) => {
			if (move.type !== 'question' || !move.counts || move.kind === 'rescue' || move.kind === 'audience')
				return;
			const cut = this.moves.find((m) => m.type === 'cut' && m.after === move.turn);
			const gone = [...move.leave, ...(cut?.type === 'cut' ? cut.leave : [])];
			const earlier = this.moves.slice(0, i);
			const then = this.statusNow(earlier);
			// Who would have been rescued has not come as far for that; who was sent off wrongly has.
			const byRight = this.statusNow(
				earlier.map((m) => (m.type === 'rescued' ? { ...m, sbds: m.confirmed } : m))
			);
			const kept = [...then].flatMap(([sbd, s]) => {
				const judgedHere = move.here.includes(sbd);
				const restored = !move.floor.includes(sbd) && move.kind !== 'bell' && byRight.get(sbd) === 'in';
				return s === 'in' && (judgedHere || restored) ? [sbd] : [];
			});
			const bell = move.verdicts.filter((v) => v.right).map((v) => v.sbd);
			for (const sbd of kept)
				if (!gone.includes(sbd) && (move.kind !== 'bell' || bell.includes(sbd)))
					turns.set(sbd, [...(turns.get(sbd) ?? []), move.turn]);
		});
		return turns;
	}

	/** BE4, and BE3 for those who are left. */
	private ranking(status: ReadonlyMap<number, Status>): Rank[] {
		const best = this.best(status);
		const share = this.rules?.ties.left === 'share';
		const survived = this.survived();
		const players = [...status]
			.filter(([, s]) => s === 'in' || s === 'out')
			.map(([sbd]) => {
				const hits = this.questions()
					.filter((i) => i.counts && i.kind !== 'rescue' && i.here.includes(sbd))
					.flatMap((i) => i.verdicts.filter((v) => v.sbd === sbd && v.right));
				const timeMs = hits.reduce((sum, v) => sum + (v.ms ?? 0), 0);
				return { sbd, survived: Math.max(0, ...(survived.get(sbd) ?? [])), correct: hits.length, timeMs };
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
		return players
			.map((p) => ({ ...p, rank: 1 + players.filter((other) => beats(other, p)).length }))
			.sort((a, b) => a.rank - b.rank || a.sbd - b.sbd);
	}

	/** BE5. */
	private unitsRanked(status: ReadonlyMap<number, Status>): Naive['units'] {
		const survived = this.survived();
		const players = [...status].filter(([, s]) => s === 'in' || s === 'out').map(([sbd]) => sbd);
		const names = [...new Set(players.map((sbd) => this.units.get(sbd) ?? ''))].filter((unit) => unit !== '');
		const of = (unit: string) => {
			const people = players.filter((sbd) => this.units.get(sbd) === unit);
			const per = this.rules?.unitsPerHead ? people.length : 1;
			const passed = people.reduce((sum, sbd) => sum + (survived.get(sbd)?.length ?? 0), 0);
			return { left: people.filter((sbd) => status.get(sbd) === 'in').length / per, passed: passed / per };
		};
		const better = (a: string, b: string) => {
			const [x, y] = [of(a), of(b)];
			return Math.abs(x.left - y.left) > 1e-9 ? x.left > y.left : x.passed - y.passed > 1e-9;
		};
		return names
			.map((unit) => ({ unit, rank: 1 + names.filter((other) => better(other, unit)).length }))
			.sort((a, b) => a.rank - b.rank || (a.unit < b.unit ? -1 : 1));
	}

	private missesNow(status: ReadonlyMap<number, Status>): Map<number, number> {
		const last = this.questions()
			.filter((i) => isMain(i))
			.at(-1);
		if (!last || this.prepared?.rounds[last.round]?.elimination !== 'lives') return new Map();
		const floor = [...status].filter(([, s]) => s === 'in').map(([sbd]) => sbd);
		return new Map(floor.map((sbd) => [sbd, this.missesOf(sbd, last.round, this.moves)]));
	}
}

const isMain = ({ kind }: Item) => kind === 'main' || kind === 'spare';

/** Whether a question costs a life; where everyone is forgiven it does not (EL5). */
function takesLife({ here, verdicts, failed, counts, absent, boards }: Item, sbd: number): boolean {
	if (!counts || failed === 'stay' || failed === 'void' || !here.includes(sbd)) return false;
	const verdict = verdicts.find((v) => v.sbd === sbd);
	const excused = absent.get(sbd) === true && verdict?.value === null && !boards.includes(sbd);
	return verdict?.right === false && !excused;
}

/** How long a pause had lasted by then, ms. */
function standing(from: number, to: number, until: number): number {
	return Math.max(0, Math.min(to, until) - Math.min(from, until));
}

/** Has been on the floor: who is given back what she was is on it, or off it, by the course of the contest. */
const isOnOrOff = (status: Status | undefined) => status === 'in' || status === 'out';
const ascending = (sbds: number[]) => [...new Set(sbds)].sort((a, b) => a - b);
