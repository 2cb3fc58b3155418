import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z
	.enum(['0', '1', 'false', 'true'])
	.default('0')
	.transform((v) => v === '1' || v === 'true');

/**
 * An address of PostgreSQL, in which a sign of the password that has a meaning in addresses is percent-encoded. Otherwise a part of
 * the password would be taken for the host, tried, and named in messages.
 */
export function isDatabaseUrl(text: string): boolean {
	const form = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@/?#]*(?:[/?][^@#]*)?$/;
	return form.test(text) && !/%(?![\da-f]{2})/i.test(text) && URL.canParse(text);
}

/** The name of a site and nothing behind it: links are made by putting a path behind this. */
function isOrigin(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, pathname, search, hash } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && pathname === '/' && search + hash === '';
}

/** Every variable that the program reads; README.md has them in words. */
const environment = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	HOST: z.string().default('0.0.0.0'),
	/** A PostgreSQL of one's own (15 or newer); without it the embedded one is started. */
	DATABASE_URL: z.string().refine(isDatabaseUrl).optional(),
	/** Where the embedded PostgreSQL keeps its data. */
	DATA_DIR: z.string().default('.data'),
	/** The address that phones use, if it is not this machine's own: `https://thi.example.vn`. */
	PUBLIC_URL: z.string().refine(isOrigin).optional(),
	/** Behind a proxy of one's own: believe X-Forwarded-For and X-Forwarded-Proto. */
	TRUST_PROXY: flag,
	/** Where scheduled backups go; without it beside the embedded PostgreSQL, and nowhere for one of one's own. */
	BACKUP_DIR: z.string().optional(),
	/** Hours from one backup to the next; 0: none by itself. */
	BACKUP_HOURS: z.coerce.number().min(0).max(8760).default(24),
	/** How many are kept; older ones are deleted when a new one is whole. */
	BACKUP_KEEP: z.coerce.number().int().min(1).max(10_000).default(14),
	/** Whoever brings it may read /metrics from anywhere; without it this machine alone may. */
	METRICS_TOKEN: z
		.string()
		.regex(/^[\x21-\x7e]{16,200}$/)
		.optional(),
	/** For people at a console, or one JSON object a line for programs that gather logs. */
	LOG_FORMAT: z.enum(['text', 'json']).default('text'),
	/** Whether each request for a page is a line of the log. */
	LOG_REQUESTS: flag
});

/** The names of the variables, for whoever writes a list of them. */
export const variables = Object.keys(environment.shape);

export interface Config {
	port: number;
	host: string;
	databaseUrl: string | undefined;
	dataDir: string;
	publicUrl: string | undefined;
	trustProxy: boolean;
	backups: BackupPlan;
	metricsToken: string | undefined;
	logFormat: 'text' | 'json';
	logRequests: boolean;
}

/** Which backups the program makes by itself. */
export interface BackupPlan {
	/** Undefined: there is no place for them. */
	folder: string | undefined;
	/** 0: none. */
	hours: number;
	keep: number;
}

/** The settings said something that can't be used; `names` are the variables at fault. */
export class ConfigError extends Error {
	override name = 'ConfigError';

	constructor(readonly names: string[]) {
		super(`unusable environment variables: ${names.join(', ')}`);
	}
}

/** Reads the settings from environment variables; throws {@link ConfigError}. */
export function readConfig(env: Record<string, string | undefined>): Config {
	// A variable that is set to nothing counts as not set.
	const read = environment.safeParse(
		Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
	);
	if (!read.success) throw new ConfigError(read.error.issues.map((i) => String(i.path[0])));
	const e = read.data;
	const backupDir = e.BACKUP_DIR ?? (e.DATABASE_URL ? undefined : join(e.DATA_DIR, 'backups'));
	return {
		port: e.PORT,
		host: e.HOST,
		databaseUrl: e.DATABASE_URL,
		dataDir: resolve(e.DATA_DIR),
		publicUrl: e.PUBLIC_URL?.replace(/\/+$/, ''),
		trustProxy: e.TRUST_PROXY,
		backups: {
			folder: backupDir === undefined ? undefined : resolve(backupDir),
			hours: e.BACKUP_HOURS,
			keep: e.BACKUP_KEEP
		},
		metricsToken: e.METRICS_TOKEN,
		logFormat: e.LOG_FORMAT,
		logRequests: e.LOG_REQUESTS
	};
}
