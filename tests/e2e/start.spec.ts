import { expect } from '@playwright/test';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { deleteData, startServer } from '../helpers/server';
import { test } from './helpers/test';

const failure = (start: Promise<unknown>) =>
	start.then(
		() => 'it started',
		(error: Error) => error.message
	);

test('starts, says where it is, survives kill -9, and ends cleanly when asked', async ({ request }) => {
	const first = await startServer();
	expect(first.setupUrl).toContain(`${first.url}/setup?code=`);
	expect((await request.get(first.url)).status()).toBe(200);
	await first.kill9();

	const port = new URL(first.url).port;
	const second = await startServer({ dataDir: first.dataDir, env: { PORT: port } });
	expect(second.url).toBe(first.url);
	expect((await request.get(second.setupUrl ?? '')).status()).toBe(200);
	expect(second.setupUrl, 'each start makes a new link').not.toBe(first.setupUrl);

	const began = Date.now();
	expect(await second.stop()).toBe(0);
	expect(Date.now() - began).toBeLessThan(10_000);
	await deleteData(first.dataDir);
});

test('a port that is taken: says so and how to choose another, without a stack trace', async () => {
	const stranger = createServer().listen(0, '127.0.0.1');
	await once(stranger, 'listening');
	const address = stranger.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const said = await failure(startServer({ env: { PORT: String(port) } }));
	stranger.close();
	expect(said).toContain(`Cổng ${port} đang được một chương trình khác dùng`);
	expect(said).toContain(`PORT=${port + 1} npm start`);
	expect(said).not.toMatch(/^\s+at /m);
});

test('a database that does not answer: says which, without the password and without a stack trace', async () => {
	const said = await failure(startServer({ env: { DATABASE_URL: 'postgres://a:bimat@127.0.0.1:1/thi' } }));
	expect(said).toContain('Không kết nối được PostgreSQL ở 127.0.0.1:1/thi');
	expect(said).not.toContain('bimat');
	expect(said).not.toMatch(/^\s+at /m);
});
