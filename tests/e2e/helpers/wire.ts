import type { Page } from '@playwright/test';
import { z } from 'zod';
import { wholeView, type LeanPhoneView } from '../../../src/lib/protocol/phone-lean';
import { phoneView, type PhoneView } from '../../../src/lib/protocol/phone';

const message = z.tuple([z.string()]).rest(z.unknown());

/** What goes over the sockets of a page, both ways, as a phone on the same wire would see it. */
export class Wire {
	readonly sent: string[] = [];
	readonly received: string[] = [];
	view: PhoneView | null = null;

	constructor(page: Page) {
		page.on('websocket', (socket) => {
			socket.on('framesent', ({ payload }) => this.sent.push(String(payload)));
			socket.on('framereceived', ({ payload }) => this.read(String(payload)));
		});
	}

	/** The choices that were sent, as `counter:value`. */
	get answers(): string[] {
		return this.sent.flatMap((frame) => {
			const [, c, v] = /\["answer",\{"q":\d+,"c":(\d+),"v":"([^"]*)"/.exec(frame) ?? [];
			return c && v ? [`${c}:${v}`] : [];
		});
	}

	private read(frame: string): void {
		this.received.push(frame);
		const json = /^42\/play,(.*)$/s.exec(frame)?.[1];
		if (json === undefined) return;
		const [event, body] = message.parse(JSON.parse(json));
		// What it is is found out by the schema.
		if (event === 'view') this.view = phoneView.parse(wholeView(body as LeanPhoneView));
	}
}
