import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '$lib/server/db/client';
import { Floor } from '$lib/simulation/floor';
import type { PhoneAct, SeenView } from '$lib/simulation/phone';
import { toldSince } from './told';

/** What phones show at this moment, held against what the log says that they must. */
export class Screens {
	private readonly phones = new Map<number, { sbd: number | null; view: SeenView | null }>();
	private floor = new Floor();
	private seq = 0;

	constructor(
		private readonly sql: Sql,
		private readonly contest: number
	) {}

	/** Takes note of what a phone does. Who has lost the line shows nothing that counts until a view comes over a new one. */
	note(phone: number, act: PhoneAct): void {
		const known = this.phones.get(phone) ?? { sbd: null, view: null };
		if (act.did === 'was seated') this.phones.set(phone, { ...known, sbd: act.sbd });
		if (act.did === 'lost its line') this.phones.set(phone, { ...known, view: null });
		if (act.did === 'saw') this.phones.set(phone, { ...known, view: act.view });
	}

	/** Phones that do not show what the log says, with what they show. */
	async wrong(): Promise<string[]> {
		for (const { seq, event } of await toldSince(this.sql, this.contest, this.seq)) {
			this.seq = seq;
			if (event.type === 'undone') this.floor = this.floor.without(event.seq);
			else this.floor.apply({ seq, event });
		}
		return [...this.phones].flatMap(([phone, { sbd, view }]) => {
			if (sbd === null) return [];
			if (!view) return [`phone ${phone} has no line`];
			const { v: _, ...shown } = view;
			const right = this.floor.view(sbd);
			return isDeepStrictEqual(shown, right)
				? []
				: [`phone ${phone} shows ${JSON.stringify(shown)} instead of ${JSON.stringify(right)}`];
		});
	}

	/** Waits until all is right, `patience` ms at most. Null: it is; else what is not. */
	async right(patience: number, ready: () => Promise<boolean>): Promise<string[] | null> {
		const until = Date.now() + patience;
		for (;;) {
			const wrong = (await ready())
				? await this.wrong().catch(() => ['the database is away'])
				: ['a process is not ready'];
			if (wrong.length === 0) return null;
			if (Date.now() > until) return wrong;
			await sleep(50);
		}
	}
}
