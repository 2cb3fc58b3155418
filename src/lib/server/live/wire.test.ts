import { expect, test } from 'vitest';
import { packetOf } from './wire';

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
