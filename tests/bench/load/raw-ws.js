import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { floorAnswers, floorViews, serveBench } from './floor.js';

/* The least that Node can do: WebSockets without anything above them, a frame that is made once and written to each. */

const http = createServer();
const server = new WebSocketServer({
	server: http,
	perMessageDeflate: false,
	clientTracking: false,
	skipUTF8Validation: true,
	maxPayload: 16_384
});
/** @type {Set<import('ws').WebSocket & { _socket: import('node:net').Socket }>} */
const all = new Set();
const record = await floorAnswers();

server.on(
	'connection',
	(/** @type {import('ws').WebSocket & { _socket: import('node:net').Socket }} */ ws) => {
		all.add(ws);
		ws.on('close', () => all.delete(ws));
		ws.on('error', () => {});
		ws.on('message', (/** @type {Buffer} */ data) => {
			const answer = JSON.parse(data.toString());
			void record(answer).then(() => ws.send(`{"ack":${answer.q},"ok":true}`));
		});
	}
);
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
await once(http, 'listening');
const address = http.address();
serveBench(typeof address === 'object' ? (address?.port ?? 0) : 0, (what, q) => {
	const text = Buffer.from(JSON.stringify({ [what]: floorViews[what](q, 0) }));
	const frame = Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), text]);
	for (const ws of all) ws._socket.write(frame);
});
