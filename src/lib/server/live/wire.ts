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
	const text = `2/play,${JSON.stringify([event, value])}`;
	return { text, frame: textFrame(`4${text}`) };
}

/**
 * Whether a line would take a packet now. Not while Engine.IO has some of its own to write one after the other, which ends with
 * its `ready`. One that polls always does: what it has not fetched yet is kept for it.
 */
export function takes(line: Line): boolean {
	return streamOf(line) === null || queueOf(line).length === 0;
}

/**
 * Writes a packet; `written` is called when the line has taken it. Its frame is whole already: through the queues of Engine.IO
 * and `ws`, phone by phone, the last phone of a hall would wait longer for it.
 */
export function write(line: Line, { text, frame }: Packet, written?: () => void): void {
	const stream = streamOf(line);
	if (stream && queueOf(line).length === 0) return void stream.write(frame, written);
	line.write(text, { compress: false });
	if (written) setImmediate(written);
}

/** What is written to a line in this turn of the event loop leaves together at its end: each piece costs a call of the system. */
export function inOnePiece(stream: Writable | null): void {
	stream?.cork();
	if (stream) setImmediate(() => stream.uncork());
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
