import type { StageScreen } from '$lib/protocol/stage';

/** A stage that waits for the room to be opened knocks every few seconds; one that has been silent for so long is gone, ms. */
const knockLasts = 8000;
/** More screens than any hall has are not told. */
const most = 12;

/** The stages that are open at this process, and what each has told of its screen. In memory: it is of this moment only. */
export class StageScreens {
	private readonly open = new Map<number, Map<object, StageScreen>>();
	private readonly knocking = new Map<number, Map<string, { screen: StageScreen; at: number }>>();

	constructor(private readonly now = Date.now) {}

	/** `stage`: its socket. */
	show(contestId: number, stage: object, address: string, screen: StageScreen): void {
		this.knocking.get(contestId)?.delete(address);
		ofContest(this.open, contestId).set(stage, screen);
	}

	leave(contestId: number, stage: object): void {
		this.open.get(contestId)?.delete(stage);
	}

	/** A stage that may not come in before the room is opened is there all the same, one a machine. */
	knock(contestId: number, address: string, screen: StageScreen): void {
		const all = ofContest(this.knocking, contestId);
		const at = this.now();
		for (const [key, { at: last }] of all) if (at - last > knockLasts) all.delete(key);
		if (all.has(address) || all.size < most) all.set(address, { screen, at });
	}

	/** The contest was deleted. */
	forget(contestId: number): void {
		this.open.delete(contestId);
		this.knocking.delete(contestId);
	}

	of(contestId: number): StageScreen[] {
		const since = this.now() - knockLasts;
		const waiting = [...(this.knocking.get(contestId)?.values() ?? [])].filter(({ at }) => at >= since);
		const open = this.open.get(contestId)?.values() ?? [];
		return [...open, ...waiting.map(({ screen }) => screen)].slice(0, most);
	}
}

function ofContest<K, V>(all: Map<number, Map<K, V>>, contestId: number): Map<K, V> {
	const own = all.get(contestId) ?? new Map<K, V>();
	all.set(contestId, own);
	return own;
}
