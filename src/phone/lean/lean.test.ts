import * as engine from 'engine.io-parser';
import * as fullSocket from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import * as leanEngine from './engine.io-parser';
import * as leanSocket from './socket.io-parser';

/** What goes over the phone's line, as Engine.IO has it. */
const packets: engine.Packet[] = [
	{ type: 'ping', data: 'probe' },
	{ type: 'pong' },
	{ type: 'close' },
	{ type: 'upgrade' },
	{ type: 'noop' },
	{ type: 'message', data: '42/play,["view",{"text":"Câu 1: 2 × 2 = ?\\n"}]' }
];

describe('packets of Engine.IO that are all text', () => {
	const text = (parser: Pick<typeof engine, 'encodePayload'>) =>
		new Promise<string>((done) => parser.encodePayload(packets, done));

	it('are written as the full parser writes them', async () => {
		expect(await text(leanEngine)).toBe(await text(engine));
	});

	it('are read as the full parser reads them', async () => {
		const payload = await text(engine);
		expect(leanEngine.decodePayload(payload)).toEqual(engine.decodePayload(payload));
		expect(leanEngine.decodePacket('x')).toEqual(engine.decodePacket('x'));
		expect(leanEngine.decodePacket('')).toEqual(engine.decodePacket(''));
	});
});

describe('packets of Socket.IO that are all text', () => {
	const { PacketType } = fullSocket;
	const nsp = '/play';
	const each: [string, fullSocket.Packet][] = [
		['connect', { type: PacketType.CONNECT, nsp, data: { code: '123456' } }],
		['connect without data', { type: PacketType.CONNECT, nsp, data: undefined }],
		['disconnect', { type: PacketType.DISCONNECT, nsp, data: undefined }],
		['event', { type: PacketType.EVENT, nsp, data: ['hello', { title: 'Rung chuông, vàng\n[1]' }] }],
		['event that wants an answer', { type: PacketType.EVENT, nsp, id: 12, data: ['clock'] }],
		['answer', { type: PacketType.ACK, nsp, id: 0, data: [{ ok: true }] }],
		['refusal', { type: PacketType.CONNECT_ERROR, nsp, data: { message: 'contest/unknown' } }]
	];

	it.each(each)('%s: written as the full parser writes it', (_, packet) => {
		expect(new leanSocket.Encoder().encode(packet)).toEqual(new fullSocket.Encoder().encode({ ...packet }));
	});

	it.each(each)('%s: read as the full parser reads it', (_, packet) => {
		const [text] = new fullSocket.Encoder().encode({ ...packet });
		const read = (decoder: fullSocket.Decoder | leanSocket.Decoder) => {
			const heard: unknown[] = [];
			decoder.on('decoded', (packet) => heard.push(packet));
			decoder.add(text);
			return heard;
		};
		expect(read(new leanSocket.Decoder())).toEqual(read(new fullSocket.Decoder()));
	});

	it('what is no packet is an error, and closes the line', () => {
		expect(() => new leanSocket.Decoder().add('x')).toThrow();
		expect(() => new leanSocket.Decoder().add('42/play,["view"')).toThrow();
	});
});
