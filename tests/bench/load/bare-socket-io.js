import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { floorAnswers, floorViews, serveBench } from './floor.js';

/* Socket.IO set for speed, a batch insert, and nothing else: what the application is measured against. */

const http = createServer();
const io = new Server(http, {
	transports: ['websocket'],
	allowUpgrades: false,
	perMessageDeflate: false,
	httpCompression: false,
	cleanupEmptyChildNamespaces: true,
	serveClient: false,
	maxHttpBufferSize: 16_384
});
io.engine.on('connection', (/** @type {{ request: unknown }} */ raw) => (raw.request = null));
const record = await floorAnswers();
/** As many as a verdict has kinds: right, wrong, none. */
const groups = 3;
let connected = 0;

io.on('connection', (socket) => {
	void socket.join('all');
	void socket.join(`group ${connected++ % groups}`);
	socket.on(
		'answer',
		(/** @type {import('./floor.js').FloorAnswer} */ answer, /** @type {(reply: object) => void} */ ack) => {
			void record(answer).then(() => ack({ ok: true }));
		}
	);
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
await once(http, 'listening');
const address = http.address();
serveBench(typeof address === 'object' ? (address?.port ?? 0) : 0, (what, q) => {
	if (what === 'question') io.to('all').emit('question', floorViews.question(q));
	else for (let g = 0; g < groups; g++) io.to(`group ${g}`).emit('verdict', floorViews.verdict(q, g));
});
