import type { Db } from '../db/client';

/**
 * Reading a long record takes time, and programs and phones could ask for it again and again: what was read of a contest
 * stands until its mark changes. Of the last few contests, in the memory of this process.
 */
export class Kept<T> {
	private readonly byContest = new Map<number, { mark: string; value: Promise<T> }>();

	constructor(private readonly most = 20) {}

	/** What `read` gave under this mark; reads now if it is another one. What failed is not kept. */
	async get(contestId: number, mark: string, read: () => Promise<T>): Promise<T> {
		const known = this.byContest.get(contestId);
		if (known?.mark === mark) return await known.value;
		const kept = { mark, value: read() };
		this.byContest.delete(contestId);
		this.byContest.set(contestId, kept);
		kept.value.catch(() => {
			if (this.byContest.get(contestId) === kept) this.byContest.delete(contestId);
		});
		for (const oldest of this.byContest.keys())
			if (this.byContest.size > this.most) this.byContest.delete(oldest);
		return await kept.value;
	}
}

/** Changes with all that is told of a contest: its record, and the names of its people. */
export async function markOf(db: Db, contestId: number): Promise<string> {
	const { version, people_version } = await db
		.selectFrom('contest')
		.select(['version', 'people_version'])
		.where('id', '=', contestId)
		.executeTakeFirstOrThrow();
	return `${version},${people_version}`;
}
