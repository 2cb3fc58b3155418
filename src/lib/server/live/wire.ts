import type { Writable } from 'node:stream';
import type { Socket } from 'socket.io';

/** A phone's line, as Engine.IO has it. */
export type Line = Socket['conn'];

/** An event of the phones' namespace, encoded once for all who are told the same. */
export interface Packet {
	/** As Socket.IO writes it, for lines that do not take frames. */
	text: string;
	/** As a WebSocket has it on the wire. */
	frame: Buffer;
}

export function packetOf(event: string, value: unknown): Packet {
	return encoded(`2/play,${JSON.stringify([event, value])}`);
}

/** Acknowledgements of a phone's requests are written as views are, and not through the queues of Socket.IO, Engine.IO and `ws`. */
export function acknowledgeDirectly(socket: Socket): void {
	// Private in the version that the lock pins: makes the function that a handler is given to acknowledge with.
	Reflect.set(socket, 'ack', (id: number) => (value: unknown) => {
		if (socket.connected) write(socket.conn, encoded(`3/play,${id}${JSON.stringify([value])}`));
	});
}

function encoded(text: string): Packet {
	return { text, frame: textFrame(`4${text}`) };
}

/**
 * Whether a line has carried all that it was given before this turn of the event loop. One that polls always has: what it has not
 * fetched yet is kept for it.
 */
export function isFree(line: Line): boolean {
	const stream = streamOf(line);
	if (!stream) return true;
	return queueOf(line).length === 0 && (stream.writableLength === 0 || stream.writableCorked > 0);
}

/** Calls back when a line that is not free has carried what it has, or is closed. */
export function whenFree(line: Line, then: () => void): void {
	// Engine.IO has some of its own to write, one after the other, which ends with its `ready`.
	if (queueOf(line).length > 0) line.transport.once('ready', then);
	else streamOf(line)?.write(nothing, then);
}

/**
 * Writes a packet. Its frame is whole already: through the queues of Engine.IO and `ws`, phone by phone, the last phone of a hall
 * would wait longer for it.
 */
export function write(line: Line, packet: Packet): void {
	const stream = openStreamOf(line);
	if (stream) stream.write(packet.frame);
	else line.write(packet.text, { compress: false });
}

/** Packets for many lines, all known before the first one is written: so the last phone follows it as soon as can be. */
export class Mailing {
	private readonly streams: Writable[] = [];
	private readonly frames: Buffer[] = [];

	add(line: Line, packet: Packet): void {
		const stream = openStreamOf(line);
		if (!stream) return write(line, packet);
		this.streams.push(stream);
		this.frames.push(packet.frame);
	}

	/** To be called in the turn of the event loop in which they were added. */
	send(): void {
		this.streams.forEach((stream, i) => stream.write(this.frames[i]));
	}
}

/** What is written to a line in this turn of the event loop leaves together at its end: each piece costs a call of the system. */
export function inOnePiece(stream: Writable | null): void {
	stream?.cork();
	if (stream) setImmediate(() => stream.uncork());
}

/** Where a frame goes; null if it is for Engine.IO to write. */
function openStreamOf(line: Line): Writable | null {
	return queueOf(line).length === 0 ? streamOf(line) : null;
}

/** Where the frames of a WebSocket go; null for a line that polls, and for one that is being closed. */
export function streamOf({ transport }: Line): Writable | null {
	if (transport.name !== 'websocket') return null;
	// Private in the versions that the lock pins: Engine.IO keeps the WebSocket in `socket`, and `ws` its stream in `_socket`.
	const { readyState, _socket } = Reflect.get(transport, 'socket') as OpenWebSocket;
	return readyState === 1 ? _socket : null;
}

interface OpenWebSocket {
	/** 1: open. */
	readyState: number;
	_socket: Writable;
}

const nothing = Buffer.alloc(0);

/** What Engine.IO has not handed on yet, since the line was not free; private in its types. */
const queueOf = (line: Line) => Reflect.get(line, 'writeBuffer') as unknown[];

/** RFC 6455, 5.2: one unmasked frame of text. */
function textFrame(text: string): Buffer {
	const length = Buffer.byteLength(text);
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(head + length);
	frame[0] = 0x81;
	frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
	if (head === 4) frame.writeUInt16BE(length, 2);
	if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
	frame.write(text, head);
	return frame;
}
