import { io, type Socket } from 'socket.io-client';
import { untilOpening } from '$lib/client/opening';
import { Seal } from '$lib/client/seal';
import { ServerClock } from '$lib/client/server-clock';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import { wholeView, type LeanPhoneView } from '$lib/protocol/phone-lean';
import { ticket } from './application';

/** What counts of a phone's page: when it has a question on its screen. */
export class Watcher {
	private readonly socket: Socket<ServerToPhone, PhoneToServer>;
	private readonly clock = new ServerClock();
	private readonly seal = new Seal();
	private opening: NodeJS.Timeout | undefined;
	private seen = new Map<number, number>();
	private waits = new Map<number, (at: number) => void>();

	constructor(url: string, code: string) {
		this.socket = io(`${url}/play`, { auth: { code }, transports: ['websocket'], forceNew: true });
		this.socket.on('view', (view) => this.received(view));
		this.socket.on('connect', () =>
			this.clock.follow(async () => (await this.socket.emitWithAck('clock')).t)
		);
	}

	async join(i: number): Promise<void> {
		const ack = await this.socket.emitWithAck('join', ticket(i));
		if (!ack.ok) throw new Error(ack.code);
	}

	/** Resolves to the moment at which the question stands on the screen, ms. */
	async shows(q: number): Promise<number> {
		return this.seen.get(q) ?? (await new Promise((resolve) => this.waits.set(q, resolve)));
	}

	close(): void {
		this.clock.stop();
		this.socket.disconnect();
	}

	private received(view: LeanPhoneView): void {
		clearTimeout(this.opening);
		const whole = wholeView(view);
		const { wait } = untilOpening(whole, this.clock.now());
		if (wait > 0) {
			this.opening = setTimeout(() => this.received(view), wait);
			return;
		}
		const { question } = this.seal.read(whole);
		if (question?.state !== 'open' || question.options.length === 0 || this.seen.has(question.q)) return;
		const at = performance.now();
		this.seen.set(question.q, at);
		this.waits.get(question.q)?.(at);
	}
}
