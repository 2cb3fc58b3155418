import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace, type Socket } from 'socket.io';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PhoneToServer, ServerToPhone } from '$lib/protocol/events';
import type { Hello, Me, Recorded } from '$lib/protocol/phone';
import type { LeanPhoneView } from '$lib/protocol/phone-lean';
import { SimulatedPhone } from './phone';

/* What a simulated phone complains of, at a server that says what the test wants. */

type Line = Socket<PhoneToServer, ServerToPhone>;

const hello: Hello = {
	code: '123456',
	title: '',
	organizer: '',
	registration: 'open',
	seats: true,
	barred: null,
	audience: false,
	units: [],
	rehearsal: false,
	formulas: false,
	named: true,
	signals: false,
	keepDays: 90,
	seated: false
};
const asked: LeanPhoneView = {
	v: 1,
	phase: 'running',
	left: 1,
	question: {
		q: 1,
		kind: 'main',
		ordinal: 1,
		of: 1,
		type: 'single',
		limitMs: 60_000,
		turn: 1,
		state: 'open'
	}
};
const seat = (answer: Recorded | null): Me => ({ sbd: 1, name: 'An', unit: '', pin: '123456', answer });
const patience = 4000;
const choice = (c: number): Recorded => ({ q: 1, c, v: 'A' });

let server: Server;
let play: Namespace<PhoneToServer, ServerToPhone>;
let phone: SimulatedPhone;
/** What the server does when the phone is back. */
let welcomeBack: (line: Line) => void;

beforeEach(async () => {
	const http = createServer();
	server = new Server(http);
	play = server.of('/play');
	play.on('connection', (line: Line) => {
		line.on('answer', ({ c, v }, ack) => ack({ ok: true, c, v }));
		if (line.handshake.auth['token']) return welcomeBack(line);
		line.on('join', (_, ack) => {
			ack({ ok: true, token: 'her', me: seat(null) });
			line.emit('view', asked);
		});
		line.emit('hello', hello);
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	// listen() on a port gives an AddressInfo.
	const { port } = http.address() as AddressInfo;
	const secret = 'bí-mật'.padEnd(32, '0');
	phone = new SimulatedPhone(`http://127.0.0.1:${port}`, '123456', () => ({
		by: 'name',
		name: 'An',
		unit: '',
		secret
	}));
	await phone.seated;
	phone.choose(1, 'A');
	await vi.waitFor(() => expect(phone.acks).toEqual([choice(1)]), patience);
});
afterEach(async () => {
	phone.close();
	await server.close();
});

it('[PH6] a choice that was confirmed and is not there after a reconnect has been forgotten', async () => {
	welcomeBack = (line) => {
		line.emit('me', seat(null));
		line.emit('view', asked);
	};
	phone.breakLine();
	await vi.waitFor(() => expect(phone.views).toHaveLength(2), patience);
	expect(phone.troubles).toEqual(['choice 1 of question 1 was forgotten after a reconnect']);
});

it('one that the new line confirms before it tells what was recorded has not', async () => {
	const back = new Promise<Line>((resolve) => (welcomeBack = resolve));
	phone.breakLine();
	const line = await back;
	await vi.waitFor(() => expect(phone.connected).toBe(true), patience);
	phone.choose(1, 'A');
	await vi.waitFor(() => expect(phone.acks).toEqual([choice(1), choice(2)]), patience);
	line.emit('me', seat(choice(1)));
	line.emit('view', asked);
	await vi.waitFor(() => expect(phone.views).toHaveLength(2), patience);
	expect(phone.troubles).toEqual([]);
});
