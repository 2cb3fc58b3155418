import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { crowdReport, type CrowdOrder, type CrowdReport } from '$lib/simulation/order';

/** The process that src/lib/simulation/crowd-process.ts describes; from the checkout, like `.data`. */
const program = import.meta.env.DEV ? 'src/launch/crowd-dev.js' : 'build/node/crowd.js';

/** The simulated phones of one rehearsal, as the page shows them. */
export interface Crowd extends CrowdReport {
	/** How many were sent. */
	players: number;
	/** `ended`: each phone has been turned away. */
	state: 'there' | 'ended' | 'crashed';
}

/** The crowds that this process has sent, by the rehearsal's id: each in a child process of its own. */
export class Crowds {
	private readonly sent = new Map<number, { child: ChildProcess; crowd: Crowd }>();

	/** The crowd of a rehearsal; null: none was sent since the server started, or it was sent home. */
	of(rehearsalId: number): Crowd | null {
		return this.sent.get(rehearsalId)?.crowd ?? null;
	}

	/** Sends a crowd in the place of the one that may be there. */
	async send(rehearsalId: number, order: CrowdOrder): Promise<void> {
		await this.home(rehearsalId);
		// No environment and no arguments: what it needs comes over the channel.
		const child = fork(program, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
		const crowd: Crowd = { players: order.players, online: 0, refused: 0, state: 'there' };
		this.sent.set(rehearsalId, { child, crowd });
		const ended = (well: boolean) => Object.assign(crowd, { online: 0, state: well ? 'ended' : 'crashed' });
		child.on('message', (raw) => {
			const report = crowdReport.safeParse(raw);
			if (report.success) Object.assign(crowd, report.data);
		});
		child.on('error', () => ended(false));
		child.on('exit', (code) => ended(code === 0));
		child.send(order);
	}

	/** Sends the crowd of a rehearsal home; resolves when its process has ended. */
	async home(rehearsalId: number): Promise<void> {
		const sent = this.sent.get(rehearsalId);
		this.sent.delete(rehearsalId);
		if (!sent?.child.connected) return;
		const gone = once(sent.child, 'exit');
		sent.child.disconnect();
		await gone;
	}

	/** Sends everybody home. */
	async stop(): Promise<void> {
		await Promise.all([...this.sent.keys()].map((rehearsalId) => this.home(rehearsalId)));
	}
}
