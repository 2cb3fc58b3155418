import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { LeanPhoneView } from '$lib/protocol/phone-lean';
import type { PhoneSocket } from './play-room';
import { sendView, viewPacket } from './view-packet';

const view = (text: string): LeanPhoneView => ({
	v: 7,
	phase: 'running',
	left: 3,
	question: {
		q: 1,
		kind: 'main',
		ordinal: 1,
		of: 1,
		type: 'single',
		text,
		limitMs: 20_000,
		turn: 1,
		state: 'open'
	}
});

/** What a browser makes of a frame (RFC 6455, 5.2). */
function read(frame: Buffer): string {
	const [first = 0, second = 0] = frame;
	expect(first).toBe(0x81); // the last frame of a message, text
	expect(second & 0x80).toBe(0); // unmasked
	const head = second === 126 ? 4 : second === 127 ? 10 : 2;
	const length = head === 2 ? second : head === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
	expect(frame.length).toBe(head + length);
	return frame.toString('utf8', head);
}

test.each([0, 500, 70_000])('a view with a question of %i letters is one frame of text', (n) => {
	const shown = view('ữ'.repeat(n));
	const { frame, text } = viewPacket(shown, 'null');
	expect(read(frame)).toBe(`4${text}`);
	expect(text.startsWith('2/play,')).toBe(true);
	expect(JSON.parse(text.slice('2/play,'.length))).toEqual(['view', shown]);
});

describe('a phone that reads slowly', () => {
	function phone({ name = 'websocket', writable = true } = {}) {
		const transport = Object.assign(new EventEmitter(), { name, writable });
		const written: string[] = [];
		const conn = { transport, write: (text: string) => written.push(text) };
		// Of a socket only its line and its notes are touched.
		const socket = { conn, data: { waits: false } } as unknown as PhoneSocket;
		return { socket, transport, written };
	}
	const packet = viewPacket(view('Câu hỏi?'), 'null');

	test('gets no second view on top of one that is on its way, but the newest one when that has gone', () => {
		const { socket, transport, written } = phone({ writable: false });
		let asked = 0;
		for (let i = 0; i < 50; i++) expect(sendView(socket, packet, () => asked++)).toBe(false);
		expect([written.length, asked, transport.listenerCount('ready')]).toEqual([0, 0, 1]);
		transport.writable = true;
		transport.emit('ready');
		expect(asked).toBe(1);
		expect(sendView(socket, packet, () => asked++)).toBe(true);
		expect(written).toEqual([packet.text]);
	});

	test('by polling has its views kept for the next request', () => {
		const { socket, written } = phone({ name: 'polling', writable: false });
		expect(sendView(socket, packet, () => {})).toBe(true);
		expect(written).toEqual([packet.text]);
	});
});
