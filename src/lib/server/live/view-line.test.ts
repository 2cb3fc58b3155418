import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ViewLine } from './view-line';
import { Mailing, packetOf, type Line } from './wire';

describe('a phone that reads slowly', () => {
	function phone({ name = 'websocket', queue = [] as unknown[] } = {}) {
		const written: (string | Buffer)[] = [];
		const stream = {
			writableLength: 0,
			writableCorked: 0,
			carried: () => {},
			write: (chunk: Buffer, then?: () => void) => {
				if (chunk.length > 0) written.push(chunk);
				if (then) stream.carried = then;
			}
		};
		const transport = Object.assign(new EventEmitter(), { name, socket: { readyState: 1, _socket: stream } });
		const conn = { transport, writeBuffer: queue, write: (text: string) => written.push(text) };
		let asked = 0;
		// Of Engine.IO's socket only this is touched.
		const line = new ViewLine(conn as unknown as Line, () => asked++);
		const show = () => {
			const mailing = new Mailing();
			const shown = line.show(packet, mailing);
			mailing.send();
			return shown;
		};
		return { show, transport, queue, stream, written, asked: () => asked };
	}
	const packet = packetOf('view', { v: 7 });

	test('gets no second view on top of one that is on its way, but the newest one when that has gone', () => {
		const { show, stream, written, asked } = phone();
		expect(show()).toBe(true);
		stream.writableLength = 200;
		for (let i = 0; i < 50; i++) expect(show()).toBe(false);
		expect([written, asked()]).toEqual([[packet.frame], 0]);
		stream.writableLength = 0;
		stream.carried();
		expect(asked()).toBe(1);
		expect(show()).toBe(true);
		expect([written.length, asked()]).toEqual([2, 1]);
	});

	test('gets its first view in one piece with what is written in the same turn', () => {
		const { show, stream, written } = phone();
		Object.assign(stream, { writableLength: 200, writableCorked: 1 });
		expect(show()).toBe(true);
		expect(written).toEqual([packet.frame]);
	});

	test('gets its view after what Engine.IO has still to write, and not before', () => {
		const { show, transport, queue, written, asked } = phone({ queue: ['an acknowledgement'] });
		for (let i = 0; i < 50; i++) expect(show()).toBe(false);
		expect([written.length, asked(), transport.listenerCount('ready')]).toEqual([0, 0, 1]);
		queue.length = 0;
		transport.emit('ready');
		expect(asked()).toBe(1);
		expect(show()).toBe(true);
		expect(written).toEqual([packet.frame]);
	});

	test('by polling has each view kept for the next request', () => {
		const { show, written } = phone({ name: 'polling', queue: ['a view'] });
		for (let i = 0; i < 2; i++) expect(show()).toBe(true);
		expect(written).toEqual([packet.text, packet.text]);
	});
});
