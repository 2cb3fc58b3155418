import type { Page, WebSocketRoute } from '@playwright/test';

type Namespace = '/play' | '/stage' | '/host';
type Reply = (request: unknown[]) => unknown;

/**
 * A screen that is told what to show: its page comes from the server, its socket from here. So every state can be looked
 * at, also those that a contest passes in a moment. Speaks Engine.IO 4 and Socket.IO 5 as far as our screens do.
 */
export class ToldScreen {
	private socket: WebSocketRoute | null = null;
	/** Namespaces that the page has entered on its present line. */
	private readonly entered = new Set<string>();
	private dead = false;
	private readonly told: { to: Namespace; event: string; data: unknown }[] = [];

	private constructor(private readonly replies: Record<string, Reply>) {}

	/** To be called before the page is opened. `replies`: what a request is acknowledged with; others get no answer. */
	static async listen(page: Page, replies: Record<string, Reply> = {}): Promise<ToldScreen> {
		const screen = new ToldScreen(replies);
		await page.routeWebSocket(/\/socket\.io\//, (socket) => screen.connected(socket));
		return screen;
	}

	/** Sends an event, at once or as soon as the page has connected, and again whenever it connects anew. */
	tell(to: Namespace, event: string, data: unknown): void {
		const line = { to, event, data };
		this.told.push(line);
		if (this.entered.has(to)) this.send(line);
	}

	/** The line breaks, and does not come back. */
	cut(): void {
		this.dead = true;
		void this.socket?.close();
	}

	private connected(socket: WebSocketRoute): void {
		if (this.dead) return void socket.close();
		this.socket = socket;
		this.entered.clear();
		socket.onMessage((message) => this.heard(String(message)));
		socket.send(
			'0{"sid":"told","upgrades":[],"pingInterval":3600000,"pingTimeout":3600000,"maxPayload":1000000}'
		);
	}

	private heard(message: string): void {
		const [, entered] = /^40(\/\w+)/.exec(message) ?? [];
		if (entered) {
			this.entered.add(entered);
			this.socket?.send(`40${entered},{"sid":"told"}`);
			for (const line of this.told) if (line.to === entered) this.send(line);
			return;
		}
		const [, where, id, body = '[]'] = /^42(\/\w+),(\d+)(\[.*)$/s.exec(message) ?? [];
		const request: unknown = JSON.parse(body);
		if (!Array.isArray(request)) return;
		const reply = this.replies[String(request[0])];
		if (where && reply) this.socket?.send(`43${where},${id}${JSON.stringify([reply(request)])}`);
	}

	private send({ to, event, data }: { to: Namespace; event: string; data: unknown }): void {
		this.socket?.send(`42${to},${JSON.stringify([event, data])}`);
	}
}
