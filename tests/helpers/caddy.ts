import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { findCaddy } from '../../src/launch/caddy.js';
import { freePort } from './proxy';

export interface TestCaddy {
	/** `https://localhost:…`, with a certificate that Caddy has made itself. */
	url: string;
	/** Where plain http is answered. */
	plain: string;
	stop(): Promise<void>;
}

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/**
 * Caddy before processes on these ports, as `deploy/Caddyfile` sets it up, or as `deploy/hall.Caddyfile` before the one process of a
 * laptop. Resolves when it serves.
 */
export async function startCaddy(ports: string[], file = 'Caddyfile'): Promise<TestCaddy> {
	const caddy = await findCaddy((line) => console.log(line));
	if (!caddy) throw new Error('there is no Caddy, and it could not be installed');
	const home = mkdtempSync(join(tmpdir(), 'caddy-'));
	const [http, https] = [await freePort(), await freePort()];
	const env = {
		...process.env,
		HOME: home,
		XDG_DATA_HOME: home,
		XDG_CONFIG_HOME: home,
		SITE: 'localhost',
		TLS: 'internal',
		HTTP_PORT: String(http),
		HTTPS_PORT: String(https),
		UPSTREAMS: ports.map((port) => `127.0.0.1:${port}`).join(' '),
		ADDRESS: `https://localhost:${https}`,
		PORT: ports[0]
	};
	const config = ['--config', `deploy/${file}`, '--adapter', 'caddyfile'];
	await promisify(execFile)(caddy, ['validate', ...config], { env });
	const child = spawn(caddy, ['run', ...config], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = once(child, 'exit');
	const url = `https://localhost:${https}`;
	const serves = async () => (await ask(`${url}/readyz`).catch(() => null))?.status === 200;
	for (const deadline = Date.now() + 20_000; !(await serves());) {
		if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Caddy does not serve:\n${output}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		url,
		plain: `http://localhost:${http}`,
		stop: async () => {
			child.kill('SIGTERM');
			await exited;
			rmSync(home, { recursive: true });
		}
	};
}

/** Asks by https without asking who has made the certificate, which `fetch` can't. */
export async function ask(
	url: string,
	{ form, headers = {} }: { form?: Record<string, string>; headers?: Record<string, string> } = {}
): Promise<Answer> {
	const body = form && new URLSearchParams(form).toString();
	const asked = request(url, {
		method: body === undefined ? 'GET' : 'POST',
		rejectUnauthorized: false,
		headers: {
			accept: 'text/html',
			...headers,
			...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' })
		}
	});
	asked.end(body);
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		asked.on('response', resolve);
		asked.on('error', reject);
	});
	return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
}
