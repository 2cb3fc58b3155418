import { preparedOf, questionOf, type Contest, type ContestMedia } from '$lib/contest/state';
import { mediaInRoom } from '$lib/contest/views/media';
import { mediaFile, type MediaFile } from '../bank/media';
import type { Db } from '../db/client';
import { CarriedContests } from './carried';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';
import { isEarly, sealedToken, sealMedia } from './seal';

/** So many files are kept in memory: a hall asks for the same few at once. */
const kept = 8;

/** Pictures, sounds and films for phones and stages, each from when the room may have it (PH2). */
export class RoomMedia {
	private readonly files = new Map<string, Promise<MediaFile | null>>();
	private readonly carried: CarriedContests;

	constructor(
		private readonly db: Db,
		private readonly contests: LiveContests
	) {
		this.carried = new CarriedContests(db);
	}

	/** What `token` names; null: nothing, or nothing yet. */
	async find(token: string, size: 'whole' | 'small'): Promise<MediaFile | null> {
		const chainId = Number(/^(\d{1,9})-/.exec(token)?.[1] ?? 0);
		if (chainId === 0) return null;
		const own = await this.findIn(chainId, token, size);
		if (own) return own;
		for (const id of await this.carried.named(chainId)) {
			const found = await this.findIn(id, token, size);
			if (found) return found;
		}
		return null;
	}

	private async findIn(id: number, token: string, size: 'whole' | 'small'): Promise<MediaFile | null> {
		const contest = await this.contests.get(id);
		if (!contest) return null;
		const shown = mediaInRoom(contest.state, token);
		if (shown) return await this.file(`${shown.id} ${size}`, () => mediaFile(this.db, shown.id, size));
		const sealed = sealedNow(contest, token);
		return sealed ? await this.file(token, () => this.sealed(contest, sealed)) : null;
	}

	private async sealed(
		{ id: contestId, secret }: LiveContest,
		media: ContestMedia
	): Promise<MediaFile | null> {
		const file = await mediaFile(this.db, media.id, 'small');
		if (!file) return null;
		return { mime: 'application/octet-stream', bytes: sealMedia({ contestId, secret }, media, file.bytes) };
	}

	private file(name: string, read: () => Promise<MediaFile | null>): Promise<MediaFile | null> {
		const known = this.files.get(name);
		if (known) return known;
		const reading = read();
		this.files.set(name, reading);
		reading.catch(() => this.files.delete(name));
		for (const oldest of this.files.keys()) if (this.files.size > kept) this.files.delete(oldest);
		return reading;
	}
}

/** The picture of the question on the floor that phones have sealed by this name (PH10). */
function sealedNow({ state, id, secret }: LiveContest, token: string): ContestMedia | null {
	return earlyMedia(state).find((m) => sealedToken({ contestId: id, secret }, m) === token) ?? null;
}

function earlyMedia(contest: Contest): ContestMedia[] {
	if (!contest.turn || !preparedOf(contest).rules.sealedStart) return [];
	return questionOf(contest, contest.turn.q).media.filter(isEarly);
}
