import type { ServerToStage, StageToServer } from '$lib/protocol/events';
import type { StageLive, StageView } from '$lib/protocol/stage';
import { Connection } from './connection.svelte';

/** The stage screen's end of the line. */
export class StageClient {
	view = $state.raw<StageView | null>(null);
	live = $state.raw<StageLive | null>(null);
	private readonly line: Connection<ServerToStage, StageToServer>;

	constructor(code: string) {
		this.line = new Connection('/stage', () => ({ code }));
		this.line.on('view', (view: StageView) => {
			if (!this.view || view.v >= this.view.v) this.view = view;
		});
		this.line.on('live', (live: StageLive) => (this.live = live));
	}

	get connected(): boolean {
		return this.line.state === 'online';
	}

	/** Why the server does not let the stage in; null while it does. */
	get refused(): string | null {
		return this.line.code;
	}

	/** The database's moment, ms. */
	now(): number {
		return this.line.clock.now();
	}

	close(): void {
		this.line.close();
	}
}
