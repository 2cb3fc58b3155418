import type { ServerToStage, StageToServer } from '$lib/protocol/events';
import type { StageLive, StageScreen, StageView } from '$lib/protocol/stage';
import { Connection } from './connection.svelte';
import { untilOpening } from './opening';

/** The stage screen's end of the line. */
export class StageClient {
	view = $state.raw<StageView | null>(null);
	live = $state.raw<StageLive | null>(null);
	private readonly line: Connection<ServerToStage, StageToServer>;
	/** Until a question opens on all screens at once. */
	private opening: ReturnType<typeof setTimeout> | undefined;

	/**
	 * `screen` tells what it is shown on now; it goes along with each handshake. A stage within another page tells none: it is
	 * no screen of the hall.
	 */
	constructor(code: string, screen?: () => StageScreen) {
		this.line = new Connection('/stage', () => ({ code, screen: screen?.() }));
		this.line.on('view', (view: StageView) => this.viewed(view));
		this.line.on('live', (live: StageLive) => (this.live = live));
	}

	get connected(): boolean {
		return this.line.state === 'online';
	}

	/** Why the server does not let the stage in; null while it does. */
	get refused(): string | null {
		return this.line.code;
	}

	/** What the stage is shown on has changed. */
	tell(screen: StageScreen): void {
		this.line.tell('screen', screen);
	}

	private viewed(view: StageView): void {
		if (this.view && view.v < this.view.v) return;
		clearTimeout(this.opening);
		const { shown, wait } = untilOpening(view, this.now());
		if (wait > 0) this.opening = setTimeout(() => this.viewed(view), wait);
		this.view = shown;
	}

	/** The database's moment, ms. */
	now(): number {
		return this.line.clock.now();
	}

	close(): void {
		clearTimeout(this.opening);
		this.line.close();
	}
}
