import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A WebSocket written by hand, that does what no browser does. */
export class RawLine {
	/** All that came, as text; frames of the server are unmasked, so what they say stands in it. */
	heard = '';
	closed = false;

	private constructor(readonly socket: Socket) {
		socket.on('data', (data) => (this.heard += data.toString('latin1')));
		socket.on('close', () => (this.closed = true));
		socket.on('error', () => {});
	}

	/** A line that has said nothing yet. */
	static async dial(url: string): Promise<RawLine> {
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		await once(socket, 'connect');
		return new RawLine(socket);
	}

	/** A line of the phones' namespace, with the reply to that; `origin`: of which site it says it is. */
	static async phone(url: string, code: string, origin?: string): Promise<RawLine> {
		const line = await RawLine.dial(url);
		const key = randomBytes(16).toString('base64');
		const head = [
			'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
			`Host: ${new URL(url).host}`,
			'Connection: Upgrade',
			'Upgrade: websocket',
			'Sec-WebSocket-Version: 13',
			`Sec-WebSocket-Key: ${key}`,
			...(origin === undefined ? [] : [`Origin: ${origin}`])
		];
		line.socket.write(`${head.join('\r\n')}\r\n\r\n`);
		await line.until(() => line.heard.includes('0{"sid"'));
		line.say(`40/play,${JSON.stringify({ code })}`);
		await line.until(() => /4[04]\/play,/.test(line.heard));
		return line;
	}

	/** One frame of text, masked as a browser's are (with zeros). */
	say(text: string): void {
		const body = Buffer.from(text);
		const head = Buffer.alloc(body.length < 126 ? 6 : body.length < 65_536 ? 8 : 14);
		head[0] = 0x81;
		head[1] = 0x80 | (body.length < 126 ? body.length : body.length < 65_536 ? 126 : 127);
		if (head.length === 8) head.writeUInt16BE(body.length, 2);
		if (head.length === 14) head.writeBigUInt64BE(BigInt(body.length), 2);
		this.socket.write(Buffer.concat([head, body]));
	}

	/** Waits until it holds or the line is closed; throws after `ms`. */
	async until(holds: () => boolean, ms = 10_000): Promise<void> {
		for (const end = Date.now() + ms; !holds() && !this.closed;) {
			if (Date.now() > end) throw new Error(`waited ${ms} ms in vain; heard ${this.heard.slice(-300)}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	hangUp(): void {
		this.socket.destroy();
	}
}
