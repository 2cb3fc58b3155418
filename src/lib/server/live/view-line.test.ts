import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ViewLine } from './view-line';
import { packetOf, type Line } from './wire';

describe('a phone that reads slowly', () => {
	function phone({ name = 'websocket', queue = [] as unknown[] } = {}) {
		const written: (string | Buffer)[] = [];
		const done: (() => void)[] = [];
		const _socket = { write: (frame: Buffer, then: () => void) => written.push(frame) && done.push(then) };
		const transport = Object.assign(new EventEmitter(), { name, socket: { readyState: 1, _socket } });
		const conn = { transport, writeBuffer: queue, write: (text: string) => written.push(text) };
		let asked = 0;
		// Of Engine.IO's socket only this is touched.
		const line = new ViewLine(conn as unknown as Line, () => asked++);
		return { line, transport, queue, written, asked: () => asked, hasWritten: () => done.shift()?.() };
	}
	const packet = packetOf('view', { v: 7 });

	test('gets no second view on top of one that is on its way, but the newest one when that has gone', () => {
		const { line, written, asked, hasWritten } = phone();
		expect(line.show(packet)).toBe(true);
		for (let i = 0; i < 50; i++) expect(line.show(packet)).toBe(false);
		expect([written, asked()]).toEqual([[packet.frame], 0]);
		hasWritten();
		expect(asked()).toBe(1);
		expect(line.show(packet)).toBe(true);
		hasWritten();
		expect([written.length, asked()]).toEqual([2, 1]);
	});

	test('gets its view after what Engine.IO has still to write, and not before', () => {
		const { line, transport, queue, written, asked } = phone({ queue: ['an acknowledgement'] });
		for (let i = 0; i < 50; i++) expect(line.show(packet)).toBe(false);
		expect([written.length, asked(), transport.listenerCount('ready')]).toEqual([0, 0, 1]);
		queue.length = 0;
		transport.emit('ready');
		expect(asked()).toBe(1);
		expect(line.show(packet)).toBe(true);
		expect(written).toEqual([packet.frame]);
	});

	test('by polling has each view kept for the next request', async () => {
		const { line, written } = phone({ name: 'polling', queue: ['a view'] });
		for (let i = 0; i < 2; i++) {
			expect(line.show(packet)).toBe(true);
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(written).toEqual([packet.text, packet.text]);
	});
});
