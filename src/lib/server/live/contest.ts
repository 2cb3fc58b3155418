import { isDeepStrictEqual } from 'node:util';
import { acceptUntil } from '$lib/contest/course';
import { nextStep } from '$lib/contest/next-step';
import { evolve } from '$lib/contest/evolve';
import type { Rules } from '$lib/contest/rules';
import { keyIsShown, newContest, questionOf, type Contest } from '$lib/contest/state';
import { logLine } from '$lib/contest/views/log';
import type { NameOf } from '$lib/contest/views/shared';
import type { RecordFault, RecordHead } from '$lib/protocol/common';
import type { LogLine, NamedPerson } from '$lib/protocol/host';
import { plainLook } from '$lib/protocol/stage';
import { stageLook } from '../contest/look';
import { AlongStanding } from '../contest/along-standing';
import { closeAtDeadline, recordInterruption, type Surroundings } from '../contest/command';
import { appealTexts } from '../contest/appeals';
import { shortHead } from '../contest/chain';
import { readLog, sealedEvent, type KeptEvent, type RecordedEvent } from '../contest/log';
import { staffNamesOf } from '../contest/seats';
import type { Database } from '../db/client';
import { keepingInPlay } from '../people/keeping';
import { AnswerBatch } from './answer-batch';
import type { DatabaseClock } from './clock';
import { Interruptions } from './interruptions';
import type { Presence } from './presence';

/**
 * Told after this process has folded new events; `before` is the contest without them. `named`: whose names have been decided; of
 * nobody: that others are to be.
 */
export type Follower = (change: { before: Contest; events: RecordedEvent[]; named?: number[] }) => void;

/** Answers of other processes that came in time get so long to be written before the deadline closes the question, ms. */
const closingMargin = 150;
/** Lines of the log that the console shows. */
const logShown = 60;

/**
 * This process's copy of one contest: the folded log, kept up with the database, and what goes with it. A cache:
 * nothing is lost with it.
 */
export class LiveContest {
	state: Contest = newContest;
	/** As screens show it: to a question for the audience the audience's answers (QU3), which the log does not have. */
	shown: Contest = newContest;
	/** The last lines of the log, for the console. */
	recent: LogLine[] = [];
	/** Answers that judge the floor, and those of who plays along and that never touch it (CO5). */
	readonly answers: AnswerBatch;
	readonly along: AnswerBatch;
	readonly standing: AlongStanding;
	readonly interruptions: Interruptions;
	/** How its stage looks. */
	look = plainLook;
	/** The event whose hash is the seal of the record, of those that are folded. */
	private sealed: KeptEvent | undefined;
	/** Where its record does not hold; null: it does, or has not been verified yet. */
	fault: RecordFault | null = null;
	private readonly names = new Map<number, NamedPerson>();
	/** So many days after the contest personal data are erased. */
	keepDays = 0;
	/** `people_version` of the contest when people were last read. */
	peopleVersion = 0;
	private readonly appeals = new Map<number, string>();
	private readonly followers = new Set<Follower>();
	private catchingUp: Promise<void> | null = null;
	/** The version that is to be reached; 0: none. */
	private behind = 0;
	private deadline: NodeJS.Timeout | undefined;
	private closed = false;

	constructor(
		private readonly database: Database,
		private readonly clock: DatabaseClock,
		private readonly presence: Presence,
		readonly id: number,
		readonly code: string,
		/** Code of the contest that this one rehearses; null: it is a contest itself. */
		readonly rehearsalOf: string | null,
		/** Of this contest alone; what is sealed follows from it (PH10). */
		readonly secret: Uint8Array
	) {
		this.interruptions = new Interruptions(
			() => this.state,
			async (q, what) => {
				await recordInterruption(database.db, id, this.state, q, what);
				await this.catchUp();
			}
		);
		this.answers = new AnswerBatch(database.answers, id, 'answer', (ms) =>
			this.interruptions.recordedAfter(ms)
		);
		this.along = new AnswerBatch(database.answers, id, 'along_answer');
		this.standing = new AlongStanding(database.db, id);
	}

	get rehearsal(): boolean {
		return this.rehearsalOf !== null;
	}

	/** Where the record stands, to be noted down once the contest has ended (JU2). */
	get record(): RecordHead | null {
		if (this.state.phase !== 'finished' || !this.sealed) return null;
		return { events: this.sealed.seq, head: shortHead(this.sealed.hash) };
	}

	/** What the room may know: no name that waits, or is hidden. */
	readonly nameOf: NameOf = (sbd) => {
		const { name, unit, state } = this.staffNameOf(sbd);
		return { name: state === 'shown' ? name : '', unit };
	};

	/** For staff alone: every name, and whether the room sees it. */
	readonly staffNameOf = (sbd: number): NamedPerson =>
		this.names.get(sbd) ?? { sbd, name: '', unit: '', state: 'shown' };

	/** Whether this is the seat of somebody whose data were erased. */
	isErased(sbd: number): boolean {
		return this.names.get(sbd)?.name === '';
	}

	/** Whether signs of unfairness are noticed in it (JU6). A rehearsal makes none. */
	get signals(): boolean {
		return !this.rehearsal && this.state.prepared?.rules.signals === true;
	}

	/** What a contestant wrote in an appeal (JU5). */
	readonly appealText = (no: number) => this.appeals.get(no) ?? '';

	/** What a command rests on and the database does not hold. */
	readonly around: Surroundings = {
		absent: async () => {
			const { turn } = this.state;
			return turn ? await this.presence.neverHeard(this.id, turn.roster, turn.openedAt) : [];
		},
		answersIn: async () => {
			const left = (acceptUntil(this.state) ?? 0) + closingMargin - this.clock.now();
			if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
			await this.drained();
		}
	};

	people(): NamedPerson[] {
		return [...this.names.values()];
	}

	follow(follower: Follower): () => void {
		this.followers.add(follower);
		return () => this.followers.delete(follower);
	}

	/**
	 * Folds what the database has and this process has not (IN1). Calls that meet are one. `version`: what the log is known to have
	 * reached, if it is.
	 */
	catchUp(version = Infinity): Promise<void> {
		if (version <= this.state.version) return Promise.resolve();
		this.behind = Math.max(this.behind, version);
		this.catchingUp ??= this.foldNews().finally(() => {
			this.catchingUp = null;
		});
		return this.catchingUp;
	}

	/** Reads how its stage looks, at first and when that has changed. */
	async readLook(): Promise<void> {
		this.look = await stageLook(this.database.db, this.id);
		for (const follower of this.followers) follower({ before: this.state, events: [] });
	}

	/** What verifying its record came to. */
	findFault(fault: RecordFault | null): void {
		this.fault = fault;
		for (const follower of this.followers) follower({ before: this.state, events: [] });
	}

	/**
	 * Reads the names of these anew, SBDs and minus the numbers of onlookers; without `players`, all: notices may have been lost.
	 * `version`: which `people_version` that makes.
	 */
	async readNames(players?: number[], version?: number): Promise<void> {
		const before = new Map(this.names);
		await this.keepNames(players?.filter((player) => player > 0) ?? [...before.keys()]);
		const isOther = (sbd: number) => !isDeepStrictEqual(before.get(sbd), this.names.get(sbd));
		// After a gap all are read when the number is seen.
		if (version === this.peopleVersion + 1) this.peopleVersion = version;
		const named = players ?? [...this.names.keys()].filter(isOther);
		await this.standing.nameTop(this.nameOf);
		for (const follower of this.followers) follower({ before: this.state, events: [], named });
	}

	/** Reads how long names are kept, before any is learnt: one that is erased between the two is found by the version that is read. */
	async readKeeping(): Promise<void> {
		const { keepDays, version } = await keepingInPlay(this.database.db, this.id);
		this.keepDays = keepDays;
		this.peopleVersion = version;
	}

	/** Reads names, the words of appeals and how long they are kept anew, when something was erased. */
	async readPeople(): Promise<void> {
		// A name that is being learnt may have been read before it was erased.
		await this.catchingUp?.catch(() => {});
		await this.readKeeping();
		const texts = await appealTexts(this.database.db, this.id, [...this.appeals.keys()]);
		for (const no of [...this.appeals.keys()]) if (!texts.has(no)) this.appeals.delete(no);
		await this.readNames();
	}

	/** Resolves when every answer that has come in is written. */
	async drained(): Promise<void> {
		await Promise.all([this.answers.drained(), this.along.drained()]);
	}

	/** Stops following. Phones that are connected keep their sockets. */
	close(): void {
		this.closed = true;
		clearTimeout(this.deadline);
		this.interruptions.stop();
		this.followers.clear();
	}

	private async foldNews(): Promise<void> {
		while (this.behind > this.state.version) {
			this.behind = 0;
			const events = await readLog(this.database.db, this.id, this.state.version);
			if (events.length === 0) continue;
			await Promise.all([this.learnNames(events), this.learnAppeals(events)]);
			const before = this.state;
			let state = before;
			const lines: LogLine[] = [];
			for (const event of events) {
				const after = evolve(state, event);
				lines.push(logLine(event, state, after));
				state = after;
			}
			await this.standing.learn(state, markedBy(events, before, state), this.nameOf);
			if (events.some(({ event }) => event.type === 'opened')) this.presence.questionOpened(this.id);
			this.state = state;
			this.sealed = sealedEvent(events) ?? this.sealed;
			this.shown = withAudience(state, this.standing);
			this.recent = [...this.recent, ...lines].slice(-logShown);
			for (const follower of this.followers) follower({ before, events });
		}
		this.watchDeadline();
	}

	private async learnNames(events: RecordedEvent[]): Promise<void> {
		const fresh = events.flatMap(({ event }) =>
			event.type === 'registered' ? event.contestants.map((c) => c.sbd) : []
		);
		await this.keepNames(fresh);
	}

	private async keepNames(sbds: number[]): Promise<void> {
		if (sbds.length === 0) return;
		for (const person of await staffNamesOf(this.database.db, this.id, sbds))
			this.names.set(person.sbd, person);
	}

	private async learnAppeals(events: RecordedEvent[]): Promise<void> {
		const fresh = events.flatMap(({ event }) => (event.type === 'appealed' ? [event.no] : []));
		for (const [no, text] of await appealTexts(this.database.db, this.id, fresh)) this.appeals.set(no, text);
	}

	/** Closes the open question when its time is up, host or no host (PH7); any process may be the one to do it. */
	private watchDeadline(): void {
		clearTimeout(this.deadline);
		const until = acceptUntil(this.state);
		if (until === null || nextStep(this.state).step !== 'close') return;
		const wait = Math.max(0, until + closingMargin - this.clock.now());
		this.deadline = setTimeout(() => void this.closeNow(), wait);
	}

	private async closeNow(): Promise<void> {
		if (this.closed) return;
		try {
			await this.drained();
			await closeAtDeadline(this.database.db, this.id, this.state, this.around);
			await this.catchUp();
		} catch {
			// The database is away; it is tried again until it is back.
			this.deadline = setTimeout(() => void this.closeNow(), 1000);
		}
	}
}

function withAudience(contest: Contest, standing: AlongStanding): Contest {
	const { turn } = contest;
	if (!turn || !keyIsShown(turn) || questionOf(contest, turn.q).kind !== 'audience') return contest;
	return { ...contest, turn: { ...turn, judged: standing.judgedIn(turn.q) } };
}

/** The questions whose answers along may have been marked anew by these events (CO5). */
function markedBy(events: readonly RecordedEvent[], before: Contest, after: Contest): Set<number> {
	const marked = new Set<number>();
	if (!after.prepared || !playsAlong(after.prepared.rules)) return marked;
	for (const { event } of events) {
		if (event.type === 'revealed' || event.type === 'boardsJudged' || event.type === 'corrected')
			marked.add(event.q);
		// Taken back may be that boards were judged, of the question on the floor (JU3).
		if (event.type === 'undone')
			for (const turn of [before.turn, after.turn]) if (turn && keyIsShown(turn)) marked.add(turn.q);
	}
	return marked;
}

const playsAlong = ({ audience }: Rules) => audience.joins || audience.eliminatedPlay;
