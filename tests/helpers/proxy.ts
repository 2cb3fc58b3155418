import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { findHaproxy } from '../../src/launch/haproxy.js';

export interface TestProxy {
	url: string;
	pid: number;
	stop(): Promise<void>;
}

/** HAProxy as `deploy/haproxy.cfg` sets it up, before two processes at these addresses. Resolves when it serves. */
export async function startProxy(one: string, two: string): Promise<TestProxy> {
	const haproxy = await findHaproxy((line) => console.log(line));
	if (!haproxy) throw new Error('there is no HAProxy, and it could not be installed');
	const port = await freePort();
	const child = spawn(haproxy, ['-db', '-f', 'deploy/haproxy.cfg'], {
		env: { ...process.env, BIND: `127.0.0.1:${port}`, ONE: here(one), TWO: here(two) },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = once(child, 'exit');
	const url = `http://127.0.0.1:${port}`;
	const serves = async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false;
	for (const deadline = Date.now() + 10_000; !(await serves());) {
		if (child.exitCode !== null || Date.now() > deadline)
			throw new Error(`HAProxy does not serve:\n${output}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		url,
		pid: child.pid ?? 0,
		stop: async () => {
			child.kill('SIGTERM');
			await exited;
		}
	};
}

/** Processes of tests listen on this address alone, whatever `localhost` is first. */
const here = (url: string) => `127.0.0.1:${new URL(url).port}`;

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	// listen() on a port gives an AddressInfo.
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
