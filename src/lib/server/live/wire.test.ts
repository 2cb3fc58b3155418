import { expect, test } from 'vitest';
import { packetOf, write, type Line } from './wire';

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

test.each([0, 500, 70_000])('an event with %i letters is one frame of text', (n) => {
	const value = { text: 'ữ'.repeat(n) };
	const { frame, text } = packetOf('view', value);
	expect(read(frame)).toBe(`4${text}`);
	expect(text.startsWith('2/play,')).toBe(true);
	expect(JSON.parse(text.slice('2/play,'.length))).toEqual(['view', value]);
});

test.each([
	['an open WebSocket takes the frame', 1, []],
	['one that is being closed is left to Engine.IO', 2, ['text']],
	['as is one with something else to write first', 1, ['before', 'text']]
])('%s', (_, readyState, expected) => {
	const { text, frame } = packetOf('view', {});
	const frames: Buffer[] = [];
	const queue = expected.filter((one) => one !== 'text');
	const socket = { readyState, _socket: { write: (one: Buffer) => frames.push(one) } };
	const transport = { name: 'websocket', socket };
	const line = {
		transport,
		writeBuffer: queue,
		write: (one: string) => queue.push(one === text ? 'text' : one)
	};
	// Of Engine.IO's socket only this is touched.
	write(line as unknown as Line, { text, frame });
	expect(queue).toEqual(expected);
	expect(frames).toEqual(expected.length === 0 ? [frame] : []);
});
