import type { Refusal } from '$lib/contest/commands';
import { lateJoinAllowed } from '$lib/contest/late';
import { preparedOf, type Contest } from '$lib/contest/state';
import type { NameDoubt, NameState, Person } from '$lib/protocol/common';
import type { NamedPerson } from '$lib/protocol/host';
import type { SeatJoin as Join } from '$lib/protocol/phone';
import { sql, type Transaction } from 'kysely';
import type { Db } from '../db/client';
import type { Schema } from '../db/schema';
import { act } from './act';
import { cleanName, longestUnit } from '$lib/contest/people-names/clean';
import { cardCode, claimedSeat, newPin, newSecret, sameSecret, tokenHash, tokenOf } from './pins';
import { NameGiver, SeatedNames, unitInsults } from './typed-names';

export interface Seat {
	sbd: number;
	name: string;
	unit: string;
	pin: string;
	nameState: NameState;
}

export type JoinRefusal =
	| Refusal
	| 'contest/unknown'
	| 'join/not_open'
	| 'join/bad_name'
	| 'join/unknown_unit'
	| 'join/bad_unit'
	| 'join/wrong_proof'
	| 'join/roster_only';

export type JoinOutcome =
	{ ok: true; token: string; seat: Seat; moved: boolean } | { ok: false; code: JoinRefusal };

/** Over which every process hears that a seat has moved to another device: payload `<contest id>:<sbd>`. */
export const seatsChannel = 'contest_seats';

interface SeatRow extends Seat {
	taken: boolean;
}

/**
 * Seats many phones in one transaction, since in a hall they all come at once. Each joins or is refused on its own;
 * no seat is given twice, because the contest's row is locked (CO2, CO6). The log gets one event for all who came.
 * `seated`: what this process knows of their names.
 */
export async function takeSeats(
	db: Db,
	contestId: number,
	known: Contest | undefined,
	joins: Join[],
	seated = new SeatedNames()
): Promise<JoinOutcome[]> {
	const acted = await act(db, contestId, known, async (acting) => {
		const contest = acting.contest();
		if (!contest.prepared) return joins.map((): JoinOutcome => ({ ok: false, code: 'join/not_open' }));
		if (contest.prepared.rules.boards === 'paper')
			return joins.map((): JoinOutcome => ({ ok: false, code: 'boards/paper_only' }));
		const proofs = await provers(acting.tx, contestId, joins);
		const repeated = await repeatedJoins(acting.tx, contestId, joins);
		const newcomers = new Newcomers(contest, await nameGiver(acting.tx, contestId, contest, joins, seated));
		const arrived = new Set<number>();
		const outcomes = joins.map((join) => {
			const outcome =
				join.by === 'name'
					? (repeated.get(join.secret) ?? newcomers.seat(join))
					: knownSeat(contest, proofs(join));
			if (outcome.ok && isExpected(contest, outcome.seat.sbd)) arrived.add(outcome.seat.sbd);
			return outcome;
		});
		if (newcomers.seated.length > 0)
			must(acting.do({ type: 'register', contestants: newcomers.seated }, 'seat'));
		if (arrived.size > 0) must(acting.do({ type: 'checkIn', sbds: [...arrived] }, 'seat'));
		// Who has come with a phone after all plays with it from the next question on (CO7).
		const onPaper = seatsOnPaper(contest, outcomes);
		if (onPaper.length > 0) must(acting.do({ type: 'setBoards', sbds: onPaper, paper: false }, 'seat'));
		await store(acting.tx, contestId, outcomes, newcomers.doubts);
		return outcomes;
	});
	return acted.ok ? acted.value : joins.map(() => acted);
}

function seatsOnPaper(contest: Contest, outcomes: JoinOutcome[]): number[] {
	const seated = outcomes.flatMap((o) => (o.ok ? [o.seat.sbd] : []));
	return [...new Set(seated)].filter((sbd) => contest.contestants.get(sbd)?.paper);
}

/** What the engine refuses here was let through by the checks above: a bug, and nobody is seated. */
function must(decision: { ok: true } | { ok: false; code: Refusal }): void {
	if (!decision.ok) throw new Error(`seats were refused: ${decision.code}`);
}

/** Not checked in yet: a newcomer, or one of the roster. */
function isExpected(contest: Contest, sbd: number): boolean {
	const status = contest.contestants.get(sbd)?.status;
	return status === undefined || status === 'registered';
}

/** Gives the seats left over, in order of SBD, to whoever comes with a name. */
class Newcomers {
	readonly seated: { sbd: number; unit: string }[] = [];
	/** Why the name of somebody who has come is to be looked at. */
	readonly doubts = new Map<number, NameDoubt[]>();
	/** The last seat that was given. */
	private last = 0;
	/** The same request twice in one batch is one seat. */
	private readonly bySecret = new Map<string, JoinOutcome>();

	constructor(
		private readonly contest: Contest,
		private readonly names: NameGiver
	) {}

	seat(join: Extract<Join, { by: 'name' }>): JoinOutcome {
		const outcome = this.bySecret.get(join.secret) ?? this.newSeat(join);
		this.bySecret.set(join.secret, outcome);
		return outcome;
	}

	private newSeat(join: Extract<Join, { by: 'name' }>): JoinOutcome {
		const { rules, units } = preparedOf(this.contest);
		if (rules.registration === 'roster') return { ok: false, code: 'join/roster_only' };
		if (!lateJoinAllowed(this.contest)) return { ok: false, code: 'join/too_late' };
		// Of a list she has it as it stands there.
		const unit = units.includes(join.unit) ? join.unit : (cleanName(join.unit, longestUnit) ?? '');
		if (units.length > 0 && !units.includes(unit)) return { ok: false, code: 'join/unknown_unit' };
		if (units.length === 0 && unitInsults(unit)) return { ok: false, code: 'join/bad_unit' };
		if (this.contest.contestants.size + this.seated.length >= rules.capacity)
			return { ok: false, code: 'seat/full' };
		const sbd = this.freeSeat();
		const given = this.names.give(sbd, join.name, unit);
		if (!given) return { ok: false, code: 'join/bad_name' };
		this.last = sbd;
		const { name, state: nameState, doubts } = given;
		this.doubts.set(sbd, doubts);
		this.seated.push({ sbd, unit });
		return {
			ok: true,
			token: tokenOf(sbd, join.secret),
			seat: { sbd, name, unit, pin: newPin(), nameState },
			moved: false
		};
	}

	private freeSeat(): number {
		let sbd = this.last + 1;
		while (this.contest.contestants.has(sbd)) sbd++;
		return sbd;
	}
}

function knownSeat(contest: Contest, row: SeatRow | null): JoinOutcome {
	if (!row) return { ok: false, code: 'join/wrong_proof' };
	const { taken, ...seat } = row;
	if (isExpected(contest, seat.sbd) && !lateJoinAllowed(contest)) return { ok: false, code: 'join/too_late' };
	return { ok: true, token: tokenOf(seat.sbd, newSecret()), seat, moved: taken };
}

/** Those whose first request was carried out, but whose answer got lost: they have their seat already (IN6). */
async function repeatedJoins(
	tx: Transaction<Schema>,
	contestId: number,
	joins: Join[]
): Promise<Map<string, JoinOutcome>> {
	const secrets = joins.flatMap((j) => (j.by === 'name' ? [j.secret] : []));
	const hashes = new Map(secrets.map((secret) => [tokenHash(tokenOf(0, secret)).toString('hex'), secret]));
	if (hashes.size === 0) return new Map();
	const rows = await tx
		.selectFrom('contestant')
		.select(['sbd', 'name', 'unit', 'pin', 'name_state as nameState', 'token_hash'])
		.where('contest_id', '=', contestId)
		.where(
			'token_hash',
			'in',
			[...hashes.keys()].map((hex) => Buffer.from(hex, 'hex'))
		)
		.execute();
	return new Map(
		rows.map(({ token_hash, ...seat }) => {
			const secret = hashes.get(Buffer.from(token_hash ?? []).toString('hex')) ?? '';
			return [secret, { ok: true, token: tokenOf(seat.sbd, secret), seat, moved: false }];
		})
	);
}

/** Checks PINs and cards against the rows of the seats that they claim. */
async function provers(tx: Transaction<Schema>, contestId: number, joins: Join[]) {
	const claimed = joins.map(seatClaimed).filter((sbd) => sbd !== null);
	const rows = claimed.length === 0 ? [] : await readSeats(tx, contestId, claimed);
	const bySbd = new Map(rows.map((r) => [r.sbd, r]));
	const secret = joins.some((j) => j.by === 'card') ? await cardSecret(tx, contestId) : null;
	return (join: Join): SeatRow | null => {
		const row = bySbd.get(seatClaimed(join) ?? 0);
		if (!row || join.by === 'name') return null;
		const proven =
			join.by === 'pin'
				? sameSecret(join.pin.trim(), row.pin)
				: secret !== null && sameSecret(join.card, cardCode(secret, row.sbd));
		return proven ? row : null;
	};
}

function seatClaimed(join: Join): number | null {
	if (join.by === 'name') return null;
	return join.by === 'pin' ? join.sbd : claimedSeat(join.card);
}

async function readSeats(tx: Transaction<Schema>, contestId: number, sbds: number[]): Promise<SeatRow[]> {
	return await tx
		.selectFrom('contestant')
		.select([
			'sbd',
			'name',
			'unit',
			'pin',
			'name_state as nameState',
			(e) => e('token_hash', 'is not', null).$castTo<boolean>().as('taken')
		])
		.where('contest_id', '=', contestId)
		.where('sbd', 'in', sbds)
		// Whose data were erased has no seat that anything opens, not even her card.
		.where('name', '<>', '')
		.execute();
}

/** The secret from which a contest's seat cards are derived. */
export async function cardSecret(db: Db, contestId: number): Promise<Uint8Array> {
	const row = await db
		.selectFrom('contest')
		.select('card_secret')
		.where('id', '=', contestId)
		.executeTakeFirstOrThrow();
	return row.card_secret;
}

async function store(
	tx: Transaction<Schema>,
	contestId: number,
	outcomes: JoinOutcome[],
	doubts: ReadonlyMap<number, NameDoubt[]>
): Promise<void> {
	// Two proofs of one seat in one batch: the later one has it.
	const seated = new Map(outcomes.flatMap((o) => (o.ok ? [[o.seat.sbd, o] as const] : [])));
	if (seated.size === 0) return;
	await tx
		.insertInto('contestant')
		.values(
			[...seated.values()].map(({ seat, token }) => ({
				contest_id: contestId,
				sbd: seat.sbd,
				name: seat.name,
				unit: seat.unit,
				pin: seat.pin,
				name_state: seat.nameState,
				name_doubts: doubts.get(seat.sbd) ?? [],
				token_hash: tokenHash(token)
			}))
		)
		.onConflict((c) =>
			c.columns(['contest_id', 'sbd']).doUpdateSet((e) => ({ token_hash: e.ref('excluded.token_hash') }))
		)
		.execute();
	for (const { seat, moved } of seated.values())
		if (moved) await sql`select pg_notify(${seatsChannel}, ${`${contestId}:${seat.sbd}`})`.execute(tx);
}

/** The seats whose tokens these are, in their order; null for one that has been replaced or never was. */
export async function seatsOfTokens(db: Db, contestId: number, tokens: string[]): Promise<(Seat | null)[]> {
	const claimed = tokens.map(claimedSeat);
	const sbds = claimed.filter((sbd) => sbd !== null);
	if (sbds.length === 0) return tokens.map(() => null);
	const rows = await db
		.selectFrom('contestant')
		.select(['sbd', 'name', 'unit', 'pin', 'name_state as nameState', 'token_hash'])
		.where('contest_id', '=', contestId)
		.where('sbd', '=', (e) => e.fn.any(e.val(sbds)))
		.execute();
	const bySbd = new Map(rows.map((row) => [row.sbd, row]));
	return tokens.map((token, i) => {
		const row = bySbd.get(claimed[i] ?? 0);
		if (!row?.token_hash || !sameSecret(row.token_hash, tokenHash(token))) return null;
		const { token_hash: _, ...seat } = row;
		return seat;
	});
}

/** Names and units by SBD as the room may know them: without a name where it is not shown. All, or those of some seats. */
export async function namesOf(db: Db, contestId: number, sbds?: number[]): Promise<Person[]> {
	return (await staffNamesOf(db, contestId, sbds)).map(({ state, ...person }) =>
		state === 'shown' ? person : { ...person, name: '' }
	);
}

/** The same for staff: with every name, and whether the room sees it. */
export async function staffNamesOf(db: Db, contestId: number, sbds?: number[]): Promise<NamedPerson[]> {
	return await db
		.selectFrom('contestant')
		.select(['sbd', 'name', 'unit', 'name_state as state'])
		.where('contest_id', '=', contestId)
		.$if(sbds !== undefined, (q) => q.where('sbd', '=', (e) => e.fn.any(e.val(sbds ?? []))))
		.orderBy('sbd')
		.execute();
}

/** What gives newcomers their names. */
async function nameGiver(
	tx: Transaction<Schema>,
	contestId: number,
	contest: Contest,
	joins: Join[],
	seated: SeatedNames
): Promise<NameGiver> {
	const prepared = preparedOf(contest);
	if (joins.some((join) => join.by === 'name')) await seated.learn(tx, contestId, contest);
	return new NameGiver(prepared, await cardSecret(tx, contestId), seated);
}
