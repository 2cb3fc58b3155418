import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { env, exit } from 'node:process';
import { announce } from './launch/addresses';
import { explain, stopping, untrustedProxy } from './launch/says.js';
import { readConfig, type Config } from '$lib/server/config';
import { tellForeignForm } from '$lib/server/observe/foreign-forms';
import { logAs, reportBug, reportFact, reportTrouble, writeLine } from '$lib/server/observe/log';
import { layHttpServer } from '$lib/server/live/http-slot';
import { runningApplication } from '$lib/server/running-slot';
import { version } from '$lib/server/version';

/*
 * The production entry: one HTTP server for pages and sockets. `npm start` imports this file from build/node/.
 * The application itself is started by SvelteKit's `init` hook, inside build/web, so that pages and sockets share
 * one instance of every module.
 */

/** A hall that scans one code comes within a second. */
const backlog = 4096;
/** A line that is opened and says nothing is not held for long, ms: a thousand of them from one phone would keep others out. */
const held = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };
/** A running contest's last writes take far less; what has not ended by then is cut off. */
const patience = 9_000;

/** On all that is sent, pages that were made beforehand included. What scripts may do is said in svelte.config.js. */
const protections = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'SAMEORIGIN',
	// Pages have more of it. In those that were made beforehand the rest stands in the page, where frames can't be spoken of.
	'Content-Security-Policy': "frame-ancestors 'self'; object-src 'none'; base-uri 'none'",
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=()'
};

/** What browsers heed over TLS alone: whoever has come that way once is not led off it, and shares its window with no other site. */
const overTls = {
	'Strict-Transport-Security': 'max-age=31536000',
	'Cross-Origin-Opener-Policy': 'same-origin'
};

try {
	const config = readConfig(env);
	logAs(config.logFormat);
	// Node itself says in its own words why it ends.
	if (config.logFormat === 'json')
		process.on('uncaughtExceptionMonitor', (error) => reportBug('the process ends', error));
	const server = await serve(config);
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : config.port;
	if (config.logFormat === 'text') announce(config, port, runningApplication()?.setupCode ?? null);
	else tellLog(port);
	if (config.publicUrl?.startsWith('https:') && !config.trustProxy) {
		if (config.logFormat === 'text') console.warn(untrustedProxy);
		else
			reportTrouble('PUBLIC_URL is https and TRUST_PROXY is not 1: forms sent through the proxy are refused');
	}
} catch (error) {
	tellWhyNot(error);
	exit(1);
}

/** Asked of the environment itself: the settings may be what is wrong. */
function tellWhyNot(error: unknown): void {
	const known = explain(error);
	if (env.LOG_FORMAT !== 'json') return console.error(known ?? error);
	logAs('json');
	if (known === undefined) reportBug('the server can’t start', error);
	else writeLine({ level: 'error', what: known });
}

/** Logs are gathered and kept, so the link that makes an administrator is not in them. */
function tellLog(port: number): void {
	reportFact('serving', { port, version });
	if (runningApplication()?.setupCode)
		reportFact('there is no administrator yet: node build/node/cli.js user create --role administrator …');
}

async function serve(config: Config): Promise<Server> {
	const web: { handle?: RequestListener | undefined } = {};
	const server = createServer(held, (request, response) => {
		if (!config.trustProxy) request.headers['x-forwarded-proto'] = 'http';
		request.headers['x-forwarded-proto'] ??= 'http';
		request.headers['x-forwarded-for'] ??= request.socket.remoteAddress ?? '';
		if (/^\/play\/[^/?]+\/?(\?|$)/.test(request.url ?? '')) request.url = '/play';
		for (const [name, value] of Object.entries(protections)) response.setHeader(name, value);
		if (request.url === '/healthz') return void alive(response);
		if (request.headers['x-forwarded-proto'] === 'https')
			for (const [name, value] of Object.entries(overTls)) response.setHeader(name, value);
		if (request.method === 'POST')
			response.once('finish', () => tellForeignForm(request, response.statusCode, config));
		if (web.handle) web.handle(request, response);
		else response.writeHead(503, { 'Retry-After': '1' }).end();
	});
	server.listen({ port: config.port, host: config.host, backlog });
	await once(server, 'listening'); // before the rest: a port that is taken is the commonest failure
	layHttpServer(server);
	tellAdapter(config);
	const loading = loadWeb();
	stopOnSignals(server, loading, config, () => (web.handle = undefined));
	web.handle = await loading;
	return server;
}

/** Whether the process lives, whatever the database does: also while a start migrates, which nobody should cut off. */
function alive(response: ServerResponse): void {
	response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end('ok\n');
}

/** adapter-node reads its settings from the environment when it is loaded. */
function tellAdapter({ trustProxy }: Config): void {
	// It takes a request for https unless a header says otherwise; the header is set above.
	env.PROTOCOL_HEADER = 'x-forwarded-proto';
	env.BODY_SIZE_LIMIT = '32M'; // files of banks and rosters, pictures and films, each with a limit of its own
	if (trustProxy) env.ADDRESS_HEADER = 'x-forwarded-for';
}

async function loadWeb(): Promise<RequestListener> {
	// Built apart from this file, so its path must not be known to the bundler. It ends when the application has started.
	const path = new URL('../web/handler.js', import.meta.url).href;
	const { handler }: { handler: RequestListener } = await import(/* @vite-ignore */ path);
	return handler;
}

/**
 * Ctrl-C, `kill`, and the end of the terminal. Ctrl-C arrives twice under npm, so repetitions mean nothing. `shut`: from then on
 * whoever still asks is told to come again, and a proxy goes to another process.
 */
function stopOnSignals(
	server: Server,
	loading: Promise<unknown>,
	{ logFormat }: Config,
	shut: () => void
): void {
	let asked = false;
	const stop = async () => {
		if (asked) return;
		asked = true;
		if (logFormat === 'text') console.log(stopping);
		else reportFact('stopping');
		setTimeout(() => exit(0), patience).unref();
		await loading;
		shut();
		server.close();
		await runningApplication()?.stop();
		exit(0);
	};
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
}
