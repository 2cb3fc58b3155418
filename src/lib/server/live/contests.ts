import { codeOf, contestByCode, contestDraft } from '../contest/contests';
import { eventsChannel } from '../contest/act';
import { lookChannel } from '../contest/look';
import { namesChannel } from '../contest/name-review';
import { cardSecret, seatsChannel } from '../contest/seats';
import type { Database } from '../db/client';
import { networkOf } from '../lan';
import { reportTrouble } from '../observe/log';
import { observe } from '../observe/metrics';
import { peopleChannel } from '../people/keeping';
import type { DatabaseClock } from './clock';
import { LiveContest } from './contest';
import { Limiters } from './limiter';
import type { Presence } from './presence';

/** A lost notification, and a contest that was deleted, are found by looking after so many ms. */
const pollEvery = 1500;
/** A contest that has ended is let go when no screen has shown it for so long, ms; for whoever comes back it is read again. */
const keptFor = 5 * 60_000;

/** The contests that this process has in memory, kept up with what any process writes. */
export class LiveContests {
	private readonly byId = new Map<number, Promise<LiveContest | null>>();
	private readonly loaded = new Map<number, LiveContest>();
	private readonly born = new Set<(contest: LiveContest) => void>();
	private readonly gone = new Set<(contest: LiveContest) => void>();
	private readonly showing = new Set<(contest: LiveContest) => boolean>();
	/** When each was last of use, ms of `performance.now()`. */
	private readonly used = new Map<number, number>();
	/** Of a hall that comes all at once, after a restart, one asks the database for all. */
	private readonly lookedFor = new Map<string, Promise<LiveContest | null>>();
	private readonly strangeCodes = new Limiters(300, 10);
	private onErased: (contestId: number) => void = () => {};
	private listened = false;
	private poll: NodeJS.Timeout | undefined;
	private unlisten: (() => Promise<void>)[] = [];

	constructor(
		private readonly database: Database,
		private readonly clock: DatabaseClock,
		private readonly presence: Presence,
		private readonly kept = keptFor
	) {}

	/** Called with each contest that comes into memory, before anybody uses it. */
	onLoad(welcome: (contest: LiveContest) => void): void {
		this.born.add(welcome);
	}

	/** Called with each contest that leaves memory: it was deleted, or has ended and no screen shows it any more. */
	onGone(farewell: (contest: LiveContest) => void): void {
		this.gone.add(farewell);
	}

	/** `shows`: whether a screen of its kind shows the contest. */
	onScreens(shows: (contest: LiveContest) => boolean): void {
		this.showing.add(shows);
	}

	/** Listens for what other processes do, and takes up contests whose question is open, so that its deadline holds. */
	async start(
		onSeatMoved: (contestId: number, sbd: number) => void,
		onErased: (contestId: number) => void
	): Promise<void> {
		this.onErased = onErased;
		const { sql, db } = this.database;
		const events = await sql.listen(
			eventsChannel,
			(payload) => {
				const [id, version] = payload.split(':').map(Number);
				void this.loaded
					.get(id ?? 0)
					?.catchUp(version)
					.catch(() => {});
			},
			() => this.listening()
		);
		const seats = await sql.listen(seatsChannel, (payload) => {
			const [id, sbd] = payload.split(':').map(Number);
			if (id && sbd) onSeatMoved(id, sbd);
		});
		const looks = await sql.listen(lookChannel, () => this.readLooks());
		const names = await sql.listen(namesChannel, (payload) => {
			const [id, version, players = ''] = payload.split(':');
			const named = players === '' ? [] : players.split(',').map(Number);
			void this.loaded
				.get(Number(id))
				?.readNames(named, Number(version))
				.catch(() => {});
		});
		const people = await sql.listen(peopleChannel, (id) => void this.readPeople(Number(id)).catch(() => {}));
		this.unlisten = [events, seats, looks, names, people].map(({ unlisten }) => unlisten);
		this.clock.onJump((ms) => {
			reportTrouble(`the database's clock jumped by ${Math.round(ms)} ms`);
			for (const contest of this.loaded.values()) contest.interruptions.clockJumped(ms);
		});
		this.poll = setInterval(() => void this.findMissed().catch(() => {}), pollEvery);
		const open = await db.selectFrom('contest').select('id').where('open_question', 'is not', null).execute();
		await Promise.all(open.map(({ id }) => this.get(id)));
	}

	/** Resolves when every answer that has come in is written. */
	async drained(): Promise<void> {
		await Promise.all([...this.loaded.values()].map((contest) => contest.drained()));
	}

	async stop(): Promise<void> {
		clearInterval(this.poll);
		for (const contest of this.loaded.values()) contest.close();
		await Promise.all(this.unlisten.map((end) => end()));
	}

	/** The contests that this process follows now. */
	all(): readonly LiveContest[] {
		return [...this.loaded.values()];
	}

	/** The contest, if this process follows it now. */
	inMemory(id: number): LiveContest | undefined {
		return this.loaded.get(id);
	}

	/** The contest, folded and up to date; null when there is none. */
	async get(id: number): Promise<LiveContest | null> {
		this.used.set(id, performance.now());
		let loading = this.byId.get(id);
		if (!loading) {
			loading = this.load(id);
			this.byId.set(id, loading);
		}
		try {
			const contest = await loading;
			if (!contest) this.forget(id);
			return contest;
		} catch (error) {
			this.forget(id);
			throw error;
		}
	}

	/**
	 * By the code that phones and stages bring; a contest in memory is found without asking the database. Whoever makes up codes
	 * may do so for a while, as the phones of a whole school have one `address`; then it throws, as when the database is away.
	 */
	async byCode(code: string, address: string): Promise<LiveContest | null> {
		for (const contest of this.loaded.values()) if (contest.code === code) return await this.get(contest.id);
		let looking = this.lookedFor.get(code);
		if (!looking) {
			if (!this.strangeCodes.pass(networkOf(address)))
				throw new Error(`too many codes of no contest from ${address}`);
			looking = this.find(code).finally(() => this.lookedFor.delete(code));
			this.lookedFor.set(code, looking);
		}
		return await looking;
	}

	private async find(code: string): Promise<LiveContest | null> {
		const info = await contestByCode(this.database.db, code);
		return info ? await this.get(info.id) : null;
	}

	private async load(id: number): Promise<LiveContest | null> {
		const draft = await contestDraft(this.database.db, id);
		if (!draft) return null;
		const contest = new LiveContest(
			this.database,
			this.clock,
			this.presence,
			id,
			draft.code,
			draft.rehearsalOf === null ? null : await codeOf(this.database.db, draft.rehearsalOf),
			await cardSecret(this.database.db, id)
		);
		await contest.readKeeping();
		await Promise.all([contest.catchUp(), contest.readLook()]);
		this.loaded.set(id, contest);
		for (const welcome of this.born) welcome(contest);
		// What happened between the first fold and the entry in the map has told nobody.
		await contest.catchUp();
		return contest;
	}

	private forget(id: number): void {
		this.byId.delete(id);
		this.used.delete(id);
	}

	private letGo(id: number): void {
		const contest = this.loaded.get(id);
		this.forget(id);
		this.loaded.delete(id);
		if (!contest) return;
		contest.close();
		for (const farewell of this.gone) farewell(contest);
	}

	/** Looks change seldom: whichever has, all are read again. */
	private readLooks(): void {
		for (const contest of this.loaded.values()) void contest.readLook().catch(() => {});
	}

	/** Names were erased, or are kept for another time. */
	private async readPeople(id: number): Promise<void> {
		const contest = this.loaded.get(id);
		if (!contest) return;
		await contest.readPeople();
		this.onErased(id);
	}

	/** Told when the line stands, at first and whenever it was made anew: what was said meanwhile nobody has heard. */
	private listening(): void {
		if (this.listened) observe.listeningAgain();
		this.listened = true;
		this.catchUpAll();
	}

	private catchUpAll(): void {
		this.readLooks();
		for (const contest of this.loaded.values()) {
			void contest.readNames().catch(() => {});
			void contest.catchUp().catch(() => {});
		}
	}

	private async findMissed(): Promise<void> {
		const ids = [...this.loaded.keys()];
		if (ids.length === 0) return;
		const rows = await this.database.db
			.selectFrom('contest')
			.select(['id', 'version', 'people_version as peopleVersion'])
			.where('id', 'in', ids)
			.execute();
		const there = new Set(rows.map((row) => row.id));
		for (const id of ids) if (!there.has(id)) this.letGo(id);
		for (const { id, version, peopleVersion } of rows) {
			const contest = this.loaded.get(id);
			await contest?.catchUp(version);
			if (contest && contest.peopleVersion < peopleVersion) await this.readPeople(id);
		}
		this.letGoUnseen();
	}

	/** What is not over stays, seen or not: deadlines hold, and it is remembered who has come. */
	private letGoUnseen(): void {
		const now = performance.now();
		for (const contest of this.loaded.values()) {
			const { id, state } = contest;
			const needed = state.phase !== 'finished' || [...this.showing].some((shows) => shows(contest));
			if (needed) this.used.set(id, now);
			else if (now - (this.used.get(id) ?? 0) > this.kept) this.letGo(id);
		}
	}
}
